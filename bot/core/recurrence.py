"""When a post goes out: once, or again and again, at a time on the forum's own clock."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Self
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from pydantic import model_validator

from bot.core.model import Model
from bot.core.refusal import Refusal
from bot.core.when import NIGHT

LOOK_AHEAD = timedelta(days=2 * 366)
"""A rule that brings nothing for so long never will."""
LAST = -1


class Period(Model):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("The last day is before the first")
        return self

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class Every(StrEnum):
    ONCE = "once"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class Recurrence(Model):
    """`first`: the first day, which says the day of the week too; `at`: the time, both on the forum's clock.

    `nth`: each month on the first (1) to fourth (4) such weekday, or on the last (-1); by itself that of the
    first day, where a fifth counts as the last. `in_holidays`: also in the school holidays.
    """

    every: Every
    first: date
    at: time
    nth: int | None = None
    in_holidays: bool = True

    @property
    def place(self) -> int:
        """The place of its weekday in the month."""
        if self.nth is not None:
            return self.nth
        week = (self.first.day - 1) // 7 + 1
        return week if week <= 4 else LAST

    def next_after(
        self, moment: datetime, zone: ZoneInfo, holidays: Sequence[Period] = ()
    ) -> datetime | None:
        """The next time after a moment, both in UTC; None where there is none any more."""
        ahead = max(moment, datetime.combine(self.first, self.at, zone)) + LOOK_AHEAD
        for day in takewhile(lambda day: day <= ahead.astimezone(zone).date(), self._days(moment, zone)):
            if not self.in_holidays and any(period.holds(day) for period in holidays):
                continue
            due = datetime.combine(day, self.at, zone).astimezone(UTC)
            if due > moment:
                return due
        return None

    def _days(self, moment: datetime, zone: ZoneInfo) -> Iterator[date]:
        """In order. Those of long ago may be left out."""
        if self.every is Every.ONCE:
            yield self.first
            return
        start = datetime.combine(self.first, time())
        on = weekday(self.first.weekday(), self.place if self.every is Every.MONTH else None)
        if self.every is Every.MONTH:
            rule = rrule(MONTHLY, dtstart=start, byweekday=on)
        else:
            rule = rrule(WEEKLY, dtstart=start, interval=2 if self.every is Every.TWO_WEEKS else 1)
        since = datetime.combine(moment.astimezone(zone).date(), time())
        yield from (found.date() for found in rule.xafter(since, inc=True))


def check_recurrence(
    recurrence: Recurrence, now: datetime, zone: ZoneInfo, holidays: Sequence[Period]
) -> datetime:
    """The first time it comes, in UTC. Refuses one that never does, or comes when the clocks change."""
    if NIGHT[0] <= recurrence.at < NIGHT[1]:
        raise Refusal("when_at_night")
    due = recurrence.next_after(now, zone, holidays)
    if due is None:
        raise Refusal("when_past" if recurrence.every is Every.ONCE else "when_never")
    return due
