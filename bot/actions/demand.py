"""What people looked for and whether it was there: evidence of gaps, without anybody in it."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.members import check_role
from bot.actions.support import local_day
from bot.core.people import Caller, Role
from bot.core.support.demand import Month, shown_months
from bot.core.words import Reader
from bot.services import Services
from bot.store import looked_for

YEARS_KEPT = 3


@dataclass(frozen=True)
class Demand:
    """The newest month first."""

    reader: Reader
    months: tuple[Month, ...]


async def look(services: Services, caller: Caller) -> Demand:
    def question(db: sqlite3.Connection) -> Demand:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return Demand(person.reader, months_over(db, services))

    return await services.store.read(question)


def months_over(db: sqlite3.Connection, services: Services) -> tuple[Month, ...]:
    """The month that is running is not shown: whoever looked twice would see who came between."""
    last = (local_day(services).replace(day=1) - timedelta(days=1)).isoformat()[:7]
    return shown_months(looked_for.list_months(db, "", last), services.content.forum.threshold)


def forget_old(db: sqlite3.Connection, services: Services) -> None:
    """Counts of more than three years ago, and words that nobody asked about for three months."""
    today = local_day(services)
    looked_for.forget_before(db, date(today.year - YEARS_KEPT, today.month, 1).isoformat()[:7])
    looked_for.forget_terms_before(db, today - timedelta(days=92))
