"""What came of people's answers, for everybody."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.actions.members import member
from bot.core.people import Caller
from bot.core.votes import Page
from bot.core.words import Reader
from bot.services import Services
from bot.store import votes


@dataclass(frozen=True)
class Badge:
    """A page of the Local Offer that is parent approved, and the day since."""

    page: Page
    since: datetime


@dataclass(frozen=True)
class Updates:
    reader: Reader
    approved: tuple[Badge, ...]


async def list_updates(services: Services, caller: Caller) -> Updates:
    def question(db: sqlite3.Connection) -> Updates:
        person = member(db, caller)
        badges = [Badge(one.page, _noon(one.approved_on)) for one in votes.approved_pages(db)]
        return Updates(person.reader, tuple(badges))

    return await services.store.read(question)


def _noon(day: str) -> datetime:
    """A moment that is on this day in the forum's time too."""
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
