"""The card of urgent help, one tap from wherever somebody may need it."""

from bot.actions import urgent
from bot.core.buttons import LeaveUrgent, ShowUrgent
from bot.core.people import Caller
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers.hiding import hide_button
from bot.services import Services


def urgent_row(services: Services, reader: Reader) -> tuple[Button, ...]:
    """For the end of any screen on which somebody may be in need."""
    return (Button(services.texts.button(reader, "button_urgent"), ShowUrgent()),)


async def show(services: Services, caller: Caller, tap: ShowUrgent) -> Screen:
    help_now = await urgent.find_card(services, caller)
    return Screen(services.texts.say(help_now.reader, help_now.card), card_rows(services, help_now.reader))


def card_rows(services: Services, reader: Reader) -> Rows:
    back = Button(services.texts.button(reader, "button_back"), LeaveUrgent())
    return ((hide_button(services, reader),), (back,))
