"""Hard words: what they mean, and which ones people asked about in vain."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from bot.actions import support
from bot.actions.members import check_role
from bot.actions.support import Seeker
from bot.core.buttons import ListMissingTerms
from bot.core.jargon import Term, TermNames
from bot.core.matters import Matter
from bot.core.own_terms import with_own
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.support.directory import Directory
from bot.core.support.replies import tidy_term
from bot.core.words import Reader
from bot.services import Services
from bot.store import looked_for, own_terms


@dataclass(frozen=True)
class Explained:
    """A term for one reader, and the directory that it may lead into."""

    seeker: Seeker
    directory: Directory
    term: Term


@dataclass(frozen=True)
class TermList:
    """All terms by their words."""

    seeker: Seeker
    terms: tuple[Term, ...]


async def list_terms(services: Services, caller: Caller) -> TermList:
    seeker, whole = await support.find_seeker(services, caller, ""), await support.directory(services)
    terms = sorted(whole.terms.values(), key=lambda term: term.word.choose(seeker.reader).casefold())
    return TermList(seeker, tuple(terms))


async def explain(services: Services, caller: Caller, term: str) -> Explained:
    seeker, whole = await support.find_seeker(services, caller, ""), await support.directory(services)
    entry = whole.terms.get(term)
    if entry is None:
        raise Refusal("old_button")
    return Explained(seeker, whole, entry)


async def look_up(services: Services, caller: Caller, typed: str) -> Explained | None:
    """None for a word that the list does not have; that somebody asked about it is counted."""
    whole = await support.directory(services)
    found = whole.index.asking.asked(typed, bare=True)
    if found is not None:
        return await explain(services, caller, found)
    term = tidy_term(typed, whole.speech)
    if term is not None:
        await support.count_term(services, caller, term)
    return None


# for coordinators


@dataclass(frozen=True)
class MissingTerm:
    """A word that people asked about and nobody explained. `mark`: what stands for it in the table."""

    term: str
    times: int
    mark: str


async def list_missing(services: Services, caller: Caller) -> tuple[Reader, list[MissingTerm]]:
    """Those that were asked about most come first."""

    def question(db: sqlite3.Connection) -> tuple[Reader, list[MissingTerm]]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return person.reader, missing_terms(db, services)

    return await services.store.read(question)


async def drop_missing(services: Services, caller: Caller, mark: str) -> tuple[Reader, list[MissingTerm]]:
    """Asked about again as often as the threshold, it comes back."""

    def story(db: sqlite3.Connection) -> tuple[Reader, list[MissingTerm]]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        try:
            looked_for.drop_term(db, bytes.fromhex(mark))
        except ValueError as error:
            raise Refusal("old_button") from error
        return person.reader, missing_terms(db, services)

    return await services.store.write(story)


def missing_terms(db: sqlite3.Connection, services: Services) -> list[MissingTerm]:
    """Without those that the list explains by now."""
    content = services.content
    terms = with_own(content.jargon, own_terms.list_all(db))
    names = TermNames.of(terms, content.speech.asking)
    return [
        MissingTerm(term, times, mark.hex())
        for mark, term, times in looked_for.list_terms(db)
        if names.asked(term, bare=True) is None
    ]


def terms_missing(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """For /today."""
    number = len(missing_terms(db, services))
    if number:
        yield Matter("missing_terms", {"number": number}, ListMissingTerms())
