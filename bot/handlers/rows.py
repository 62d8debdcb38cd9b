"""Rows of buttons that the screens of support share."""

from collections.abc import Callable, Sequence

from bot.actions.support import Seeker
from bot.core.buttons import ForWhom, OpenFeedback, OpenSupport, ReadNotice, ShowEntry, Tap, TellForum
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.screens import Button, Rows
from bot.core.support.organisations import Organisation
from bot.core.support.passing import Passing
from bot.core.words import Reader
from bot.handlers.hiding import hide_button
from bot.handlers.urgent import urgent_row
from bot.services import Services

SHORT = 15
"""Characters of a label that fit half the width of a phone."""
LONGEST_LABEL = 40
SHOWN_NAME = 32
"""Characters of a name that a phone shows on a button."""


def entry_rows(found: Sequence[Organisation], topic: str, who: str) -> Rows:
    return tuple((Button(short_name(one.name), ShowEntry(one.id, topic, who)),) for one in found)


def short_name(name: str) -> str:
    """As much as a button shows; of a long name what stands before its first comma."""
    before, comma, _ = name.partition(",")
    return first_units(before if comma and len(name) > SHOWN_NAME else name, LONGEST_LABEL)


def topics_row(services: Services, seeker: Seeker, who: str) -> tuple[Button, ...]:
    """All topics, and for whom and where."""
    texts, reader = services.texts, seeker.reader
    topics = Button(texts.button(reader, "button_all_topics"), OpenSupport(0, who))
    return (topics, Button(texts.button(reader, "button_for_whom"), ForWhom(who or Passing().code)))


def ways_out(services: Services, caller: Caller, seeker: Seeker) -> Rows:
    """Below every screen of support: urgent help, hiding it, telling the forum the same words, and
    joining for who may."""
    texts, reader = services.texts, seeker.reader
    rows: list[tuple[Button, ...]] = [
        (*urgent_row(services, reader), hide_button(services, reader)),
        (_tell(services, caller, reader),),
    ]
    if seeker.may_join:
        rows.append((Button(texts.button(reader, "button_join_us"), ReadNotice(False, "", "")),))
    return tuple(rows)


def _tell(services: Services, caller: Caller, reader: Reader) -> Button:
    """What they typed; where they typed nothing, something."""
    if caller.typed is None or not caller.typed.said:
        return Button(services.texts.button(reader, "button_feedback"), OpenFeedback())
    return Button(services.texts.button(reader, "button_tell_forum"), TellForum())


def turning(
    services: Services, reader: Reader, page: int, number: int, size: int, to: Callable[[int], Tap]
) -> Rows:
    """The pages before and after; nothing where all fit on one."""
    row = []
    if page:
        row.append(Button(services.texts.button(reader, "button_back"), to(page - 1)))
    if (page + 1) * size < number:
        row.append(Button(services.texts.button(reader, "button_more"), to(page + 1)))
    return (tuple(row),) if row else ()


def in_pairs(buttons: Sequence[Button]) -> Rows:
    """Two side by side where both are short enough for a phone; their order stays."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        before = rows[-1] if rows else ()
        if len(before) == 1 and all(len(one.label) <= SHORT for one in (*before, button)):
            rows[-1] = (*before, button)
        else:
            rows.append((button,))
    return tuple(rows)
