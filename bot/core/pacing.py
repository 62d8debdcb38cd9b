"""When messages that nobody waits for may go out: at decent hours, and few a week.

Such a message is *gentle*: an invitation, a reminder, news. A reply, an alert and what somebody asked for
are not, nor is the result of what one took part in: it was promised for its time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MOST_A_WEEK = 3
WEEK = timedelta(days=7)
FIRST, LAST = time(9), time(20)
"""Decent hours, on the forum's clock: from the first until before the last."""


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True)
class Pace:
    """The forum's clock, and its days without such messages: dates, and weekdays (never all seven)."""

    zone: ZoneInfo = ZoneInfo("UTC")  # noqa: RUF009 (it cannot be changed)
    quiet_days: frozenset[date | Weekday] = frozenset()

    def is_decent(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        return FIRST <= local.time() < LAST and not self._is_quiet(local.date())

    def decent(self, moment: datetime) -> datetime:
        """The moment itself, or the next morning on which messages may go out."""
        local = moment.astimezone(self.zone)
        if self.is_decent(moment):
            return moment
        day = local.date() if local.time() < FIRST else local.date() + timedelta(days=1)
        while self._is_quiet(day):
            day += timedelta(days=1)
        return self.morning_of(day)

    def morning_of(self, day: date) -> datetime:
        """The first decent hour of a day, also of a quiet one."""
        return datetime.combine(day, FIRST, self.zone).astimezone(UTC)

    def decent_before(self, moment: datetime) -> datetime:
        """The moment itself, or an hour before the end of the last day on which messages might go out."""
        local = moment.astimezone(self.zone)
        if self.is_decent(moment):
            return moment
        day = local.date() if local.time() >= LAST else local.date() - timedelta(days=1)
        while self._is_quiet(day):
            day -= timedelta(days=1)
        return datetime.combine(day, time(LAST.hour - 1), self.zone).astimezone(UTC)

    def _is_quiet(self, day: date) -> bool:
        return bool({day, [*Weekday][day.weekday()]} & self.quiet_days)

    def next_room(self, others: Sequence[datetime], now: datetime) -> datetime:
        """The first decent moment at which one more would be among no four within a week.

        `others`: when this person had such messages, and when those that wait for them will go.
        """
        starts = sorted(self.decent(moment) for moment in [now, *(one + WEEK for one in others)])
        return next(moment for moment in starts if moment >= now and _has_room(moment, others))


def _has_room(moment: datetime, others: Sequence[datetime]) -> bool:
    """Also where there were too many before: only the weeks that this moment is in matter."""
    in_order = sorted([*others, moment])
    at = in_order.index(moment)
    weeks = (in_order[first : first + MOST_A_WEEK + 1] for first in range(max(0, at - MOST_A_WEEK), at + 1))
    return all(len(week) <= MOST_A_WEEK or week[-1] - week[0] >= WEEK for week in weeks)
