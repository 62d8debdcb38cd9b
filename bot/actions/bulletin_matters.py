"""What needs a coordinator about what is posted: the lines of /today."""

import sqlite3
from collections.abc import Iterator

from bot.actions.bulletins import late_issues
from bot.actions.going_out import name_of
from bot.actions.scheduling import BENCH
from bot.core.buttons.bulletins import ListUnsure, OpenBulletinDraft, ShowBulletin
from bot.core.matters import Matter
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, posted


def unsure_deliveries(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    number = posted.count_unsure(db)
    if number:
        yield Matter("unsure", {"number": number}, ListUnsure())


def bulletins_late(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for _, planned in late_issues(db):
        name = name_of(services, Reader(), planned.bulletin)
        yield Matter("late", {"name": name}, ShowBulletin(planned.id))


def bulletins_to_approve(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for planned in bulletins.waiting(db):
        name = name_of(services, Reader(), planned.bulletin)
        yield Matter("approve", {"name": name}, ShowBulletin(planned.id))


def bulletins_left(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """Whoever planned them is no coordinator any more."""
    for planned in bulletins.orphans(db):
        name = name_of(services, Reader(), planned.bulletin)
        yield Matter("left", {"name": name}, ShowBulletin(planned.id))


def bulletins_begun(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for number, name in BENCH.begun(db):
        yield Matter("bulletin", {"name": name}, OpenBulletinDraft(number))
