"""Closing times as people say them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.refusal import Refusal
from bot.core.when import evening_of, read_moment

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("friday 7pm", "2026-11-27 19:00"),
        ("Friday at noon", "2026-11-27 12:00"),
        ("tomorrow at 8pm", "2026-11-24 20:00"),
        ("tonight", "2026-11-23 20:00"),
        ("friday", "2026-11-27 20:00"),
        ("in 3 days", "2026-11-26 20:00"),
        ("30 november 18:30", "2026-11-30 18:30"),
        ("1/12 7pm", "2026-12-01 19:00"),
        ("2026-12-01 18:00", "2026-12-01 18:00"),
        ("  7pm ", "2026-11-23 19:00"),
        ("monday 9am", "2026-11-30 09:00"),
        ("friday 7", "2026-11-27 19:00"),
        ("Fri at 7", "2026-11-27 19:00"),
        ("friday at seven", "2026-11-27 19:00"),
        ("friday, seven o'clock", "2026-11-27 19:00"),
        ("tomorrow at half past seven", "2026-11-24 19:30"),
        ("saturday 7.30", "2026-11-28 19:30"),
        ("saturday 07:30", "2026-11-28 07:30"),
        ("at 10", "2026-11-23 22:00"),
        ("7 tomorrow", "2026-11-24 19:00"),
        ("friday at twelve", "2026-11-27 12:00"),
        ("friday 19", "2026-11-27 19:00"),
        ("saturday midday", "2026-11-28 12:00"),
        ("friday 7 in the evening", "2026-11-27 19:00"),
        ("friday 7 in the morning", "2026-11-27 07:00"),
        ("7 december", "2026-12-07 20:00"),
        ("friday 4 december", "2026-12-04 20:00"),
        ("in seven days", "2026-11-30 20:00"),
        ("in two weeks", "2026-12-07 20:00"),
    ],
)
def test_a_moment_is_understood_as_it_is_said(words: str, local: str) -> None:
    found = read_moment(words, MONDAY, LONDON)
    assert found.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == local


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("when the cows come home", "when_unclear"),
        ("", "when_unclear"),
        ("🎉", "when_unclear"),
        ("22 november 2026 7pm", "when_past"),
        ("in five years", "when_too_far"),
        ("28 march 2027 01:30", "when_at_night"),
        ("tomorrow 1:30am", "when_at_night"),
    ],
)
def test_what_cannot_be_a_closing_time_is_refused(words: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_moment(words, MONDAY, LONDON)
    assert refused.value.key == refusal


def test_the_hour_is_the_forums_own_on_both_sides_of_the_change() -> None:
    october = datetime(2026, 10, 24, 9, 0, tzinfo=UTC)
    assert read_moment("tomorrow 7pm", october, LONDON) == datetime(2026, 10, 25, 19, 0, tzinfo=UTC)
    assert read_moment("today 7pm", october, LONDON) == datetime(2026, 10, 24, 18, 0, tzinfo=UTC)


def test_an_evening_that_is_over_means_the_next() -> None:
    late = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)
    assert evening_of(late, LONDON, 0) == datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert evening_of(MONDAY, LONDON, 7) == datetime(2026, 11, 30, 20, 0, tzinfo=UTC)
