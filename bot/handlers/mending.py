"""Putting a typing error right in an open survey: which survey, which text, how it should be."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import mending
from bot.actions.mending import OneText, TextList
from bot.core.buttons import ListDrafts, ListMendable, MendText, Tap
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

SHOWN_TEXT = 120
NUMBERS_A_ROW = 5


async def list_mendable(services: Services, caller: Caller, tap: ListMendable) -> Screen:
    """Survey 0: the surveys; else the texts of one."""
    if tap.survey:
        return _texts(services, await mending.list_texts(services, caller, tap.survey, tap.page))
    found = await mending.list_mendable(services, caller)
    texts, reader = services.texts, found.reader
    rows = [(Button(one.survey.title.choose(reader), ListMendable(one.id, 0)),) for one in found.askings]
    rows.append((_button(services, reader, "button_back", ListDrafts(0)),))
    return Screen(texts.say(reader, "mend_which_survey"), tuple(rows))


def _texts(services: Services, found: TextList) -> Screen:
    texts, reader, survey = services.texts, found.reader, found.asking.id
    shown = [
        texts.button(reader, "mend_line", number=number + 1, text=first_units(one.text, SHOWN_TEXT))
        for number, one in found.texts
    ]
    title = found.asking.survey.title.choose(reader)
    html = texts.say(
        reader, "mend_which_text", title=title, shown=shown, page=found.page + 1, pages=found.pages
    )
    numbers = [Button(str(n + 1), MendText(survey, found.edition, n)) for n, _ in found.texts]
    rows = [tuple(numbers[at : at + NUMBERS_A_ROW]) for at in range(0, len(numbers), NUMBERS_A_ROW)]
    before = ListMendable(survey, found.page - 1) if found.page else ListMendable(0, 0)
    turn = [_button(services, reader, "button_back", before)]
    if found.page + 1 < found.pages:
        turn.append(_button(services, reader, "button_more", ListMendable(survey, found.page + 1)))
    return Screen(html, (*rows, tuple(turn)))


async def choose_text(services: Services, caller: Caller, tap: MendText) -> Screen:
    return _one(services, await mending.choose_text(services, caller, tap.survey, tap.edition, tap.text))


async def type_text(services: Services, caller: Caller, about: str, text: str) -> Screen:
    survey, edition, number = _seen(about)
    done = await mending.type_text(services, caller, survey, edition, number, text)
    html = services.texts.say(done.reader, "mend_done", before=done.before, after=done.after)
    more = ListMendable(done.asking.id, done.page)
    return Screen(html, ((_button(services, done.reader, "button_mend_another", more),),))


async def show_again(services: Services, caller: Caller, about: str) -> Screen | None:
    found = await mending.show_again(services, caller, *_seen(about))
    return None if found is None else _one(services, found)


def _one(services: Services, found: OneText) -> Screen:
    html = services.texts.say(found.reader, "mend_type", text=found.text.text)
    back = ListMendable(found.asking.id, found.number // mending.TEXTS_A_PAGE)
    return Screen(html, ((_button(services, found.reader, "button_back", back),),))


def _seen(about: str) -> tuple[int, int, int]:
    survey, edition, number = about.split(":")
    return int(survey), int(edition), int(number)


def _button(services: Services, reader: Reader, key: str, tap: Tap) -> Button:
    return Button(services.texts.button(reader, key), tap)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListMendable: list_mendable,
    MendText: choose_text,
}
