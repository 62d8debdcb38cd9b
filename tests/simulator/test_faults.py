"""Bad days of Telegram, the clock, and the log of requests."""

import time
from pathlib import Path

import aiohttp
import pytest

from bot.simulator.client import SimulatorError, Town
from bot.simulator.clock import Clock
from tests.simulator.toybot import ToyBot


@pytest.mark.parametrize(
    ("refuse", "refusal"),
    [
        ("500", (500, "Internal Server Error")),
        ("429", (429, "Too Many Requests: retry after 5")),
    ],
)
async def test_calls_are_refused_until_it_is_over(
    refuse: str, refusal: tuple[int, str], town: Town, bot: ToyBot
) -> None:
    await town.faults(refuse=refuse)
    assert await bot.fails("getMe") == refusal
    polled, _ = await bot.raw("getUpdates")
    assert polled == (500 if refuse == "500" else 200)
    await town.faults(refuse=None)
    await bot.call("getMe")


async def test_a_lost_answer_was_done_all_the_same(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await town.faults(refuse="silent", times=1, methods=["sendMessage"])
    await bot.call("getMe")
    with pytest.raises(aiohttp.ClientError):
        await bot.raw("sendMessage", chat_id=amira.id, text="Twice?")
    await bot.call("sendMessage", chat_id=amira.id, text="Twice?")
    assert [message.text for message in await amira.reads()][1:] == ["Twice?", "Twice?"]


async def test_trouble_can_be_kept_to_one_chat(town: Town, bot: ToyBot) -> None:
    amira, gethin = await town.person("Amira"), await town.person("Gethin")
    for person in (amira, gethin):
        await person.start()
    await town.faults(slow=0.1, refuse="500", chats=[amira.id])
    before = time.monotonic()
    await bot.call("sendMessage", chat_id=gethin.id, text="Quick")
    assert time.monotonic() - before < 0.1
    await bot.fails("sendMessage", chat_id=amira.id, text="Slow")
    assert time.monotonic() - before >= 0.1


async def test_an_unknown_trouble_is_refused(town: Town) -> None:
    with pytest.raises(SimulatorError, match="refuse is one of"):
        await town.faults(refuse="rain")


async def test_the_clock_moves_and_tells_its_offset(tmp_path: Path, town: Town) -> None:
    file = tmp_path / "clock"
    clock = Clock(file=file)
    assert float(file.read_text()) == 0
    clock.advance(3600)
    assert float(file.read_text()) == 3600
    await town.clock(advance=86400)
    await town.clock(to="2026-12-24T18:00:00+00:00")
    told = (await town.cast())["clock"]
    assert told["now"] == "2026-12-24T18:00:00+00:00"


async def test_requests_are_logged_from_where_one_wants(town: Town, bot: ToyBot) -> None:
    await bot.call("getMe")
    since = await town.requests_made()
    await bot.fails("sendMessage", chat_id=99, text="Hello")
    assert await town.requests(since) == [
        {"method": "sendMessage", "params": {"chat_id": 99, "text": "Hello"}, "status": 400}
    ]
