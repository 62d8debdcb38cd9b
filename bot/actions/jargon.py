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
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.support.directory import Directory
from bot.core.support.replies import tidy_term
from bot.core.words import Reader
from bot.services import Services
from bot.store import looked_for


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
    seeker = await support.find_seeker(services, caller, "")
    terms = services.content.jargon.values()
    return TermList(seeker, tuple(sorted(terms, key=lambda term: term.word.choose(seeker.reader).casefold())))


async def explain(services: Services, caller: Caller, term: str) -> Explained:
    entry = services.content.jargon.get(term)
    if entry is None:
        raise Refusal("old_button")
    seeker = await support.find_seeker(services, caller, "")
    return Explained(seeker, await support.directory(services), entry)


async def look_up(services: Services, caller: Caller, typed: str) -> Explained | None:
    """None for a word that the list does not have; that somebody asked about it is counted."""
    found = _names(services).asked(typed)
    if found is not None:
        return await explain(services, caller, found)
    term = tidy_term(typed, services.content.speech)
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
    names = _names(services)
    return [
        MissingTerm(term, times, mark.hex())
        for mark, term, times in looked_for.list_terms(db)
        if names.asked(term) is None
    ]


def terms_missing(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """For /today."""
    number = len(missing_terms(db, services))
    if number:
        yield Matter("missing_terms", {"number": number}, ListMissingTerms())


def _names(services: Services) -> TermNames:
    return TermNames.of(services.content.jargon, services.content.speech.asking)
