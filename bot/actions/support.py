"""Where to turn: by topic, or in one's own words. Needs no joining, and keeps nothing of whoever asks."""

import asyncio
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.actions.joining import TOO_YOUNG
from bot.actions.members import holders, roles_of
from bot.actions.outgoing import group_by_reader
from bot.core.buttons import ShowEntryToCheck
from bot.core.jargon import Term
from bot.core.own_terms import with_own
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import AlreadyTaken, Refusal
from bot.core.support.changes import Change
from bot.core.support.demand import ASKED_BACK, NOTHING, OTHER_LANGUAGE, TOPIC
from bot.core.support.directory import Directory
from bot.core.support.fitting import Who
from bot.core.support.organisations import Organisation
from bot.core.support.outcomes import AskedBack, Found, NothingFound
from bot.core.support.passing import Passing
from bot.core.support.replies import Answer, OtherLanguage, UnknownTerm, answer
from bot.core.words import Reader
from bot.services import Services
from bot.store import entries, looked_for, open_referral, outbox, own_terms, people


@dataclass(frozen=True)
class Seeker:
    """Somebody who looks for help, joined or not. `who`: for whom and where, as far as it is known.
    `may_join`: they have not joined, and have not just said that they are too young to."""

    reader: Reader
    may_join: bool
    is_coordinator: bool
    who: Who


@dataclass(frozen=True)
class Reply:
    """What was found for somebody's words."""

    seeker: Seeker
    directory: Directory
    answer: Answer


@dataclass(frozen=True)
class Shown:
    """A topic's organisations, or one of them, or all topics: for one person."""

    seeker: Seeker
    directory: Directory
    found: tuple[Organisation, ...] = ()


async def directory(services: Services) -> Directory:
    """As it is now. Put together beside us: with thousands of entries that takes a while."""
    shelf = services.shelf
    async with shelf.making:
        revision = await services.store.read(entries.revision)
        if shelf.directory is None or shelf.revision != revision:
            found, changes, terms = await services.store.read(_contents, services)
            topics, speech = services.content.topics, services.content.speech
            shelf.directory = await asyncio.to_thread(
                Directory.of, found.values(), changes, topics, terms, speech
            )
            shelf.revision = revision
        return shelf.directory


def _contents(
    db: sqlite3.Connection, services: Services
) -> tuple[Mapping[str, Organisation], Mapping[str, Change], Mapping[str, Term]]:
    terms = with_own(services.content.jargon, own_terms.list_all(db))
    return all_entries(db, services), entries.list_changes(db), terms


def all_entries(db: sqlite3.Connection, services: Services) -> Mapping[str, Organisation]:
    """By id, as they came, before anything was changed of them in the chat. What the forum's own files say
    of one stands above what a feed said."""
    ours, theirs = services.content.organisations, open_referral.list_shown(db)
    return {**ours, **{id: one for id, one in theirs.items() if id not in ours}}


def find_entry(db: sqlite3.Connection, services: Services, organisation: str) -> Organisation | None:
    """The same, of one."""
    return services.content.organisations.get(organisation) or open_referral.find_shown(db, organisation)


async def find_seeker(services: Services, caller: Caller, passing: str) -> Seeker:
    """What somebody says in passing counts before what is known of them."""
    today = services.content.forum.day_of(services.clock())

    def question(db: sqlite3.Connection) -> Seeker:
        person = people.find(db, caller.telegram)
        said = Passing.read(passing)
        areas = [area.id for area in services.content.forum.areas]
        who = _known(person) if said is None else said.who(areas)
        roles = frozenset() if person is None else roles_of(services, db, caller.telegram)
        reader = Reader() if person is None else person.reader
        may_join = person is None and not services.lately.is_noted(caller.telegram, TOO_YOUNG, today)
        return Seeker(reader, may_join, Role.COORDINATOR in roles, who)

    return await services.store.read(question)


def _known(person: Person | None) -> Who:
    return Who() if person is None else Who(person.audience, person.age, person.area)


