"""Being forgotten: asked once, done at once, and finished at the next start where it was interrupted."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.members import appointed_roles
from bot.actions.my_alerts import has_alerts, has_open
from bot.actions.privacy import all_open_answers, has_told
from bot.core.people import Caller, Person, Role
from bot.core.words import Reader
from bot.services import Services
from bot.store import people
from bot.store.database import StorageFailed
from bot.store.erasures import KEPT
from bot.store.forgetting import apply_erasures, forget

DAYS_IN_LIST = KEPT.days
"""For how long the list of erasures knows somebody."""


@dataclass(frozen=True)
class ForgetQuestion:
    """Asked once. `last`: without this person the forum would have no coordinator. `alert`: one of theirs is
    open, and stays until it is dealt with."""

    reader: Reader
    last: bool
    alert: bool


@dataclass(frozen=True)
class Forgotten:
    """`lost`: answers to an open survey that nobody can find. `appointed`: the settings still name them.
    `alert`: one of theirs is open, and stays until it is dealt with."""

    reader: Reader
    lost: bool
    appointed: bool
    alert: bool


async def ask_to_forget(services: Services, caller: Caller) -> ForgetQuestion | None:
    """None where nothing is held."""

    return await services.store.read(_question, services, caller.telegram)


def _question(db: sqlite3.Connection, services: Services, telegram: int) -> ForgetQuestion | None:
    person, alert = people.find(db, telegram), has_open(db, services, telegram)
    if person is not None:
        return ForgetQuestion(person.reader, _is_last(db, services, telegram), alert)
    return ForgetQuestion(Reader(), False, alert) if _holds_stranger(db, services, telegram) else None


async def forget_me(services: Services, caller: Caller, anyway: bool) -> Forgotten | ForgetQuestion | None:
    """Done at once. None where nothing is held; the question, for the last coordinator, unless `anyway`."""

    def story(db: sqlite3.Connection) -> Forgotten | ForgetQuestion | None:
        if not anyway and _is_last(db, services, caller.telegram):
            return _question(db, services, caller.telegram)
        return forget_caller(db, services, caller.telegram)

    done = await services.store.write(story)
    if isinstance(done, Forgotten):
        await leave_no_trace(services)
    return done


def _holds_stranger(db: sqlite3.Connection, services: Services, telegram: int) -> bool:
    voted = all_open_answers(db, services, telegram, frozenset())
    return bool(voted) or has_told(db, services, telegram) or has_alerts(db, services, telegram)


def _forget_stranger(db: sqlite3.Connection, services: Services, telegram: int) -> Forgotten | None:
    """Of somebody who has not joined. No copy has answers to what is open, so the list of erasures need not
    know of these; but of what they told us, or a lead was told of."""
    if not _holds_stranger(db, services, telegram):
        return None
    if has_told(db, services, telegram) or has_alerts(db, services, telegram):
        services.keys.erasures.note(telegram, services.clock())
    forget(db, services.keys, telegram)
    audit.note(db, services, "forgotten", "somebody", None, None)
    return Forgotten(Reader(), lost=False, appointed=False, alert=has_open(db, services, telegram))


def forget_caller(db: sqlite3.Connection, services: Services, telegram: int) -> Forgotten | None:
    """Whether they have joined, or only voted or wrote something. None where nothing was held."""
    person = people.find(db, telegram)
    if person is None:
        return _forget_stranger(db, services, telegram)
    return _forget_person(db, services, person)


def _forget_person(db: sqlite3.Connection, services: Services, person: Person) -> Forgotten:
    """Their responses that can still be found, and all else.

    The erasure is noted first, outside the database: interrupted here, it is finished at the next start.
    """
    services.keys.erasures.note(person.telegram, services.clock())
    lost = forget(db, services.keys, person.telegram)
    audit.note(db, services, "forgotten", "somebody", None, None)
    appointed = bool(appointed_roles(services, person.telegram))
    return Forgotten(person.reader, lost, appointed, has_open(db, services, person.telegram))


async def finish_forgetting(services: Services) -> None:
    """At every start: an erasure that was interrupted, or undone by a copy that was put back by hand."""

    def story(db: sqlite3.Connection) -> int:
        services.keys.erasures.begin()
        return apply_erasures(db, services.keys)

    if await services.store.write(story):
        await leave_no_trace(services)


async def leave_no_trace(services: Services) -> None:
    """Empties the write-ahead log. While another program reads it cannot be: then it is done at night."""
    with suppress(StorageFailed):
        await services.store.empty_log()


def _is_last(db: sqlite3.Connection, services: Services, telegram: int) -> bool:
    """Whether they are the only coordinator who has joined."""
    appointed = services.appointed.get(Role.COORDINATOR, frozenset())
    coordinators = appointed | people.holders(db, Role.COORDINATOR)
    joined = {one for one in coordinators if people.find(db, one) is not None}
    return joined == {telegram}
