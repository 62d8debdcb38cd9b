"""Joining, and what a person says of themselves."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from bot.actions.forgetting import forget_caller, leave_no_trace
from bot.actions.members import has_agreed, member, roles_of
from bot.core.people import AgeBand, Audience, Caller, Person, Role, Wants
from bot.core.refusal import Refusal
from bot.core.words import ENGLISH, Reader, Reading
from bot.services import Services
from bot.store import conversations, people


@dataclass(frozen=True)
class Welcome:
    """What somebody sees who joined, or opens the bot again."""

    reader: Reader
    roles: frozenset[Role]
    works_with_families: bool = False
    """By what they say themselves: what they count in a room is looked at first."""
    had_stopped: bool = False
    """They had asked for no messages, and get them again from now on."""


def _welcome(services: Services, db: sqlite3.Connection, person: Person) -> Welcome:
    roles = roles_of(services, db, person.telegram)
    return Welcome(person.reader, roles, person.audience is Audience.WORKER, person.quiet)


@dataclass(frozen=True)
class TooYoung:
    """Telegram is for people of 16 and over: other ways to take part, and nothing is kept."""


class Setting(StrEnum):
    LANGUAGE = "language"
    READING = "reading"
    AREA = "area"
    THEME = "theme"
    WANTS = "wants"


TOO_YOUNG = "too young"
"""How whoever said that they are under 16 is marked, in memory and for the day: nobody asks them to join."""
WALK = (Setting.READING, Setting.AREA, Setting.THEME)
"""Asked once, after the first survey."""
SHOWN = (Setting.LANGUAGE, *WALK, Setting.WANTS)
"""All settings, in the order they stand in."""


@dataclass(frozen=True)
class Profile:
    """What is kept of a person, for their own settings."""

    reader: Reader
    person: Person


async def greet(services: Services, caller: Caller) -> Welcome | None:
    """None for somebody who has not joined. Who starts the bot again can be reached again, and wants to."""

    def story(db: sqlite3.Connection) -> Welcome | None:
        person = people.find(db, caller.telegram)
        if person is None or not has_agreed(services, person):
            return None
        people.note_reachable(db, caller.telegram, True)
        people.set_quiet(db, caller.telegram, False)
        conversations.turn_away(db, person.telegram, caller.screen)
        return _welcome(services, db, person)

    return await services.store.write(story)


async def look_up(services: Services, caller: Caller) -> Welcome | None:
    """None for somebody who has not joined. Changes nothing."""

    def question(db: sqlite3.Connection) -> Welcome | None:
        person = people.find(db, caller.telegram)
        return None if person is None else _welcome(services, db, person)

    return await services.store.read(question)


async def join(
    services: Services,
    caller: Caller,
    version: int,
    audience: Audience,
    age: AgeBand | None,
    language: str,
) -> Welcome | TooYoung:
    """The first moment at which anything is kept. Under 16, nothing is, and what was kept goes.

    `language`: empty where none was chosen; then it stays as it is.
    """

    def story(db: sqlite3.Connection) -> Welcome | TooYoung:
        if age is AgeBand.UNDER_16:
            forget_caller(db, services, caller.telegram)
            return TooYoung()
        if version != services.content.forum.notice_version:
            raise Refusal("notice_changed")
        people.save(db, _newcomer(services, caller, version, audience, age))
        if language:
            _set_kindly(db, services, member(db, caller), Setting.LANGUAGE, language)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return _welcome(services, db, member(db, caller))

    joined = await services.store.write(story)
    if isinstance(joined, TooYoung):
        services.lately.note(caller.telegram, TOO_YOUNG, services.content.forum.day_of(services.clock()))
        await leave_no_trace(services)
    return joined


def _newcomer(
    services: Services, caller: Caller, version: int, audience: Audience, age: AgeBand | None
) -> Person:
    return Person(
        id=services.random.getrandbits(53),
        telegram=caller.telegram,
        audience=audience,
        age=age if audience is Audience.YOUNG else None,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=False,
        agreed_version=version,
        agreed_at=services.keys.erasures.joining_time(caller.telegram, services.clock()),
        seen=services.content.forum.month_of(services.clock()),
    )


async def profile(services: Services, caller: Caller) -> Profile:
    person = await services.store.read(member, caller)
    return Profile(person.reader, person)


async def change_setting(services: Services, caller: Caller, setting: Setting, value: str) -> Profile:
    """`value` is an id of the content or of a band; empty for "rather not say"."""

    def story(db: sqlite3.Connection) -> Profile:
        _set_kindly(db, services, member(db, caller), setting, value)
        changed = member(db, caller)
        return Profile(changed.reader, changed)

    return await services.store.write(story)


def _set_kindly(
    db: sqlite3.Connection, services: Services, person: Person, setting: Setting, value: str
) -> None:
    """Refuses what is not offered today."""
    try:
        _set(db, services, person, setting, value)
    except ValueError as error:
        raise Refusal("old_button") from error


def _set(db: sqlite3.Connection, services: Services, person: Person, setting: Setting, value: str) -> None:
    forum = services.content.forum
    match setting:
        case Setting.LANGUAGE:
            codes = {ENGLISH, *(language.id for language in forum.languages)}
            people.set_language(db, person.id, _known(value, codes) or ENGLISH)
        case Setting.READING:
            people.set_reading(db, person.id, Reading(value))
        case Setting.AREA:
            people.set_area(db, person.id, _known(value, {area.id for area in forum.areas}))
        case Setting.THEME:
            people.set_theme(db, person.id, _known(value, {theme.id for theme in forum.themes}))
        case Setting.WANTS:
            people.set_wants(db, person.id, Wants(value))


def _known(value: str, known: set[str]) -> str | None:
    if value and value not in known:
        raise ValueError(value)
    return value or None
