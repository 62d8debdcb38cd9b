"""Reading the record, and what people say to it: it matters to me too; it made a difference."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.members import member, roles_of
from bot.core.people import Caller, Person, Role
from bot.core.record import Difference, Entry, State, newest_first
from bot.core.refusal import Refusal
from bot.core.suppression import Cell, is_small, suppress
from bot.core.words import Reader
from bot.services import Services
from bot.store import record, results
from bot.store.keys import KeyLost

ENTRIES_A_PAGE = 6
ALL = "all"
ASKED_FOR = timedelta(days=60)
"""After the newest step people may say whether it made a difference, and change what they said."""


@dataclass(frozen=True)
class RecordPage:
    """`by`: all of it, or such as state-done and topic-school. Pages count from 0."""

    reader: Reader
    by: str
    entries: tuple[Entry, ...]
    page: int
    pages: int
    number: int


@dataclass(frozen=True)
class EntryPage:
    """One entry as this person sees it. `difference`: what they said, while it may be changed; `asks`: it is
    asked now; `counts`, by the order of `Difference`, once it is asked no more. `result`: its chart can be
    seen. `organiser`: may take it a step further."""

    reader: Reader
    entry: Entry
    matters: bool
    others: Cell
    asks: bool
    difference: Difference | None
    counts: tuple[Cell, ...]
    result: int | None
    organiser: bool


async def list_record(services: Services, caller: Caller, by: str, page: int) -> RecordPage:
    def question(db: sqlite3.Connection) -> RecordPage:
        person = member(db, caller)
        found = newest_first([entry for entry in record.everything(db) if _is_by(entry, by)])
        pages = max(1, -(-len(found) // ENTRIES_A_PAGE))
        at = min(page, pages - 1)
        shown = found[at * ENTRIES_A_PAGE :][:ENTRIES_A_PAGE]
        return RecordPage(person.reader, by, tuple(shown), at, pages, len(found))

    return await services.store.read(question)


def _is_by(entry: Entry, by: str) -> bool:
    kind, _, value = by.partition("-")
    if kind == "state":
        return entry.state == value
    if kind == "topic":
        return entry.topic == value
    return True


@dataclass(frozen=True)
class Filters:
    """What there is to look at the record by, with how many entries each has."""

    reader: Reader
    states: tuple[tuple[State, int], ...]
    topics: tuple[tuple[str, int], ...]


async def list_filters(services: Services, caller: Caller) -> Filters:
    def question(db: sqlite3.Connection) -> Filters:
        person, found = member(db, caller), record.everything(db)
        states = ((state, sum(entry.state is state for entry in found)) for state in State)
        topics = (
            (topic.id, sum(entry.topic == topic.id for entry in found))
            for topic in services.content.forum.themes
        )
        return Filters(
            person.reader,
            tuple(one for one in states if one[1]),
            tuple(one for one in topics if one[1]),
        )

    return await services.store.read(question)


async def show_entry(services: Services, caller: Caller, entry: int) -> EntryPage:
    def question(db: sqlite3.Connection) -> EntryPage:
        return _page(db, services, member(db, caller), entry)

    return await services.store.read(question)


async def say_matters(services: Services, caller: Caller, entry: int, matters: bool) -> EntryPage:
    def story(db: sqlite3.Connection) -> EntryPage:
        person = member(db, caller)
        _find(db, entry)
        record.set_matter(db, entry, person.id, matters)
        return _page(db, services, person, entry)

    return await services.store.write(story)


async def say_difference(services: Services, caller: Caller, entry: int, answer: Difference) -> EntryPage:
    """Once a person; another answer takes the place of the first."""

    def story(db: sqlite3.Connection) -> EntryPage:
        person, found = member(db, caller), _find(db, entry)
        if not _asks(db, services, found):
            raise Refusal("difference_over")
        services.keys.create(record.key_of(entry))
        record.say_difference(db, entry, services.keys.finder(record.key_of(entry), person.telegram), answer)
        return _page(db, services, person, entry)

    return await services.store.write(story)


async def count_differences(services: Services) -> None:
    """What is asked no more is counted; then nobody can find who said what."""
    for entry in await services.store.read(_over, services):
        await services.store.write(record.count_difference, entry)
        services.keys.destroy(record.key_of(entry))
        await services.store.compact()


def _over(db: sqlite3.Connection, services: Services) -> list[int]:
    asked = [_find(db, entry) for entry in record.still_asked(db)]
    return [entry.id for entry in asked if services.clock() - entry.changed_at >= ASKED_FOR]


def _asks(db: sqlite3.Connection, services: Services, entry: Entry) -> bool:
    """Where something was done, or is being done, and it was not counted before."""
    fresh = services.clock() - entry.changed_at < ASKED_FOR
    counted = bool(record.difference_counts(db, entry.id))
    return entry.state in {State.DOING, State.DONE} and fresh and not counted


def _find(db: sqlite3.Connection, entry: int) -> Entry:
    found = record.find(db, entry)
    if found is None:
        raise Refusal("old_button")
    return found


def _page(db: sqlite3.Connection, services: Services, person: Person, number: int) -> EntryPage:
    entry, threshold = _find(db, number), services.content.forum.threshold
    others = record.count_matters(db, number)
    counts = record.difference_counts(db, number)
    return EntryPage(
        reader=person.reader,
        entry=entry,
        matters=record.matters_to(db, number, person.id),
        others=None if is_small(others, threshold) else others,
        asks=_asks(db, services, entry),
        difference=said_difference(db, services, person, number),
        counts=_shown([counts.get(one, 0) for one in Difference], threshold) if counts else (),
        result=_result_of(db, entry),
        organiser=Role.COORDINATOR in roles_of(services, db, person.telegram),
    )


def _shown(counts: Sequence[int], threshold: int) -> tuple[Cell, ...]:
    return tuple(suppress(counts, threshold)) if sum(counts) >= threshold else ()


def said_difference(
    db: sqlite3.Connection, services: Services, person: Person, entry: int
) -> Difference | None:
    """What somebody said, while it is asked."""
    try:
        return record.find_difference(db, services.keys.finder(record.key_of(entry), person.telegram))
    except KeyLost:
        return None


def _result_of(db: sqlite3.Connection, entry: Entry) -> int | None:
    """The survey behind it, where its result is there."""
    if entry.origin.survey is None:
        return None
    found = results.find_released(db, entry.origin.survey)
    return None if found is None else entry.origin.survey
