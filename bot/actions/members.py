"""Who is calling, and what they may do."""

import sqlite3

from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, people


def member(db: sqlite3.Connection, caller: Caller) -> Person:
    """The person behind the caller. Refuses somebody who has not joined."""
    found = people.find(db, caller.telegram)
    if found is None:
        raise Refusal("join_first")
    return found


def has_agreed(services: Services, person: Person) -> bool:
    """To the notice as it is now: when it changes people are asked again."""
    return person.agreed_version >= services.content.forum.notice_version


def roles_of(services: Services, db: sqlite3.Connection, telegram: int) -> frozenset[Role]:
    """From the settings, and from links that were opened."""
    return people.roles(db, telegram) | appointed_roles(services, telegram)


def appointed_roles(services: Services, telegram: int) -> frozenset[Role]:
    """From the settings alone."""
    return frozenset(role for role, holders in services.appointed.items() if telegram in holders)


async def is_member(services: Services, caller: Caller) -> bool:
    return await services.store.read(people.find, caller.telegram) is not None


def holders(services: Services, db: sqlite3.Connection, role: Role) -> frozenset[int]:
    return services.appointed.get(role, frozenset()) | people.holders(db, role)


def check_role(services: Services, db: sqlite3.Connection, caller: Caller, role: Role) -> Person:
    """The person, who must have the role. Refuses the others."""
    person = member(db, caller)
    if role not in roles_of(services, db, caller.telegram):
        raise Refusal("not_allowed")
    return person


async def reader_of(services: Services, caller: Caller) -> Reader:
    """How this caller likes to read; the usual way for somebody who has not joined."""
    return await services.store.read(find_reader, caller)


def find_reader(db: sqlite3.Connection, caller: Caller) -> Reader:
    person = people.find(db, caller.telegram)
    return Reader() if person is None else person.reader


async def task_of(services: Services, caller: Caller) -> tuple[str, str]:
    """What typed words belong to when it is no survey, in its two parts; empty when it is nothing."""

    place = await services.store.read(conversations.find, caller.telegram)
    kind, _, about = (place.task or "").partition(":")
    return kind, about


async def move_screen(services: Services, caller: Caller, screen: int) -> int | None:
    """The live buttons are now in message `screen`; returns the message they were in before."""
    return await services.store.write(conversations.move_screen, caller.telegram, screen)
