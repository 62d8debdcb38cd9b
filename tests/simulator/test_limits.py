"""Telegram's rate limits, with a clock that is moved by hand."""

import pytest

from bot.simulator.client import Town
from bot.simulator.server import Simulator
from tests.simulator.conftest import HandClock
from tests.simulator.toybot import ToyBot


@pytest.fixture
def simulator(clock: HandClock) -> Simulator:
    return Simulator(clock=clock, limits=True)


async def sends(bot: ToyBot, chat: int, times: int) -> list[int]:
    """The seconds to wait that each send was answered with; 0 for a message that went."""
    waits = []
    for number in range(times):
        _, answer = await bot.raw("sendMessage", chat_id=chat, text=f"number {number}")
        waits.append(0 if answer["ok"] else answer["parameters"]["retry_after"])
    return waits


async def test_a_private_chat_takes_four_at_once_and_then_one_a_second(
    town: Town, bot: ToyBot, clock: HandClock
) -> None:
    amira = await town.person("Amira")
    await amira.start()
    assert await sends(bot, amira.id, 6) == [0, 0, 0, 0, 1, 1]
    clock.advance(1)
    assert await sends(bot, amira.id, 2) == [0, 1]


async def test_edits_count_but_answers_actions_and_deletions_do_not(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    sent = await bot.call("sendMessage", chat_id=amira.id, text="one")
    place = {"chat_id": amira.id, "message_id": sent["message_id"]}
    for number in range(3):
        await bot.call("editMessageText", text=f"edit {number}", **place)
    refusal = await bot.fails("editMessageText", text="once too often", **place)
    assert refusal == (429, "Too Many Requests: retry after 1")
    for _ in range(10):
        await bot.call("sendChatAction", chat_id=amira.id, action="typing")
        await bot.call("getChat", chat_id=amira.id)
    await bot.call("deleteMessage", **place)


async def test_a_group_takes_twenty_a_minute(town: Town, bot: ToyBot, clock: HandClock) -> None:
    group = await town.group("Parents", [await town.person("Amira")])
    assert await sends(bot, group, 21) == [0] * 20 + [3]
    clock.advance(3)
    assert await sends(bot, group, 2) == [0, 3]


async def test_all_chats_together_take_thirty_a_second(town: Town, bot: ToyBot, clock: HandClock) -> None:
    people = [await town.person(f"Person {number}") for number in range(32)]
    for person in people:
        await person.start()
    waits = [(await sends(bot, person.id, 1))[0] for person in people]
    assert waits == [0] * 30 + [1, 1]
    clock.advance(0.5)
    assert await sends(bot, people[-1].id, 1) == [0]


async def test_limits_can_be_turned_off(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await town.faults(limits=False)
    assert await sends(bot, amira.id, 40) == [0] * 40
