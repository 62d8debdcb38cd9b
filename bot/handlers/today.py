"""/today: what needs a coordinator now, each one tap away."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.actions import today
from bot.actions.today import Today
from bot.core.buttons import ShowToday, Tap
from bot.core.lengths import first_units
from bot.core.matters import Matter
from bot.core.people import Caller
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.services import Services

MOST_SHOWN = 20
LONGEST_LABEL = 60


async def show(services: Services, caller: Caller, argument: str) -> Screen:
    return _screen(services, await today.look(services, caller))


async def look_again(services: Services, caller: Caller, tap: ShowToday) -> Screen:
    return _screen(services, await today.look(services, caller))


def _screen(services: Services, found: Today) -> Screen:
    """What does not fit is shown once the first of it is done."""
    texts, reader = services.texts, found.reader
    if not found.matters:
        return Screen(texts.say(reader, "today_done"), _rows(services, reader, ()))
    shown, more = found.matters[:MOST_SHOWN], len(found.matters) - MOST_SHOWN
    parts = [texts.say(reader, "today")]
    parts += [texts.say(reader, f"today_{one.key}", **_values(services, reader, one)) for one in shown]
    if more > 0:
        parts.append(texts.say(reader, "today_more", more=more))
    return Screen(texts.lines(parts, "\n\n"), _rows(services, reader, shown))


def _rows(services: Services, reader: Reader, matters: tuple[Matter, ...]) -> Rows:
    texts = services.texts
    ways = (
        Button(first_units(_label(services, reader, one), LONGEST_LABEL), one.tap)
        for one in matters
        if one.tap is not None
    )
    again = Button(texts.button(reader, "button_look_again"), ShowToday())
    return (*((way,) for way in ways), (again,))


def _label(services: Services, reader: Reader, matter: Matter) -> str:
    return services.texts.button(reader, f"button_today_{matter.key}", **_values(services, reader, matter))


def _values(services: Services, reader: Reader, matter: Matter) -> dict[str, object]:
    return {
        name: services.texts.day(reader, value) if isinstance(value, datetime) else value
        for name, value in matter.values.items()
    }


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {ShowToday: look_again}
