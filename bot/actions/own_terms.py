"""Coordinators explain hard words in the chat."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.members import check_role
from bot.core.jargon import TermNames
from bot.core.own_terms import OwnTerm, new_id, read_term
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.support.replies import tidy_term
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, looked_for, own_terms

TASK = "term"
"""The task of typed words that say what a word means: what stands for the word in the table, or nothing."""


@dataclass(frozen=True)
class Explaining:
    """`word` None: it is typed before its meaning."""

    reader: Reader
    mark: str
    word: str | None


@dataclass(frozen=True)
class Preview:
    """`before`: what it was said to mean until now."""

    reader: Reader
    mark: str
    term: OwnTerm
    before: OwnTerm | None


@dataclass(frozen=True)
class OwnTerms:
    """`is_late`: another coordinator explained it meanwhile, and nothing was saved."""

    reader: Reader
    terms: tuple[OwnTerm, ...]
    is_late: bool = False


async def begin(services: Services, caller: Caller, mark: str) -> Explaining:
    """Typed words are a meaning from now on."""

    def story(db: sqlite3.Connection) -> Explaining:
        explaining = _explaining(db, services, caller, mark)
        conversations.turn_to_task(db, caller.telegram, f"{TASK}:{mark}", caller.screen)
        return explaining

    return await services.store.write(story)


async def look(services: Services, caller: Caller, mark: str) -> Explaining:
    return await services.store.read(_explaining, services, caller, mark)


def _explaining(db: sqlite3.Connection, services: Services, caller: Caller, mark: str) -> Explaining:
    person = check_role(services, db, caller, Role.COORDINATOR)
    return Explaining(person.reader, mark, _asked(db, mark) if mark else None)


def _asked(db: sqlite3.Connection, mark: str) -> str:
    """The word that people asked about. Refuses one that was dealt with meanwhile."""
    word = next((term for one, term, _ in looked_for.list_terms(db) if one.hex() == mark), None)
    if word is None:
        raise Refusal("term_done")
    return word


async def preview(services: Services, caller: Caller, mark: str, typed: str) -> Preview:
    """What was typed, as it will be read. Nothing is saved yet."""
    return await services.store.read(_preview, services, caller, mark, typed)


def _preview(db: sqlite3.Connection, services: Services, caller: Caller, mark: str, typed: str) -> Preview:
    """Refuses a word that the files explain: they stand above what is said here."""
    explaining = _explaining(db, services, caller, mark)
    word, meaning = read_term(typed, explaining.word)
    if TermNames.of(services.content.jargon, ()).asked(word, bare=True) is not None:
        raise Refusal("term_in_files", word=word)
    before = own_terms.find_word(db, word)
    if before is not None:
        return Preview(explaining.reader, mark, replace(before, meaning=meaning), before)
    taken = [one.id for one in own_terms.list_all(db)]
    return Preview(explaining.reader, mark, OwnTerm(new_id(word, taken), word, meaning), None)


async def save(services: Services, caller: Caller, mark: str, version: int, typed: str) -> OwnTerms:
    """Over the version that was seen. Whoever asked for the word finds it from now on."""

    def story(db: sqlite3.Connection) -> OwnTerms:
        seen = _preview(db, services, caller, mark, typed)
        conversations.turn_away(db, caller.telegram)
        if seen.term.version != version or not own_terms.save(db, seen.term):
            return replace(_list(db, services, caller), is_late=True)
        asked = tidy_term(seen.term.word, services.content.speech)
        if asked is not None:
            looked_for.drop_term(db, services.keys.terms.mark(asked))
        return _list(db, services, caller)

    return await services.store.write(story)


async def list_own(services: Services, caller: Caller) -> OwnTerms:
    return await services.store.read(_list, services, caller)


def _list(db: sqlite3.Connection, services: Services, caller: Caller) -> OwnTerms:
    person = check_role(services, db, caller, Role.COORDINATOR)
    return OwnTerms(person.reader, tuple(own_terms.list_all(db)))


async def drop(services: Services, caller: Caller, term: str) -> OwnTerms:
    """Done twice, it does nothing the second time."""

    def story(db: sqlite3.Connection) -> OwnTerms:
        check_role(services, db, caller, Role.COORDINATOR)
        own_terms.drop(db, term)
        return _list(db, services, caller)

    return await services.store.write(story)
