"""Comments on the Local Offer of a time that is over, and what answers them on the record."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.actions.held import held_back
from bot.actions.members import check_role
from bot.core.asking import Asking
from bot.core.impact import Period
from bot.core.local_offer import Heading
from bot.core.masking import Found, say_masked
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.regulation_56 import Comment, Pack, Proposal, arrange, first_to_come, most_asked_for, periods_of
from bot.core.rows import PLAIN
from bot.core.words import Reader
from bot.core.written import Decision, Written
from bot.services import Services
from bot.store import record, surveys, written


@dataclass(frozen=True)
class PackPeriods:
    """The newest first. `more_from`: the day from which others stand there; None where none are to come."""

    reader: Reader
    periods: tuple[Period, ...]
    more_from: date | None


@dataclass(frozen=True)
class PackPage:
    """`to_read`: a survey with comments that wait to be read; None: all are read."""

    reader: Reader
    pack: Pack
    to_read: int | None


@dataclass(frozen=True)
class Said:
    """One comment as it stands, whatever was decided on it."""

    asking: Asking
    heading: Heading
    text: Written

    @property
    def is_published(self) -> bool:
        return self.text.is_quotable and self.text.decision is Decision.KEEP


MOST_LISTED = 12


async def list_packs(services: Services, caller: Caller) -> PackPeriods:
    def question(db: sqlite3.Connection) -> PackPeriods:
        person = check_role(services, db, caller, Role.COORDINATOR)
        days, today = _days(db, services), services.content.forum.day_of(services.clock())
        periods = tuple(periods_of(days, today)[:MOST_LISTED])
        return PackPeriods(person.reader, periods, first_to_come(days, today))

    return await services.store.read(question)


async def show_pack(services: Services, caller: Caller, key: str) -> PackPage:
    def question(db: sqlite3.Connection) -> PackPage:
        person = check_role(services, db, caller, Role.COORDINATOR)
        period = period_of(key)
        waiting = (one.asking.id for one in said_in(db, services, period) if _is_unread(one.text))
        return PackPage(person.reader, find_pack(db, services, period), next(waiting, None))

    return await services.store.read(question)


def period_of(key: str) -> Period:
    """Refuses what no button of ours says."""
    try:
        return Period.read(key)
    except ValueError as error:
        raise Refusal("old_button") from error


def list_periods(db: sqlite3.Connection, services: Services) -> list[Period]:
    """Those that are over and have comments, the newest first."""
    return periods_of(_days(db, services), services.content.forum.day_of(services.clock()))


def _days(db: sqlite3.Connection, services: Services) -> set[date]:
    """On which surveys closed that have comments."""
    day_of = services.content.forum.day_of
    return {day_of(one.asking.closed_at) for one in _said(db, services) if one.asking.closed_at}


def said_in(db: sqlite3.Connection, services: Services, period: Period) -> list[Said]:
    """Of surveys that closed in this time. Nothing that an open alert has too."""
    day_of = services.content.forum.day_of
    return [
        one
        for one in _said(db, services)
        if one.asking.closed_at is not None and period.first <= day_of(one.asking.closed_at) < period.after
    ]


def _said(db: sqlite3.Connection, services: Services) -> Iterator[Said]:
    is_held = held_back(db, services)
    for asking in surveys.with_texts(db):
        headings = {one.id: one.comments_under for one in asking.survey.steps}
        if any(headings.values()):
            for text in written.of_survey(db, asking.id):
                heading = headings.get(text.question)
                if heading is not None and not is_held(text.masked):
                    yield Said(asking, heading, text)


def _is_unread(text: Written) -> bool:
    """Who does not allow quoting is not published, read or not."""
    return text.is_quotable and text.decision is None


def find_pack(db: sqlite3.Connection, services: Services, period: Period | None) -> Pack:
    """None: the newest school year with comments, or the newest shorter time while none is over. Refuses a
    time that is not over, and one without comments."""
    there = list_periods(db, services)
    if period is None:
        period = most_asked_for(there)
    if period is None or period not in there:
        raise Refusal("no_local_offer_comments")
    said = said_in(db, services, period)
    entries = {entry.id: entry for entry in record.everything(db)}
    comments = [
        Comment(one.heading, in_words(services, one.text), one.text.entry) for one in said if one.is_published
    ]
    asked = {one.asking.id for one in said}
    used = {one.entry for one in comments}
    return Pack(
        period=period,
        parts=arrange(comments, entries, services.content.forum.threshold),
        others=tuple(
            entry for entry in entries.values() if entry.origin.survey in asked and entry.id not in used
        ),
        proposals=tuple(_proposals(services, said)),
        unread=sum(_is_unread(one.text) for one in said),
        left_out=sum(one.text.is_quotable and one.text.decision is Decision.LEAVE_OUT for one in said),
        not_allowed=sum(not one.text.is_quotable for one in said),
    )


def in_words(services: Services, text: Written) -> str:
    """As people may read it, with words such as [phone number] for what was masked."""
    return say_masked(text.text, {kind: services.texts.button(PLAIN, f"masked_{kind}") for kind in Found})


def _proposals(services: Services, said: Iterable[Said]) -> Iterator[Proposal]:
    for one in said:
        reason = one.text.decision
        if one.text.is_quotable and reason is not None and reason.is_proposal:
            yield Proposal(reason, one.heading, in_words(services, one.text))
