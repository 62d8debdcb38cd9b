"""The card of urgent help, one tap from wherever somebody may need it."""

from bot.actions import urgent
from bot.actions.urgent import UrgentHelp, card_ways, card_words
from bot.core.buttons import ShowUrgent
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

URGENT_LINK = "urgent"
"""Behind `/start`: the way from a group to the card."""


def urgent_row(services: Services, reader: Reader) -> tuple[Button, ...]:
    """For the end of any screen on which somebody may be in need."""
    return (Button(services.texts.button(reader, "button_urgent"), ShowUrgent()),)


async def show(services: Services, caller: Caller, tap: ShowUrgent) -> Screen:
    return card_screen(services, await urgent.find_card(services, caller))


def card_screen(services: Services, shown: UrgentHelp) -> Screen:
    """As an answer to what was typed, so that "Hide this" finds it."""
    rows = tuple((Button(label, tap),) for label, tap in card_ways(services, shown))
    return Screen(card_words(services, shown), rows, is_reply=True)
