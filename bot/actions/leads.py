"""Who the safeguarding leads are, in their order, and how each likes to read. They need not have joined."""

import sqlite3
from collections.abc import Iterable, Mapping

from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import people


def leads_in_order(db: sqlite3.Connection, services: Services) -> tuple[int, ...]:
    """Those of the settings, then those who were given the role in the chat."""
    given = people.holders(db, Role.SAFEGUARDING) - {*services.leads}
    return (*services.leads, *sorted(given))


def has_lead(db: sqlite3.Connection, services: Services) -> bool:
    """Whether anybody is alerted: without a lead only the card is shown."""
    return services.content.forum.safeguarding.has_lead and bool(leads_in_order(db, services))


async def is_lead(services: Services, caller: Caller) -> bool:
    """Also one who has not joined."""
    return caller.telegram in await services.store.read(leads_in_order, services)


def check_lead(db: sqlite3.Connection, services: Services, caller: Caller) -> Reader:
    if caller.telegram not in leads_in_order(db, services):
        raise Refusal("not_allowed")
    return reader_for(db, caller.telegram)


def reader_for(db: sqlite3.Connection, telegram: int) -> Reader:
    """The usual way for somebody who has not joined."""
    person = people.find(db, telegram)
    return Reader() if person is None else person.reader


def by_reader(db: sqlite3.Connection, everybody: Iterable[int]) -> Mapping[Reader, list[int]]:
    """The chats of those who read alike. Also of those who said stop: an alert is no news."""
    groups: dict[Reader, list[int]] = {}
    for telegram in everybody:
        groups.setdefault(reader_for(db, telegram), []).append(telegram)
    return groups
