"""Telegram answers 500 to everything for an hour."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.core.posts import Post, Urgency
from bot.store import outbox
from tests.whole.forum import Forum, living_forum

HOUR = 3600.0


class QuickPauses:
    """A sleep that notes how long it should have been, and takes a thousandth of it."""

    def __init__(self) -> None:
        self.slept = 0.0
        self._more = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / 1000)
        self.slept += seconds
        self._more.set()

    async def past(self, seconds: float) -> None:
        """Until so much has been slept from now on."""
        until = self.slept + seconds
        async with asyncio.timeout(30):
            while self.slept < until:
                self._more.clear()
                await self._more.wait()


@pytest.fixture
def pauses() -> QuickPauses:
    return QuickPauses()


async def test_an_hour_of_errors_is_waited_out_and_nothing_is_lost(
    tmp_path: Path, pauses: QuickPauses, caplog: pytest.LogCaptureFixture
) -> None:
    async with living_forum(tmp_path, sleep=pauses.sleep) as forum:
        rosalind = await forum.joined("Rosalind")
        ada, bo = await forum.joined("Ada"), await forum.joined("Bo")
        await forum.town.faults(refuse="500")
        caplog.clear()
        await bo.block()  # ends the poll that began before
        await pauses.past(10)
        await ada.type("/surveys")
        made = await forum.town.requests_made()
        await pauses.past(HOUR)
        asked = await forum.town.requests_made() - made
        await forum.town.faults(refuse=None)

        await ada.sees("No survey")
        await forum.opened(rosalind, "Did you feel heard?")
        await ada.sees("new survey")
        assert asked < 400
        assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == [
            "Telegram cannot be reached (NetworkError). Trying again until it works.",
            "Over: Telegram cannot be reached.",
        ]


async def test_a_post_that_met_an_error_is_doubted_and_those_behind_it_wait(
    tmp_path: Path, pauses: QuickPauses
) -> None:
    async with living_forum(tmp_path, sleep=pauses.sleep) as forum:
        crowd = [await forum.joined(f"Somebody{number}") for number in range(20)]
        await forum.town.faults(refuse="500", methods=["sendmessage", "getme"])
        await put_into_outbox(forum, [person.id for person in crowd])
        await pauses.past(HOUR)
        doubted = {row[0] for row in forum.rows("SELECT chat FROM delivery WHERE state = 'uncertain'")}
        await forum.town.faults(refuse=None)

        assert 1 <= len(doubted) <= 8
        for person in crowd:
            if person.id not in doubted:
                await person.sees("News of the day")
        await forum.town.quiet()
        assert {
            row[0] for row in forum.rows("SELECT chat FROM delivery WHERE state = 'uncertain'")
        } == doubted


async def put_into_outbox(forum: Forum, chats: list[int]) -> None:
    services = forum.services
    post = Post(html="News of the day")
    await services.store.write(outbox.add_post, "news", post, chats, Urgency.NOTICE, services.clock())
    services.posts_waiting.set()
