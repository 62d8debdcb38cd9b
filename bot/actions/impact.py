"""What came of it all: figures of whole months, quarters and school years, made once when they are over."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.actions.members import member, roles_of
from bot.actions.pulls import check_officer, note_pull_of, release_for
from bot.core.feelings import seasons
from bot.core.impact import Impact, Period, Span, middle_days, periods_over, total_over
from bot.core.people import Audience, Caller, Person, Role
from bot.core.record import Entry, State
from bot.core.refusal import Refusal
from bot.core.releases import Subject, What
from bot.core.support.demand import NOTHING, TOPIC, shown_months
from bot.core.suppression import Cell, keep_private, suppress
from bot.core.words import Reader
from bot.services import Services
from bot.store import hearing, impact, looked_for, record, surveys

MOST_LISTED = 12
IN_TIME = 7
"""Days."""


@dataclass(frozen=True)
class PeriodList:
    reader: Reader
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class ImpactPage:
    """`earlier`: the figure of feeling heard in earlier periods of the same length, the oldest first."""

    reader: Reader
    period: Period
    impact: Impact
    earlier: tuple[tuple[Period, int], ...]


async def list_periods(services: Services, caller: Caller) -> PeriodList:
    """Of what has just ended the figures are made now, if the day's work has not come to it."""

    def story(db: sqlite3.Connection) -> PeriodList:
        person = _reading(db, services, caller)
        settle_periods(db, services)
        return PeriodList(person.reader, tuple(impact.list_periods(db)[:MOST_LISTED]))

    return await services.store.write(story)


async def show_period(services: Services, caller: Caller, key: str) -> ImpactPage:
    """An officer's look counts as a pull of what was released."""

    def story(db: sqlite3.Connection) -> ImpactPage:
        person = _reading(db, services, caller)
        try:
            period = Period.read(key)
        except ValueError as error:
            raise Refusal("old_button") from error
        page = find_page(db, person.reader, period)
        if page is None:
            raise Refusal("old_button")
        note_pull_of(db, services, caller, Subject(What.IMPACT))
        return page

    return await services.store.write(story)


def find_page(db: sqlite3.Connection, reader: Reader, period: Period) -> ImpactPage | None:
    """None where the figures of this period were never made."""
    found = impact.find(db, period)
    return None if found is None else ImpactPage(reader, period, found, earlier_of(db, period))


def earlier_of(db: sqlite3.Connection, period: Period) -> tuple[tuple[Period, int], ...]:
    alike = [one for one in impact.list_periods(db) if one.months == period.months and one <= period]
    found = ((one, impact.find(db, one)) for one in reversed(alike[:8]))
    return tuple((one, made.heard) for one, made in found if made is not None and made.heard is not None)


def _reading(db: sqlite3.Connection, services: Services, caller: Caller) -> Person:
    person = member(db, caller)
    if Role.COORDINATOR in roles_of(services, db, caller.telegram):
        return person
    check_officer(db, services, caller)
    if release_for(db, services, caller, Subject(What.IMPACT)) is None:
        raise Refusal("not_released")
    return person


# computed once


def settle_periods(db: sqlite3.Connection, services: Services) -> None:
    """Makes the figures of what is over. What was made stays as it is."""
    since = impact.first_day(db)
    if since is None:
        return
    made = {*impact.list_periods(db)}
    today = services.content.forum.day_of(services.clock())
    for period in periods_over(since, today):
        if period not in made:
            _settle(db, services, period)


def _settle(db: sqlite3.Connection, services: Services, period: Period) -> None:
    """From the forum's midnight to its midnight."""
    since, before = _midnight(services, period.first), _midnight(services, period.after)
    threshold = services.content.forum.threshold
    closed = impact.closed_surveys(db, since, before)
    feedback = impact.count_feedback(db, period.first, period.after)
    entries = [entry for entry in record.everything(db) if entry.first_at < before]
    looked = _looked(db, period, threshold)
    figures = Impact(
        closed=len(closed),
        asked=sum(one.asked for one in closed),
        invited=sum(one.invited for one in closed),
        answered=sum(one.answered for one in closed),
        first_time=sum(one.first_time for one in closed),
        in_room=sum(one.in_room for one in closed),
        by_audience=_audiences(db, services, period, since, before),
        feedback=_feedback(db, period, feedback, threshold),
        in_time=_in_time(impact.answer_days(db, period.first, period.after), threshold),
        entries=_states(entries, before),
        days_to_answer=middle_days(
            _said_in(db, entries, since, before), _said_on(db, services, entries), None
        ),
        days_to_done=_days_to_done(db, services, entries, since, before),
        felt=_felt(db, services, {one.id for one in closed}),
        looked_for={what: times for what, times in looked.items() if what.startswith(TOPIC)},
        not_found=looked.get(NOTHING, 0),
    )
    impact.save(db, period, figures, feedback)


