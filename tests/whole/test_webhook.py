"""Updates brought by webhook instead of polling: the whole bot, over HTTP both ways."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.settings import BadSettings
from bot.web.webhook import PATH
from tests.faults.test_troubles import locked
from tests.whole.forum import Forum, living_forum

SECRET = "a-secret-of-the-two"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PRESSED = 900_000_001


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def settings_for(port: int) -> dict[str, Any]:
    return {
        "webhook_url": f"http://127.0.0.1:{port}",
        "webhook_secret": SecretStr(SECRET),
        "listen": f"127.0.0.1:{port}",
    }


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, **settings_for(free_port())) as forum:
        yield forum


async def bring(forum: Forum, update: object, secret: str | None = SECRET) -> int:
    """Posts an update as Telegram does; the status of the answer."""
    headers = {} if secret is None else {HEADER: secret}
    url = f"{forum.settings.webhook_url}{PATH}"
    async with (
        aiohttp.ClientSession() as telegram,
        telegram.post(url, json=update, headers=headers) as answer,
    ):
        return answer.status


async def test_a_survey_is_answered_across_a_restart(forum: Forum) -> None:
    rosalind, ada = await forum.joined("Rosalind"), await forum.joined("Ada")
    await forum.opened(rosalind, "Did you feel heard?")
    await ada.sees("new survey")
    await ada.tap("Answer")
    await ada.sees("What this can change")
    await ada.tap("Start")
    await ada.sees("Question 1 of 3")

    await forum.stop()
    await ada.tap(ada.screen().buttons[0], wait=0)
    await forum.start()

    await ada.sees("Question 2 of 3")
    assert forum.rows("SELECT count(*) FROM answer") == [(1,)]
    assert forum.rows("SELECT count(*) FROM set_aside") == [(0,)]


@pytest.mark.parametrize("secret", [None, "", "another-secret", SECRET + "x"])
async def test_without_the_secret_nothing_is_taken_in(forum: Forum, secret: str | None) -> None:
    assert await bring(forum, {"update_id": PRESSED}, secret) == 403
    assert forum.rows("SELECT count(*) FROM set_aside") == [(0,)]


async def test_200_is_answered_only_once_the_effect_is_stored(forum: Forum) -> None:
    unreadable = {"update_id": PRESSED, "callback_query": {"id": 1}}
    with locked(forum.settings.database):
        bringing = asyncio.create_task(bring(forum, unreadable))
        early, _ = await asyncio.wait({bringing}, timeout=0.3)
    assert not early

    assert await bringing == 200
    assert forum.rows("SELECT update_id FROM set_aside") == [(PRESSED,)]


async def test_brought_twice_it_is_taken_in_once(forum: Forum) -> None:
    unreadable = {"update_id": PRESSED, "callback_query": {"id": 1}}

    assert [await bring(forum, unreadable), await bring(forum, unreadable)] == [200, 200]
    assert forum.rows("SELECT update_id FROM set_aside") == [(PRESSED,)]


async def test_what_is_no_update_is_refused_and_does_no_harm(forum: Forum) -> None:
    url = f"{forum.settings.webhook_url}{PATH}"
    async with aiohttp.ClientSession(headers={HEADER: SECRET}) as telegram:
        async with telegram.post(url, data=b"{") as answer:
            assert answer.status == 400
        async with telegram.post(url, data=b"x" * 1_010_000) as answer:
            assert answer.status == 413
    await forum.joined("Ada")


async def test_an_address_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        settings = settings_for(other.getsockname()[1])
        with pytest.raises(BaseException) as caught:
            async with living_forum(tmp_path, **settings):
                pass
    assert isinstance(first_of(caught.value), BadSettings)
    assert str(first_of(caught.value)).startswith("HEARD_LISTEN: nothing can listen on 127.0.0.1:")


def first_of(error: BaseException) -> BaseException:
    return first_of(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
