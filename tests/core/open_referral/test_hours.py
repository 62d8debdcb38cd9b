"""When a service is open, in one line."""

from datetime import date

from bot.core.open_referral.hours import read_hours
from bot.core.open_referral.services import Schedule

TODAY = date(2026, 11, 26)


def week(byday: str, opens: str = "09:00", closes: str = "17:00", **others: object) -> Schedule:
    return Schedule.model_validate({"byday": byday, "opens_at": opens, "closes_at": closes, **others})


def test_the_words_of_the_feed_are_taken_before_its_times() -> None:
    said = [Schedule(description="<p>Weekdays, not in the holidays</p>"), week("MO")]

    assert read_hours(said, TODAY) == "Weekdays, not in the holidays"


def test_days_with_the_same_times_stand_together() -> None:
    said = [
        week("MO"),
        week("WE,TU"),
        week("FR", "9:00:00+01:00", "12:30:00Z"),
        week("SA", "10.00", "12.00", freq="weekly", interval=1),
    ]

    assert read_hours(said, TODAY) == (
        "Monday, Tuesday, Wednesday 09:00–17:00; Friday 09:00–12:30; Saturday 10:00–12:00"
    )


def test_what_is_not_each_week_or_is_over_is_not_said() -> None:
    said = [
        week("2MO", freq="MONTHLY"),
        week("MO", interval=2),
        week("TU", valid_to="2026-11-25"),
        week("", "09:00", "10:00"),
        week("TH", "morning", "noon"),
    ]

    assert read_hours(said, TODAY) == ""
    assert read_hours([week("TU", valid_to="2026-11-26")], TODAY) == "Tuesday 09:00–17:00"
