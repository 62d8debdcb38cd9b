"""What came of it all: figures for months, quarters and school years that are over.

Each figure is made of numbers that were shown before, or is new and stands alone: so no longer time can be
taken from shorter ones to work out what a small number was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from bot.core.model import Model
from bot.core.record import Entry, State
from bot.core.suppression import Cell, is_small

SETTLES = timedelta(days=8)
"""For a week people say whether they feel heard; then a time that is over has its figures."""
FIRST_OF_SCHOOL_YEAR = 9


class Span(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    SCHOOL_YEAR = "year"


@dataclass(frozen=True, order=True)
class Period:
    """Whole months: `months` of them from the first day on. Quarters are those of the school year, from
    September, December, March and June, so that shorter times lie within longer ones."""

    first: date
    months: int

    @property
    def span(self) -> Span:
        return {1: Span.MONTH, 3: Span.QUARTER, 12: Span.SCHOOL_YEAR}[self.months]

    @property
    def after(self) -> date:
        """The day after the last."""
        return _months_on(self.first, self.months)

    @property
    def key(self) -> str:
        """Such as 2026-11/1: the first month, and how many."""
        return f"{self.first:%Y-%m}/{self.months}"

    @property
    def number(self) -> int:
        """The same as a number: 20261101."""
        return (self.first.year * 100 + self.first.month) * 100 + self.months

    @classmethod
    def numbered(cls, number: int) -> "Period":
        """Raises ValueError for what is no such number."""
        month, months = divmod(number, 100)
        return cls.read(f"{month // 100:04}-{month % 100:02}/{months}")

    @classmethod
    def read(cls, key: str) -> "Period":
        """Raises ValueError for what is no key."""
        month, _, months = key.partition("/")
        period = cls(date.fromisoformat(f"{month}-01"), int(months))
        if period.months not in {1, 3, 12} or period.key != key:
            raise ValueError(key)
        return period

    @classmethod
    def around(cls, day: date, months: int) -> "Period":
        """The one of so many months that a day is in."""
        if months == 12:
            year = day.year if day.month >= FIRST_OF_SCHOOL_YEAR else day.year - 1
            return cls(date(year, FIRST_OF_SCHOOL_YEAR, 1), 12)
        before = day.month % months if months == 3 else 0
        return cls(_months_on(date(day.year, day.month, 1), -before), months)

    def within(self, months: int) -> tuple["Period", ...]:
        """The shorter ones in it, of so many months."""
        return tuple(Period(_months_on(self.first, at), months) for at in range(0, self.months, months))


def _months_on(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def periods_over(since: date, today: date) -> list[Period]:
    """All whole periods that touch the time from `since` on and have settled; shorter ones first, each after
    its months."""
    found: list[Period] = []
    for months in (1, 3, 12):
        period = Period.around(since, months)
        while period.after + SETTLES <= today:
            found.append(period)
            period = Period(period.after, months)
    return found


def last_over(today: date) -> Period:
    """The last month that is over and has settled."""
    settled = today - SETTLES
    return Period(_months_on(date(settled.year, settled.month, 1), -1), 1)


class Impact(Model):
    """The figures of one period, computed once. None: kept private, or there is nothing to tell.

    `closed`: surveys and votes that closed in it. `asked`, `invited`, `answered`, `first_time`, `in_room`:
    people, added up over these. `by_audience`: answers by who people are, for school years only: in shorter
    times the numbers are too small to be safe together. `feedback`: pieces received; `in_time`: of a hundred
    that an answer was wanted for, those answered within seven days. `entries`: of the record, by state at the
    end. `days_to_answer`, `days_to_done`: the middle of the days from the end of a survey to the first step
    on the record, and to "we did". `felt`: yes, partly, no of those who said whether they feel heard.
    `looked_for`, `not_found`: how often at least.
    """

    closed: int
    asked: int
    invited: int
    answered: int
    first_time: int
    in_room: int
    by_audience: Mapping[str, Cell] = {}
    feedback: Cell
    in_time: int | None
    entries: Mapping[str, int]
    days_to_answer: float | None
    days_to_done: float | None
    felt: tuple[int, int, int] | None
    looked_for: Mapping[str, int]
    not_found: int

    @property
    def rate(self) -> int | None:
        """Percent of those asked who answered."""
        return round(100 * self.answered / self.asked) if self.asked else None

    @property
    def heard(self) -> int | None:
        """Percent of those who said something who feel heard."""
        return None if self.felt is None or not sum(self.felt) else round(100 * self.felt[0] / sum(self.felt))


def total_over(months: Sequence[tuple[int, Cell]], threshold: int, quarters: Sequence[Cell] = ()) -> Cell:
    """The sum over months of which some may be kept private: told only where that gives none of them away.

    Each month with its count, and as it was shown; `quarters`: of a year, as they were shown. Months that
    stand hidden in what is hidden too must hide one another: several, together as many as the threshold,
    and not all as small or as large as they may be.
    """
    told = {at for quarter, cell in enumerate(quarters) if cell is not None for at in _months_of(quarter)}
    hidden = [count for at, (count, shown) in enumerate(months) if shown is None and at not in told]
    total = sum(count for count, _ in months)
    if not hidden:
        return total
    together = sum(hidden)
    covered = together >= threshold and len(hidden) < together < len(hidden) * (threshold - 1)
    return None if is_small(total, threshold) or len(hidden) < 2 or not covered else total


def _months_of(quarter: int) -> range:
    return range(3 * quarter, 3 * quarter + 3)


def middle_days(entries: Sequence[Entry], said_on: Mapping[int, date], state: State | None) -> float | None:
    """From the day on which what is behind an entry was said to its first step, or its first in a state.

    `said_on`: by entry. Entries without such a day, or such a step, do not count.
    """
    days = []
    for entry in entries:
        steps = [step for step in entry.steps if state is None or step.state is state]
        if steps and entry.id in said_on:
            days.append(max(0, (steps[0].at.date() - said_on[entry.id]).days))
    return float(median(days)) if days else None
