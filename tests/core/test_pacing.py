"""When what nobody waits for may go out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.pacing import Pace, Weekday

LONDON = ZoneInfo("Europe/London")
PACE = Pace(LONDON)
SUNDAYS_OFF = Pace(LONDON, frozenset({Weekday.SUNDAY, date(2026, 12, 25)}))


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 19:59", "2026-11-23 19:59"),
        ("2026-11-23 20:00", "2026-11-24 09:00"),
        ("2026-11-23 08:59", "2026-11-23 09:00"),
        ("2026-11-23 00:30", "2026-11-23 09:00"),
        ("2026-11-28 21:00", "2026-11-30 09:00"),
        ("2026-11-29 12:00", "2026-11-30 09:00"),
        ("2026-12-24 20:30", "2026-12-26 09:00"),
        # The night in which the clocks go on: nine o'clock is nine o'clock.
        ("2026-03-28 21:00", "2026-03-30 09:00"),
    ],
)
def test_the_next_decent_moment_is_by_day_and_on_no_quiet_day(asked: str, given: str) -> None:
    assert SUNDAYS_OFF.decent(at(asked)) == at(given)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("2026-11-23 12:00", "2026-11-23 12:00"),
        ("2026-11-23 20:00", "2026-11-23 19:00"),
        ("2026-11-24 08:00", "2026-11-23 19:00"),
        ("2026-11-29 20:00", "2026-11-28 19:00"),
        ("2026-11-30 07:00", "2026-11-28 19:00"),
    ],
)
def test_the_last_decent_moment_before_is_an_hour_before_the_evening(asked: str, given: str) -> None:
    assert SUNDAYS_OFF.decent_before(at(asked)) == at(given)


def test_nine_in_the_morning_is_nine_in_summer_too() -> None:
    assert PACE.decent(datetime(2026, 7, 1, 3, 0, tzinfo=UTC)) == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def test_three_go_at_once_and_the_fourth_waits_for_a_week() -> None:
    now = at("2026-11-23 10:00")
    had: list[datetime] = []
    for _ in range(4):
        had.append(PACE.next_room(had, now))
    assert had == [now, now, now, now + timedelta(days=7)]


def test_the_fourth_goes_when_the_first_is_a_week_old() -> None:
    had = [at("2026-11-20 12:00"), at("2026-11-21 12:00"), at("2026-11-22 12:00")]
    assert PACE.next_room(had, at("2026-11-23 10:00")) == at("2026-11-27 12:00")


def test_what_waits_already_has_its_place() -> None:
    had = [at("2026-11-20 12:00"), at("2026-11-21 12:00"), at("2026-11-22 12:00"), at("2026-11-27 12:00")]
    assert PACE.next_room(had, at("2026-11-23 10:00")) == at("2026-11-28 12:00")


def test_older_ones_do_not_count() -> None:
    now = at("2026-11-23 10:00")
    assert PACE.next_room([now - timedelta(days=8)] * 5, now) == now


def test_a_week_that_had_too_many_is_waited_out() -> None:
    now = at("2026-11-23 10:00")
    assert PACE.next_room([now - timedelta(days=1)] * 6, now) == now + timedelta(days=6)


@pytest.mark.parametrize("seed", range(20))
def test_in_no_week_there_are_ever_more_than_three(seed: int) -> None:
    now, had = at("2026-11-23 10:00"), list[datetime]()
    for step in range(30):
        now += timedelta(hours=(seed * 7 + step * 11) % 37)
        had.append(SUNDAYS_OFF.next_room(had, now))
    had.sort()
    assert all(later - first >= timedelta(days=7) for first, later in zip(had, had[3:], strict=False))
    assert all(SUNDAYS_OFF.is_decent(moment) for moment in had)
