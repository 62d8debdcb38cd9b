"""What may have arrived and may not: somebody looks, and settles all of it at once."""

import sqlite3
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.members import check_role
from bot.core.people import Caller, Role
from bot.core.words import Reader
from bot.services import Services
from bot.store import groups, posted, surveys

ABOUT_SURVEY = frozenset({"invitation", "reminder", "again", "unsent"})
"""What is about a survey that is open, and worth nothing once it is closed."""


@dataclass(frozen=True)
class Doubt:
    """Posts of one kind. `places`: the groups it was meant for, by chat and title. `private`: how many
    people. `over`: the survey is closed, so that it is not sent again."""

    kind: str
    number: int
    places: tuple[tuple[int, str], ...]
    private: int
    over: bool

    @property
    def total(self) -> int:
        return len(self.places) + self.private


@dataclass(frozen=True)
class Doubts:
    reader: Reader
    found: tuple[Doubt, ...]


async def list_unsure(services: Services, caller: Caller) -> Doubts:
    def question(db: sqlite3.Connection) -> Doubts:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return Doubts(person.reader, tuple(_doubts(db, services)))

    return await services.store.read(question)


def _doubts(db: sqlite3.Connection, services: Services) -> list[Doubt]:
    doubts = []
    for one in posted.unsure(db):
        titles = []
        for chat in one.groups:
            group = groups.find(db, chat)
            titles.append((chat, "" if group is None else group.title))
        over = _is_over(db, services, one.kind, one.number)
        doubts.append(Doubt(one.kind, one.number, tuple(titles), one.private, over))
    return doubts


def _is_over(db: sqlite3.Connection, services: Services, kind: str, number: int) -> bool:
    if kind not in ABOUT_SURVEY:
        return False
    asking = surveys.find(db, number)
    return asking is None or not asking.is_open(services.clock())


async def settle(
    services: Services, caller: Caller, kind: str, number: int, chat: int, again: bool
) -> Doubts:
    """It is there, or it is sent once more; in one chat, or wherever it is in doubt (0). A second tap finds
    nothing that is in doubt."""

    def story(db: sqlite3.Connection) -> Doubts:
        person = check_role(services, db, caller, Role.COORDINATOR)
        if again and not _is_over(db, services, kind, number):
            changed = posted.send_unsure(db, kind, number, chat, services.clock())
        else:
            changed = posted.settle_unsure(db, kind, number, chat)
        if changed:
            what = "unsure_sent_again" if again else "unsure_there"
            about = f"{kind} {number}: {changed}"
            audit.note(db, services, what, about, Role.COORDINATOR, caller.telegram)
        return Doubts(person.reader, tuple(_doubts(db, services)))

    settled = await services.store.write(story)
    services.posts_waiting.set()
    return settled
