"""People and a bot meet over HTTP."""

from typing import Any

import pytest

from bot.simulator.client import SimulatorError, Town
from tests.simulator.toybot import ToyBot, keyboard, working


async def greet(bot: ToyBot, update: dict[str, Any]) -> None:
    """Greets on a message, edits its greeting on a press."""
    if message := update.get("message"):
        text = f"Hello {message['from']['first_name']}, you said {message.get('text', 'nothing')}"
        await bot.call(
            "sendMessage", chat_id=message["chat"]["id"], text=text, reply_markup=keyboard("Agree", "Not now")
        )
    elif query := update.get("callback_query"):
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Thank you")
        place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        await bot.call("editMessageText", text=f"You tapped {query['data']}", **place)


async def test_a_person_starts_reads_taps_and_sees_the_edit(town: Town, bot: ToyBot) -> None:
    async with working(bot, greet):
        ada = await town.person("Ada")
        await ada.start("s_1")
        message = await ada.sees("you said /start s_1")
        assert message.buttons == ["Agree", "Not now"]
        assert ada.screen().message_id == message.message_id
        assert await ada.tap("Agree") == "Thank you"
        edited = await ada.sees("You tapped agree")
        assert edited.message_id == message.message_id
        assert edited.buttons == []


async def test_the_town_is_quiet_once_everything_was_confirmed_and_answered(town: Town, bot: ToyBot) -> None:
    async with working(bot, greet):
        people = [await town.person(name) for name in ("Ada", "Bo", "Cy")]
        for person in people:
            await person.start()
        await town.quiet()
        for person in people:
            assert (await person.reads())[-1].text.startswith("Hello")


async def test_a_button_that_is_gone_cannot_be_tapped_but_can_be_forged(town: Town, bot: ToyBot) -> None:
    async with working(bot, greet):
        ada = await town.person("Ada")
        await ada.start()
        message = await ada.sees("Hello")
        await ada.tap("Agree")
        await ada.sees("You tapped")
        with pytest.raises(SimulatorError, match="no such button"):
            await ada.press(message, "agree")
        assert await ada.press(message, "made up", forge=True) == "Thank you"
        await ada.sees("You tapped made up")
