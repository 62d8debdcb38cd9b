"""The bot is killed again and again in the middle of a long queue: every answer is there, exactly once."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.core.buttons import Choose
from bot.simulator.client import Person
from bot.simulator.server import EXAMPLE_TOKEN, Simulator
from bot.store.keys import Keys
from tests.whole.forum import MONDAY, Forum

PEOPLE, TAPS_EACH, KILLS = 25, 20, 20
OPTIONS = ("surveys", "votes", "area_group", "theme_group", "visits", "task_group", "pages")


class Listening:
    """Hears each call that a bot makes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answered = 0
        self._heard = asyncio.Event()
        log = type(Simulator().world.requests)
        note = log.note

        def note_and_tell(*args: object) -> None:
            note(*args)  # type: ignore[arg-type]
            self.answered += args[1] == "answerCallbackQuery"
            self._heard.set()

        monkeypatch.setattr(log, "note", note_and_tell)

    async def until(self, fits: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not fits():
                self._heard.clear()
                await self._heard.wait()


def set_clock(file: Path) -> None:
    """The child's time goes on from where the forum's stands."""
    file.write_text(str((MONDAY - datetime.now(UTC)).total_seconds()), encoding="utf-8")


@asynccontextmanager
async def bot_process(forum: Forum, clock_file: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    given = {
        "HEARD_BOT_TOKEN": EXAMPLE_TOKEN,
        "HEARD_API_URL": forum.settings.api_url,
        "HEARD_DATA_DIR": str(forum.settings.data_dir),
        "HEARD_KEYS_DIR": str(forum.settings.keys_dir),
        "HEARD_CONTENT_DIR": str(forum.settings.content_dir),
        "HEARD_COORDINATORS": ",".join(map(str, forum.settings.coordinators)),
        "HEARD_CLOCK_FILE": str(clock_file),
        "HEARD_LOG_LEVEL": "WARNING",
    }
    command = (sys.executable, "-m", "bot", "run")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **given}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, cwd=clock_file.parent, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def at_first_question(forum: Forum, number: int) -> Person:
    person = await forum.joined(f"P{number}")
    await person.type("/surveys")
    await person.tap("How would you like to be involved")
    await person.tap("Start")
    await person.sees("Question 1")
    return person


def choices(chance: Random) -> list[tuple[str, bool]]:
    """Options taken and taken back, so that an answer lost, doubled or out of order leaves its mark."""
    return [(chance.choice(OPTIONS), chance.random() < 0.6) for _ in range(TAPS_EACH)]


def left_chosen(taps: list[tuple[str, bool]]) -> set[str]:
    last = dict(taps)
    return {option for option, on in last.items() if on}


async def test_killed_at_twenty_instants_in_one_queue_every_answer_is_there_exactly_once(
    forum: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(20261123)
    [rosalind, *_] = await forum.town.people("coordinator")
    await forum.joined(rosalind.first_name)
    await forum.opened(rosalind, "How would you like to be involved")
    people = [await at_first_question(forum, number) for number in range(PEOPLE)]
    await forum.stop()

    taps = {person.id: choices(chance) for person in people}
    for turn in range(TAPS_EACH):
        for person in people:
            option, on = taps[person.id][turn]
            data = Choose(1, "ways", option, on).pack()
            await person.press(person.screen(), data, forge=True, wait=0)

    set_clock(tmp_path / "clock")
    listening, taken_before = Listening(monkeypatch), taken(forum)
    for _ in range(KILLS):
        async with bot_process(forum, tmp_path / "clock") as process:
            enough = listening.answered + chance.randint(1, 15)
            await listening.until(lambda enough=enough: listening.answered >= enough)  # type: ignore[misc]
            process.kill()
            await process.wait()
    assert taken(forum) - taken_before < PEOPLE * TAPS_EACH, "the queue was over before the last death"

    async with bot_process(forum, tmp_path / "clock") as process:
        await listening.until(lambda: taken(forum) - taken_before == PEOPLE * TAPS_EACH)
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0

    assert taken(forum) - taken_before == PEOPLE * TAPS_EACH
    assert forum.rows("SELECT count(*) FROM response") == [(PEOPLE,)]
    assert forum.rows("SELECT count(*) FROM set_aside") == [(0,)]
    for person in people:
        assert chosen_by(forum, person) == left_chosen(taps[person.id])


def taken(forum: Forum) -> int:
    return int(forum.rows("SELECT count(*) FROM taken_update")[0][0])


def chosen_by(forum: Forum, person: Person) -> set[str]:
    [(number,)] = forum.rows("SELECT id FROM person WHERE telegram = ?", person.id)
    [(answer,)] = forum.rows(
        "SELECT value FROM answer JOIN response ON response.id = answer.response"
        " WHERE finder = ? AND question = 'ways'",
        Keys(forum.settings.keys_dir).finder(1, number),
    )
    return set(json.loads(answer).get("chosen", ()))
