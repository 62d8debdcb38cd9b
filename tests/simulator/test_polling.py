"""The queue of updates: one poller, confirmed by offset, presses live 150 seconds."""

import asyncio

import pytest

from bot.simulator.client import Town
from bot.simulator.server import Simulator
from tests.simulator.conftest import HandClock
from tests.simulator.toybot import ToyBot, keyboard


async def polled(simulator: Simulator) -> None:
    """Waits until somebody polls."""
    async with asyncio.timeout(5):
        await simulator.world.updates.polled()


async def test_updates_stay_until_they_are_confirmed(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await amira.type("one")
    first, second = await bot.call("getUpdates")
    assert [first, second] == await bot.call("getUpdates")
    assert await bot.call("getUpdates", offset=second["update_id"]) == [second]
    assert await bot.call("getUpdates", offset=second["update_id"] + 1) == []
    assert await bot.call("getUpdates") == []


async def test_a_batch_has_a_limit_and_a_negative_offset_keeps_the_last(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    for number in range(5):
        await amira.type(str(number))
    assert len(await bot.call("getUpdates", limit=2)) == 2
    last = await bot.call("getUpdates", offset=-2)
    assert [update["message"]["text"] for update in last] == ["3", "4"]
    assert len(await bot.call("getUpdates")) == 2


async def test_a_long_poll_ends_as_soon_as_something_happens(
    town: Town, bot: ToyBot, simulator: Simulator
) -> None:
    poll = asyncio.create_task(bot.call("getUpdates", timeout=30))
    await polled(simulator)
    await (await town.person("Amira")).start()
    async with asyncio.timeout(5):
        assert [update["message"]["text"] for update in await poll] == ["/start"]


async def test_the_second_poller_ends_the_first(town: Town, bot: ToyBot, simulator: Simulator) -> None:
    first = asyncio.create_task(bot.raw("getUpdates", timeout=30))
    await polled(simulator)
    second = asyncio.create_task(bot.raw("getUpdates", timeout=30))
    status, refusal = await first
    assert (status, refusal["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await (await town.person("Amira")).start()
    assert len((await second)[1]["result"]) == 1


async def test_a_press_waits_150_seconds_for_a_bot_and_a_message_a_day(
    town: Town, bot: ToyBot, clock: HandClock
) -> None:
    amira = await town.person("Amira")
    await amira.start()
    sent = await bot.call("sendMessage", chat_id=amira.id, text="Well?", reply_markup=keyboard("A"))
    await amira.press(sent["message_id"], "a", wait=0)
    clock.advance(149)
    assert [list(update)[1] for update in await bot.call("getUpdates")] == ["message", "callback_query"]
    clock.advance(1)
    assert [list(update)[1] for update in await bot.call("getUpdates")] == ["message"]
    clock.advance(24 * 3600)
    assert await bot.call("getUpdates") == []


async def test_a_press_shows_the_message_as_it_was_when_pressed(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    sent = await bot.call("sendMessage", chat_id=amira.id, text="Before", reply_markup=keyboard("A"))
    place = {"chat_id": amira.id, "message_id": sent["message_id"]}
    await amira.press(sent["message_id"], "a", wait=0)
    await bot.call("editMessageText", text="After", **place)
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    assert query["message"]["text"] == "Before"
    assert query["data"] == "a"
    assert query["chat_instance"]


async def test_a_press_on_a_message_that_is_gone_brings_only_its_number(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await amira.press(77, "old", forge=True, wait=0)
    message = (await bot.call("getUpdates"))[-1]["callback_query"]["message"]
    assert (message["message_id"], message["date"], "text" in message) == (77, 0, False)


async def test_only_the_kinds_that_were_asked_for_arrive(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    await amira.start()
    assert await bot.call("getUpdates") == []
    await bot.call("getUpdates", allowed_updates=[])
    await amira.type("Hello")
    assert len(await bot.call("getUpdates")) == 1


@pytest.mark.parametrize("raw", [{"message": {"nonsense": True}}, {"update_id": 5, "poison": 1}])
async def test_raw_updates_are_served_as_they_are(raw: dict[str, object], town: Town, bot: ToyBot) -> None:
    await town.updates(raw)
    served = await bot.call("getUpdates")
    assert served == [{"update_id": served[0]["update_id"], **raw}]
    assert await bot.call("getUpdates", offset=served[0]["update_id"] + 1) == []


async def test_quiet_says_what_the_bot_still_has_to_do(town: Town) -> None:
    await (await town.person("Amira")).start()
    with pytest.raises(AssertionError, match="'updates': 1"):
        await town.quiet(patience=0.01)
