"""What people looked for, a month at a time."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.actions import demand
from bot.core.buttons import OpenSupport, ShowLookedFor, Tap
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.support.demand import TOPIC
from bot.core.words import Reader
from bot.services import Services


async def show(services: Services, caller: Caller, tap: ShowLookedFor) -> Screen:
    found = await demand.look(services, caller)
    texts, reader = services.texts, found.reader
    back = (Button(texts.button(reader, "button_back"), OpenSupport(0, "")),)
    if not found.months:
        return Screen(texts.say(reader, "looked_for_none"), (back,))
    page = min(tap.page, len(found.months) - 1)
    month = found.months[page]
    parts = [texts.say(reader, "looked_for", month=_month_words(services, reader, month.month))]
    parts += [texts.say(reader, "looked_for_none_shown")] if not month.counts else []
    lines = [
        texts.say(reader, "looked_for_line", what=_name(services, reader, what), times=times)
        for what, times in month.counts
    ]
    parts += [texts.lines(lines)] if lines else []
    parts += [] if month.is_whole else [texts.say(reader, "looked_for_private")]
    turn = []
    if page + 1 < len(found.months):
        turn.append(Button(texts.button(reader, "button_month_before"), ShowLookedFor(page + 1)))
    if page:
        turn.append(Button(texts.button(reader, "button_month_after"), ShowLookedFor(page - 1)))
    return Screen(texts.lines(parts, "\n\n"), (*((tuple(turn),) if turn else ()), back))


def _month_words(services: Services, reader: Reader, month: str) -> str:
    first = datetime.fromisoformat(f"{month}-15").replace(tzinfo=UTC)
    name = services.texts.button(reader, f"month_{first.month}")
    return services.texts.button(reader, "entry_day", day=name, year=first.year)


def _name(services: Services, reader: Reader, what: str) -> str:
    """A topic that the content has no more goes by its id."""
    if not what.startswith(TOPIC):
        return services.texts.button(reader, f"looked_for_{what}")
    id = what.removeprefix(TOPIC)
    topic = services.content.topics.get(id)
    return id if topic is None else topic.title.choose(reader)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {ShowLookedFor: show}