async def ask(services: Services, caller: Caller, words: str, passing: str = "") -> Reply:
    """What fits somebody's words. What they were about is counted, never who asked."""
    seeker, whole = await find_seeker(services, caller, passing), await directory(services)
    found = answer(whole, words, seeker.who)
    await count(services, caller, _counted(found))
    if isinstance(found, UnknownTerm):
        await count_term(services, caller, found.term)
    return Reply(seeker, whole, found)


def _counted(found: Answer) -> tuple[str, ...]:
    match found:
        case Found(topics=topics):
            return tuple(f"{TOPIC}{topic}" for topic in topics)
        case AskedBack():
            return (ASKED_BACK,)
        case NothingFound() | UnknownTerm():
            return (NOTHING,)
        case OtherLanguage():
            return (OTHER_LANGUAGE,)
        case _:
            return ()


async def count(services: Services, caller: Caller, what: Iterable[str]) -> None:
    """Once a person and day. An update that comes again is answered again, and not counted."""
    today = local_day(services)
    new = [one for one in what if services.lately.is_first(caller.telegram, one, today)]
    if not new:
        return

    def story(db: sqlite3.Connection) -> None:
        for one in new:
            looked_for.count(db, today.isoformat()[:7], one)

    with suppress(AlreadyTaken):
        await services.store.write(story)


async def count_term(services: Services, caller: Caller, term: str) -> None:
    """A hard word that nobody explained, once a person and day."""
    today, threshold = local_day(services), services.content.forum.threshold
    if not services.lately.is_first(caller.telegram, f"term {term}", today):
        return

    def story(db: sqlite3.Connection) -> None:
        looked_for.count_term(db, services.keys.terms.mark(term), term, today, threshold)

    with suppress(AlreadyTaken):
        await services.store.write(story)


def local_day(services: Services) -> date:
    return services.clock().astimezone(services.content.forum.time_zone).date()


async def look(services: Services, caller: Caller, passing: str) -> Shown:
    """All topics."""
    return Shown(await find_seeker(services, caller, passing), await directory(services))


async def look_at_topic(services: Services, caller: Caller, topic: str, passing: str) -> Shown:
    seeker, whole = await find_seeker(services, caller, passing), await directory(services)
    if topic not in whole.topics:
        raise Refusal("old_button")
    await count(services, caller, (f"{TOPIC}{topic}",))
    return Shown(seeker, whole, whole.index.of_topic(topic, seeker.who))


async def look_at_entry(services: Services, caller: Caller, organisation: str, passing: str) -> Shown:
    """Refuses one that is hidden or not there any more."""
    seeker, whole = await find_seeker(services, caller, passing), await directory(services)
    entry = whole.shown(organisation)
    if entry is None:
        raise Refusal("entry_gone")
    return Shown(seeker, whole, (entry,))


async def say_wrong(services: Services, caller: Caller, organisation: str) -> None:
    """Coordinators are told once, until one of them has dealt with it. Not who said so."""
    whole = await directory(services)
    entry = whole.shown(organisation)
    if entry is None:
        raise Refusal("entry_gone")

    def story(db: sqlite3.Connection) -> bool:
        if not entries.say_wrong(db, organisation, local_day(services)):
            return False
        _tell_coordinators(db, services, entry)
        return True

    if await services.store.write(story):
        services.posts_waiting.set()


def _tell_coordinators(db: sqlite3.Connection, services: Services, entry: Organisation) -> None:
    now, organisers = services.clock(), holders(services, db, Role.COORDINATOR)
    due = services.content.forum.pace.decent(now)
    reached = [person for person in people.reachable_people(db) if person.telegram in organisers]
    for reader, chats in group_by_reader(reached).items():
        texts = services.texts
        look = PostButton(
            label=texts.button(reader, "button_look_at_entry"), data=ShowEntryToCheck(entry.id).pack()
        )
        html = str(texts.say(reader, "entry_said_wrong", name=entry.name))
        label = f"wrong {entry.id} {reader} {now.isoformat()}"
        outbox.add_post(db, label, Post(html=html, buttons=((look,),)), chats, Urgency.NOTICE, due)
