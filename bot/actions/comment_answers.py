"""Which entry of the record answers which comment on the Local Offer: a coordinator says so, comment by
comment, or for all under one heading that have no answer yet."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.members import check_role
from bot.actions.regulation_56 import Said, find_pack, in_words, period_of, said_in
from bot.core.impact import Period
from bot.core.people import Caller, Role
from bot.core.record import Entry, newest_first
from bot.core.refusal import Refusal
from bot.core.regulation_56 import Pack
from bot.core.words import Reader
from bot.services import Services
from bot.store import record, written

CHOICES_A_PAGE = 5


@dataclass(frozen=True)
class AtComment:
    """`words`: as they may be read. `choices`: what may answer it, one page of it, counted from 0; first what
    came of the same survey. `answer`: what does."""

    reader: Reader
    period: Period
    said: Said
    words: str
    answer: Entry | None
    choices: tuple[Entry, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class SameAnswer:
    """The comment has its answer, and `others` under its heading have none yet."""

    reader: Reader
    period: Period
    said: Said
    answer: Entry
    others: int


@dataclass(frozen=True)
class AllAnswered:
    """There is no other comment to look at."""

    reader: Reader
    pack: Pack


async def next_comment(
    services: Services, caller: Caller, key: str, after: int, everything: bool
) -> AtComment | AllAnswered:
    def question(db: sqlite3.Connection) -> AtComment | AllAnswered:
        reader = check_role(services, db, caller, Role.COORDINATOR).reader
        return _next(db, services, reader, period_of(key), after, everything)

    return await services.store.read(question)


async def show_comment(services: Services, caller: Caller, key: str, text: int, page: int) -> AtComment:
    def question(db: sqlite3.Connection) -> AtComment:
        reader = check_role(services, db, caller, Role.COORDINATOR).reader
        period = period_of(key)
        return _at(db, services, reader, period, _find(_published(db, services, period), text), page)

    return await services.store.read(question)


async def set_answer(
    services: Services, caller: Caller, key: str, text: int, entry: int
) -> AtComment | SameAnswer | AllAnswered:
    """Then the next comment; where others under the heading have no answer either, whether this is theirs.
    `entry`: 0 takes the answer away, and shows the comment again."""

    def story(db: sqlite3.Connection) -> AtComment | SameAnswer | AllAnswered:
        reader, period = check_role(services, db, caller, Role.COORDINATOR).reader, period_of(key)
        said = _find(_published(db, services, period), text)
        answer = record.find(db, entry) if entry else None
        if entry and answer is None:
            raise Refusal("old_button")
        written.answer(db, text, entry or None)
        if answer is None:
            return _at(db, services, reader, period, _find(_published(db, services, period), text), 0)
        if others := _without(db, services, period, said):
            return SameAnswer(reader, period, said, answer, len(others))
        return _next(db, services, reader, period, text, everything=False)

    return await services.store.write(story)


async def set_answer_of_rest(
    services: Services, caller: Caller, key: str, text: int
) -> AtComment | AllAnswered:
    """What has an answer already keeps it."""

    def story(db: sqlite3.Connection) -> AtComment | AllAnswered:
        reader, period = check_role(services, db, caller, Role.COORDINATOR).reader, period_of(key)
        said = _find(_published(db, services, period), text)
        if said.text.entry is None:
            raise Refusal("old_button")
        for other in _without(db, services, period, said):
            written.answer(db, other.text.id, said.text.entry)
        return _next(db, services, reader, period, text, everything=False)

    return await services.store.write(story)


def _published(db: sqlite3.Connection, services: Services, period: Period) -> list[Said]:
    return [one for one in said_in(db, services, period) if one.is_published]


def _find(said: Sequence[Said], text: int) -> Said:
    for one in said:
        if one.text.id == text:
            return one
    raise Refusal("old_button")


def _without(db: sqlite3.Connection, services: Services, period: Period, said: Said) -> list[Said]:
    """The others under its heading that have no answer."""
    return [
        one
        for one in _published(db, services, period)
        if one.heading is said.heading and one.text.entry is None and one.text.id != said.text.id
    ]


def _next(
    db: sqlite3.Connection, services: Services, reader: Reader, period: Period, after: int, everything: bool
) -> AtComment | AllAnswered:
    """In the order of their random ids, over all surveys of the time."""
    found = sorted(_published(db, services, period), key=lambda one: one.text.id)
    for one in found:
        if one.text.id > after and (everything or one.text.entry is None):
            return _at(db, services, reader, period, one, 0)
    return AllAnswered(reader, find_pack(db, services, period))


def _at(
    db: sqlite3.Connection, services: Services, reader: Reader, period: Period, said: Said, page: int
) -> AtComment:
    entries = newest_first(record.everything(db))
    entries.sort(key=lambda entry: entry.origin.survey != said.asking.id)
    pages = max(1, -(-len(entries) // CHOICES_A_PAGE))
    at = min(page, pages - 1)
    return AtComment(
        reader=reader,
        period=period,
        said=said,
        words=in_words(services, said.text),
        answer=next((entry for entry in entries if entry.id == said.text.entry), None),
        choices=tuple(entries[at * CHOICES_A_PAGE :][:CHOICES_A_PAGE]),
        page=at,
        pages=pages,
    )
