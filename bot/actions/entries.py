"""What coordinators do to entries of the directory: checked today, changed, hidden; kept over the content."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.actions.members import check_role
from bot.actions.support import all_entries, find_entry, local_day
from bot.content.organisation_files import write_entries, write_terms
from bot.core.buttons import ListEntriesToCheck, ShowEntryToCheck
from bot.core.matters import Matter
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.support.changes import Change, Part, change_part, empty_part, lay_over, needs_check
from bot.core.support.organisations import Organisation
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, entries, own_terms

TASK = "entry"
"""The task of typed words that become a part of an entry: its id, and the part."""


@dataclass(frozen=True)
class AtEntry:
    """An entry as people see it. `is_wrong`: somebody said so. `is_late`: another coordinator changed it
    since this one looked, and nothing was done."""

    reader: Reader
    entry: Organisation
    change: Change
    is_wrong: bool
    is_late: bool = False


@dataclass(frozen=True)
class EntryList:
    reader: Reader
    entries: tuple[Organisation, ...]


@dataclass(frozen=True)
class Preview:
    """The entry as it would be with what was typed."""

    at: AtEntry
    part: Part
    would_be: Organisation


async def list_to_check(services: Services, caller: Caller) -> EntryList:
    """Those that are said to be wrong, then those never checked, then those checked longest ago."""

    def question(db: sqlite3.Connection) -> EntryList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return EntryList(person.reader, tuple(entries_to_check(db, services)))

    return await services.store.read(question)


def entries_to_check(db: sqlite3.Connection, services: Services) -> list[Organisation]:
    today, wrong = local_day(services), entries.list_wrong(db)
    shown = [entry for entry, change in laid_over(db, services) if not change.hidden]
    concerned = [entry for entry in shown if entry.id in wrong or needs_check(entry, today)]
    return sorted(
        concerned, key=lambda one: (one.id not in wrong, one.checked is not None, one.checked or today)
    )


def laid_over(db: sqlite3.Connection, services: Services) -> Iterator[tuple[Organisation, Change]]:
    """All entries as people see them, each with what was changed of it; the hidden ones too."""
    changes = entries.list_changes(db)
    for id, entry in all_entries(db, services).items():
        yield lay_over(entry, changes.get(id)), changes.get(id, Change(id))


async def list_hidden(services: Services, caller: Caller) -> EntryList:
    def question(db: sqlite3.Connection) -> EntryList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        hidden = (entry for entry, change in laid_over(db, services) if change.hidden)
        return EntryList(person.reader, tuple(hidden))

    return await services.store.read(question)


async def look(services: Services, caller: Caller, organisation: str) -> AtEntry:
    def question(db: sqlite3.Connection) -> AtEntry:
        return _at(db, services, check_role(services, db, caller, Role.COORDINATOR), organisation)

    return await services.store.read(question)


def _at(db: sqlite3.Connection, services: Services, person: Person, organisation: str) -> AtEntry:
    entry, change = _find(db, services, organisation), entries.find_change(db, organisation)
    is_wrong = organisation in entries.list_wrong(db)
    return AtEntry(person.reader, lay_over(entry, change), change, is_wrong)


def _find(db: sqlite3.Connection, services: Services, organisation: str) -> Organisation:
    """As it came."""
    entry = find_entry(db, services, organisation)
    if entry is None:
        raise Refusal("entry_gone")
    return entry


async def check_today(services: Services, caller: Caller, organisation: str, version: int) -> AtEntry:
    today = local_day(services)
    return await _change(services, caller, organisation, version, lambda _, change: change.seen(today))


async def set_hidden(
    services: Services, caller: Caller, organisation: str, version: int, hidden: bool
) -> AtEntry:
    return await _change(
        services, caller, organisation, version, lambda _, change: replace(change, hidden=hidden)
    )


async def save_part(
    services: Services, caller: Caller, organisation: str, version: int, part: Part, typed: str
) -> AtEntry:
    today = local_day(services)

    def make(entry: Organisation, change: Change) -> Change:
        return change_part(entry, change, part, typed, today)

    return await _change(services, caller, organisation, version, make)


async def take_part_out(
    services: Services, caller: Caller, organisation: str, version: int, part: Part
) -> AtEntry:
    today = local_day(services)

    def make(entry: Organisation, change: Change) -> Change:
        return empty_part(entry, change, part, today)

    return await _change(services, caller, organisation, version, make)


async def _change(
    services: Services,
    caller: Caller,
    organisation: str,
    version: int,
    make: Callable[[Organisation, Change], Change],
) -> AtEntry:
    """Saved over the version that was seen; typed words belong to nothing then. With an entry that somebody
    has dealt with, what was said of it is dealt with too."""

    def story(db: sqlite3.Connection) -> AtEntry:
        person = check_role(services, db, caller, Role.COORDINATOR)
        entry, change = _find(db, services, organisation), entries.find_change(db, organisation)
        conversations.turn_away(db, caller.telegram)
        if change.version != version or not entries.save_change(db, make(entry, change)):
            return replace(_at(db, services, person, organisation), is_late=True)
        entries.settle_wrong(db, organisation)
        return _at(db, services, person, organisation)

    return await services.store.write(story)


async def begin_part(services: Services, caller: Caller, organisation: str, part: Part) -> AtEntry:
    """Typed words are what this part says, from now on."""

    def story(db: sqlite3.Connection) -> AtEntry:
        person = check_role(services, db, caller, Role.COORDINATOR)
        at = _at(db, services, person, organisation)
        conversations.turn_to_task(db, caller.telegram, f"{TASK}:{organisation}:{part}", caller.screen)
        return at

    return await services.store.write(story)


async def preview(services: Services, caller: Caller, about: str, typed: str) -> Preview:
    """What was typed, in its place. Nothing is saved yet."""

    def question(db: sqlite3.Connection) -> Preview:
        person = check_role(services, db, caller, Role.COORDINATOR)
        organisation, part = read_task(about)
        at, entry = _at(db, services, person, organisation), _find(db, services, organisation)
        changed = change_part(entry, at.change, part, typed, local_day(services))
        return Preview(at, part, lay_over(entry, changed))

    return await services.store.read(question)


def read_task(about: str) -> tuple[str, Part]:
    organisation, _, part = about.rpartition(":")
    return organisation, read_part(part)


def read_part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError as error:
        raise Refusal("old_button") from error


async def write_files(services: Services, caller: Caller) -> tuple[Reader, dict[str, str]]:
    """What was changed in the chat, as files of the content, each with its name."""

    def question(db: sqlite3.Connection) -> tuple[Reader, dict[str, str]]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        changes = entries.list_changes(db)
        laid = [(entry, change) for entry, change in laid_over(db, services) if entry.id in changes]
        return person.reader, write_entries(laid) | write_terms(own_terms.list_all(db))

    return await services.store.read(question)


# for /today


def entries_said_wrong(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for organisation in entries.list_wrong(db):
        entry = find_entry(db, services, organisation)
        if entry is not None:
            name = lay_over(entry, entries.find_change(db, organisation)).name
            yield Matter("entry_wrong", {"name": name}, ShowEntryToCheck(organisation))


def entries_unchecked(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    number = len(entries_to_check(db, services))
    if number:
        yield Matter("entries", {"number": number}, ListEntriesToCheck(0))