def _midnight(services: Services, day: date) -> datetime:
    return datetime.combine(day, time(), services.content.forum.time_zone).astimezone(UTC)


def _audiences(
    db: sqlite3.Connection, services: Services, period: Period, since: datetime, before: datetime
) -> dict[str, Cell]:
    """For school years alone: no shorter time can be taken from it."""
    if period.span is not Span.SCHOOL_YEAR:
        return {}
    counts = impact.count_audiences(db, since, before)
    cells = suppress([counts.get(one, 0) for one in Audience], services.content.forum.threshold)
    return dict(zip(Audience, cells, strict=True))


def _feedback(db: sqlite3.Connection, period: Period, count: int, threshold: int) -> Cell:
    if period.span is Span.MONTH:
        return keep_private(count, threshold)
    months = [impact.find_feedback(db, month) for month in period.within(1)]
    quarters = [impact.find_feedback(db, quarter)[1] for quarter in period.within(3)]
    return total_over(months, threshold, quarters if period.span is Span.SCHOOL_YEAR else ())


def _in_time(days: Sequence[int | None], threshold: int) -> int | None:
    """Percent; nothing of a few."""
    if len(days) < threshold:
        return None
    return round(100 * sum(one is not None and one <= IN_TIME for one in days) / len(days))


def _states(entries: Sequence[Entry], before: datetime) -> dict[str, int]:
    """As they were at the end of the period."""
    then = [[step.state for step in entry.steps if step.at < before][-1] for entry in entries]
    return {state: then.count(state) for state in State if state in then}


def _said_on(db: sqlite3.Connection, services: Services, entries: Sequence[Entry]) -> dict[int, date]:
    """The day on which the survey behind an entry closed."""
    behind = {entry.id: surveys.find(db, entry.origin.survey) for entry in entries if entry.origin.survey}
    return {
        entry: services.content.forum.day_of(asking.closed_at)
        for entry, asking in behind.items()
        if asking is not None and asking.closed_at is not None
    }


def _said_in(
    db: sqlite3.Connection, entries: Sequence[Entry], since: datetime, before: datetime
) -> list[Entry]:
    """Those with their first step in the period."""
    return [entry for entry in entries if since <= entry.first_at < before]


def _days_to_done(
    db: sqlite3.Connection, services: Services, entries: Sequence[Entry], since: datetime, before: datetime
) -> float | None:
    """Of those that were done in the period."""
    done = [
        entry
        for entry in entries
        if any(step.state is State.DONE and since <= step.at < before for step in entry.steps)
    ]
    return middle_days(done, _said_on(db, services, entries), State.DONE)


def _felt(db: sqlite3.Connection, services: Services, closed: set[int]) -> tuple[int, int, int] | None:
    """Added up over what is shown anyway: the seasons of which all surveys closed in the period."""
    shown = seasons(hearing.list_felt(db, services.clock()), services.content.forum.threshold)
    inside = [
        season.counts
        for season in shown
        if closed.issuperset(season.surveys) and all(cell is not None for cell in season.counts)
    ]
    if not inside:
        return None
    yes, partly, no = (sum(cell or 0 for cell in column) for column in zip(*inside, strict=True))
    return yes, partly, no


def _looked(db: sqlite3.Connection, period: Period, threshold: int) -> dict[str, int]:
    """Added up over what is shown of each month: so often at least."""
    last = period.within(1)[-1].first
    months = shown_months(looked_for.list_months(db, f"{period.first:%Y-%m}", f"{last:%Y-%m}"), threshold)
    found: dict[str, int] = {}
    for month in months:
        for what, times in month.counts:
            found[what] = found.get(what, 0) + times
    return found
