"""A typing error in an open survey is put right: a new edition, and the one before it is kept."""

import sqlite3
from dataclasses import dataclass

from bot.actions.members import check_role
from bot.actions.surveys import turn_away
from bot.core.asking import Asking
from bot.core.mending import Text, mend, texts_of
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, surveys

TASK = "mend"
TEXTS_A_PAGE = 10


@dataclass(frozen=True)
class Mendable:
    """The open surveys in which something can be put right."""

    reader: Reader
    askings: tuple[Asking, ...]


@dataclass(frozen=True)
class TextList:
    """A page of the texts of one survey, each with its number in the edition."""

    reader: Reader
    asking: Asking
    edition: int
    texts: tuple[tuple[int, Text], ...]
    page: int
    pages: int


@dataclass(frozen=True)
class OneText:
    """The text that is typed anew next."""

    reader: Reader
    asking: Asking
    text: Text
    number: int


@dataclass(frozen=True)
class Mended:
    reader: Reader
    asking: Asking
    before: str
    after: str
    page: int


async def list_mendable(services: Services, caller: Caller) -> Mendable:
    def question(db: sqlite3.Connection) -> Mendable:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = (one for one in surveys.list_open(db, services.clock()) if not one.is_vote)
        return Mendable(person.reader, tuple(found))

    return await services.store.read(question)


async def list_texts(services: Services, caller: Caller, survey: int, page: int) -> TextList:
    """Typed words belong to no text until one is chosen."""

    def story(db: sqlite3.Connection) -> TextList:
        person, asking = _open(db, services, caller, survey)
        conversations.turn_away(db, person.telegram, caller.screen)
        texts = [*enumerate(texts_of(asking.survey))]
        pages = -(-len(texts) // TEXTS_A_PAGE)
        at = min(page, pages - 1)
        shown = tuple(texts[at * TEXTS_A_PAGE : (at + 1) * TEXTS_A_PAGE])
        return TextList(person.reader, asking, surveys.edition_of(db, survey), shown, at, pages)

    return await services.store.write(story)


async def choose_text(services: Services, caller: Caller, survey: int, edition: int, number: int) -> OneText:
    """Typed words are this text from then on."""

    def story(db: sqlite3.Connection) -> OneText:
        person, asking = _open(db, services, caller, survey)
        text = _text(asking, number)
        _check_edition(db, survey, edition)
        conversations.turn_to_task(db, person.telegram, f"{TASK}:{survey}:{edition}:{number}", caller.screen)
        return OneText(person.reader, asking, text, number)

    return await services.store.write(story)


async def type_text(
    services: Services, caller: Caller, survey: int, edition: int, number: int, typed: str
) -> Mended:
    """The ids and the options stay, so what people answered stays theirs."""

    def story(db: sqlite3.Connection) -> Mended:
        person, asking = _open(db, services, caller, survey)
        before, after = _text(asking, number).text, typed.strip()
        _check_edition(db, survey, edition)
        surveys.add_edition(db, survey, mend(asking.survey, number, after), edition + 1)
        conversations.turn_away(db, person.telegram, caller.screen)
        return Mended(person.reader, asking, before, after, number // TEXTS_A_PAGE)

    try:
        return await services.store.write(story)
    except Refusal as refusal:
        if refusal.key in {"not_allowed", "mend_gone", "mend_changed"}:
            await turn_away(services, caller)
        raise


async def show_again(
    services: Services, caller: Caller, survey: int, edition: int, number: int
) -> OneText | None:
    """None where nothing can be put right there any more."""
    try:
        return await choose_text(services, caller, survey, edition, number)
    except Refusal:
        return None


def _open(db: sqlite3.Connection, services: Services, caller: Caller, survey: int) -> tuple[Person, Asking]:
    person = check_role(services, db, caller, Role.COORDINATOR)
    asking = surveys.find(db, survey)
    if asking is None or asking.is_vote or not asking.is_open(services.clock()):
        raise Refusal("mend_gone")
    return person, asking


def _text(asking: Asking, number: int) -> Text:
    texts = texts_of(asking.survey)
    if number >= len(texts):
        raise Refusal("old_button")
    return texts[number]


def _check_edition(db: sqlite3.Connection, survey: int, edition: int) -> None:
    if surveys.edition_of(db, survey) != edition:
        raise Refusal("mend_changed")
