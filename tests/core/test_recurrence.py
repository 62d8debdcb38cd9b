"""Times that come again: on the forum's clock, on both sides of the clock change, around school holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.recurrence import LAST, Every, Period, Recurrence, check_recurrence
from bot.core.refusal import Refusal

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
TEN = time(10)


def times(recurrence: Recurrence, most: int, *holidays: Period, since: datetime = NOW) -> list[str]:
    found: list[str] = []
    due = recurrence.next_after(since, LONDON, holidays)
    while due is not None and len(found) < most:
        found.append(due.astimezone(LONDON).strftime("%Y-%m-%d %H:%M"))
        due = recurrence.next_after(due, LONDON, holidays)
    return found


def test_once_comes_once() -> None:
    assert times(Recurrence(every=Every.ONCE, first=MONDAY, at=TEN), 3) == ["2026-11-30 10:00"]


def test_each_week_and_every_two_weeks_on_the_same_weekday() -> None:
    assert times(Recurrence(every=Every.WEEK, first=MONDAY, at=TEN), 3) == [
        "2026-11-30 10:00",
        "2026-12-07 10:00",
        "2026-12-14 10:00",
    ]
    assert times(Recurrence(every=Every.TWO_WEEKS, first=MONDAY, at=TEN), 3) == [
        "2026-11-30 10:00",
        "2026-12-14 10:00",
        "2026-12-28 10:00",
    ]


def test_two_weeks_keep_their_step_however_late_one_looks() -> None:
    later = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
    assert times(Recurrence(every=Every.TWO_WEEKS, first=MONDAY, at=TEN), 2, since=later) == [
        "2027-03-08 10:00",
        "2027-03-22 10:00",
    ]


@pytest.mark.parametrize(
    ("nth", "days"),
    [
        (1, ["2026-12-07", "2027-01-04", "2027-02-01"]),
        (LAST, ["2026-11-30", "2026-12-28", "2027-01-25"]),
        (None, ["2026-11-30", "2026-12-28", "2027-01-25"]),  # the fifth Monday of November is the last
    ],
)
def test_each_month_on_the_first_or_last_of_a_weekday(nth: int | None, days: list[str]) -> None:
    recurrence = Recurrence(every=Every.MONTH, first=MONDAY, at=TEN, nth=nth)
    assert [moment[:10] for moment in times(recurrence, 3)] == days


def test_school_holidays_are_left_out() -> None:
    recurrence = Recurrence(every=Every.WEEK, first=date(2026, 12, 14), at=TEN, in_holidays=False)
    christmas = Period(first=date(2026, 12, 19), last=date(2027, 1, 3))
    assert times(recurrence, 2, christmas) == ["2026-12-14 10:00", "2027-01-04 10:00"]


def test_the_time_on_the_clock_stays_when_the_clocks_change() -> None:
    before = datetime(2027, 3, 20, tzinfo=UTC)
    recurrence = Recurrence(every=Every.WEEK, first=MONDAY, at=TEN)
    first = recurrence.next_after(before, LONDON)
    assert first == datetime(2027, 3, 22, 10, 0, tzinfo=UTC)
    assert recurrence.next_after(first, LONDON) == datetime(2027, 3, 29, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recurrence", "refusal"),
    [
        (Recurrence(every=Every.ONCE, first=date(2026, 11, 22), at=TEN), "when_past"),
        (Recurrence(every=Every.WEEK, first=MONDAY, at=time(1, 30)), "when_at_night"),
        (Recurrence(every=Every.WEEK, first=MONDAY, at=TEN, in_holidays=False), "when_never"),
    ],
)
def test_what_cannot_come_is_refused(recurrence: Recurrence, refusal: str) -> None:
    always = Period(first=date(2026, 1, 1), last=date(2036, 1, 1))
    with pytest.raises(Refusal) as refused:
        check_recurrence(recurrence, NOW, LONDON, [always])
    assert refused.value.key == refusal


def test_a_holiday_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before the first"):
        Period(first=date(2026, 12, 19), last=date(2026, 12, 18))


@given(
    every=st.sampled_from([Every.WEEK, Every.TWO_WEEKS, Every.MONTH]),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    at=st.times().filter(lambda at: at.hour != 1),
    since=st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
)
def test_the_next_time_is_later_on_its_weekday_and_on_its_clock(
    every: Every, first: date, at: time, since: datetime
) -> None:
    recurrence = Recurrence(every=every, first=first, at=at)
    due = recurrence.next_after(since, LONDON)

    assert due is not None and due > since
    local = due.astimezone(LONDON)
    assert (local.weekday(), local.time()) == (first.weekday(), at)
    assert local.date() >= first
    longest = timedelta(days={Every.WEEK: 8, Every.TWO_WEEKS: 15}.get(every, 40))
    assert due - max(since, datetime.combine(first, at, LONDON)) <= longest
