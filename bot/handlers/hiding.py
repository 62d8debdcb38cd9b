"""Hide this: for whoever shares a phone. Telegram lets a bot delete what is younger than two days."""

from datetime import timedelta

from bot.actions.members import reader_of
from bot.core.buttons import Hide
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

DELETABLE = timedelta(hours=48)


def hide_button(services: Services, reader: Reader) -> Button:
    return Button(services.texts.button(reader, "button_hide"), Hide())


async def hide(services: Services, caller: Caller, tap: Hide) -> Screen:
    """Takes the message out of the chat, and the words it answers, and says what may be left."""
    texts, reader, typed = services.texts, await reader_of(services, caller), caller.typed
    is_all = typed is not None and services.clock() - typed.at < DELETABLE
    messages = (caller.screen, None if typed is None else typed.message)
    return Screen(
        texts.say(reader, "hidden"),
        toast=texts.toast(reader, "toast_hidden" if is_all else "toast_hidden_rest"),
        removes=tuple(message for message in messages if message is not None),
    )
