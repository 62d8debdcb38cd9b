"""What an officer may pull, and each time that they do: counted and recorded."""

import sqlite3

from bot.actions import audit
from bot.actions.members import member, roles_of
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.releases import Release, Subject
from bot.services import Services
from bot.store import releases


def is_officer_alone(db: sqlite3.Connection, services: Services, caller: Caller) -> bool:
    """An officer who is no coordinator: those see everything anyhow."""
    roles = roles_of(services, db, caller.telegram)
    return Role.OFFICER in roles and Role.COORDINATOR not in roles


async def pulls_only(services: Services, caller: Caller) -> bool:
    return await services.store.read(is_officer_alone, services, caller)


def check_officer(db: sqlite3.Connection, services: Services, caller: Caller) -> Person:
    """Somebody to whom the forum releases things. Coordinators may look at what that is."""
    person = member(db, caller)
    if not {Role.OFFICER, Role.COORDINATOR} & roles_of(services, db, caller.telegram):
        raise Refusal("not_allowed")
    return person


def in_force(db: sqlite3.Connection, release: int) -> Release:
    """Refuses what was never released, and what was withdrawn or gave way to a newer one."""
    found = releases.find(db, release)
    if found is None:
        raise Refusal("not_released")
    if not found.in_force:
        raise Refusal("release_replaced" if found.replaced else "release_withdrawn")
    return found


def release_for(
    db: sqlite3.Connection, services: Services, caller: Caller, subject: Subject
) -> Release | None:
    """What an officer sees this by; None where it is not released, and for everybody else."""
    return releases.find_in_force(db, subject) if is_officer_alone(db, services, caller) else None


def note_pull_of(db: sqlite3.Connection, services: Services, caller: Caller, subject: Subject) -> None:
    """Where an officer sees something because it was released."""
    release = release_for(db, services, caller, subject)
    if release is not None:
        note_pull(db, services, release, caller.telegram)


def note_pull(db: sqlite3.Connection, services: Services, release: Release, telegram: int | None) -> None:
    """`telegram`: of the officer; None: whoever opened the download page."""
    releases.count_pull(db, release.id)
    audit.note(db, services, "pulled", f"release {release.id}", Role.OFFICER, telegram)
