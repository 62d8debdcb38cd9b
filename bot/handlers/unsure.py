"""What may have arrived and may not: "look in the group, then: it is there, or send it again"."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import unsure
from bot.actions.unsure import Doubt, Doubts
from bot.core.buttons import Chat, ShowToday, Tap
from bot.core.buttons.bulletins import ListUnsure, SettleUnsure
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

KINDS = frozenset({"invitation", "reminder", "result", "issue", "vote", "record"})
"""What has a name of its own."""
MOST_SHOWN = 6
MOST_GROUPS = 8
LONGEST_TITLE = 30


async def list_unsure(services: Services, caller: Caller, tap: ListUnsure) -> Screen:
    return _screen(services, await unsure.list_unsure(services, caller))


async def settle(services: Services, caller: Caller, tap: SettleUnsure) -> Screen:
    return _screen(services, await unsure.settle(services, caller, tap.kind, tap.number, tap.chat, tap.again))


def _screen(services: Services, doubts: Doubts) -> Screen:
    """What does not fit is shown once the first of it is settled."""
    texts, reader = services.texts, doubts.reader
    back = Button(texts.button(reader, "button_look_again"), ShowToday())
    if not doubts.found:
        return Screen(texts.say(reader, "unsure_none"), ((back,),))
    parts, rows = [texts.say(reader, "unsure")], []
    for one in doubts.found[:MOST_SHOWN]:
        parts.append(
            texts.say(
                reader,
                "unsure_line",
                about=texts.button(reader, f"unsure_about_{one.kind if one.kind in KINDS else 'other'}"),
                groups=[title for _, title in one.places if title],
                private=one.private,
                over=one.over,
            )
        )
        rows += _rows(services, reader, one)
    return Screen(texts.lines(parts, "\n\n"), (*rows, (back,)))


def _rows(services: Services, reader: Reader, doubt: Doubt) -> list[tuple[Button, ...]]:
    """Group by group where there are several places, then all at once."""
    rows = []
    if doubt.total > 1:
        for chat, title in doubt.places[:MOST_GROUPS]:
            if title:
                rows.append(_pair(services, reader, doubt, chat, first_units(title, LONGEST_TITLE)))
    return [*rows, _pair(services, reader, doubt, 0, "")]


def _pair(services: Services, reader: Reader, doubt: Doubt, chat: int, title: str) -> tuple[Button, ...]:
    texts, number = services.texts, 1 if chat else doubt.total
    there = Button(
        texts.button(reader, "button_unsure_there", number=number, title=title),
        SettleUnsure(doubt.kind, doubt.number, Chat(chat), False),
    )
    if doubt.over:
        return (there,)
    again = Button(
        texts.button(reader, "button_unsure_again", number=number, title=title),
        SettleUnsure(doubt.kind, doubt.number, Chat(chat), True),
    )
    return (there, again)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListUnsure: list_unsure,
    SettleUnsure: settle,
}
