"""Who is asked by a message, and when those who have not answered are reminded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.inviting import reminding_time, wants_this
from bot.core.pacing import Pace, Weekday
from bot.core.people import Audience, Person, Wants
from bot.core.words import Reading
from tests.core.examples import question, survey

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PACE = Pace(ZoneInfo("Europe/London"))
AMIRA = Person(1, 1, Audience.PARENT, None, None, None, Reading.USUAL, False, 1, MONDAY)


@pytest.mark.parametrize(
    ("wants", "vote", "asked", "group"),
    [
        (Wants.NEWS, False, False, False),
        (Wants.VOTES, True, False, False),
        (Wants.SURVEYS, True, True, False),
        (Wants.GROUPS, True, True, True),
    ],
)
def test_each_choice_has_those_before_it(wants: Wants, vote: bool, asked: bool, group: bool) -> None:
    person, plain = replace(AMIRA, wants=wants), survey(question())
    assert wants_this(person, plain, is_vote=True) is vote
    assert wants_this(person, plain, is_vote=False) is asked
    assert wants_this(person, survey(question(), working_group=True), is_vote=False) is group


@pytest.mark.parametrize(("theme", "wanted"), [(None, True), ("school", True), ("health", False)])
def test_a_theme_is_for_those_who_care_about_it_or_named_none(theme: str | None, wanted: bool) -> None:
    about_school = survey(question(), themes=["school"])
    assert wants_this(replace(AMIRA, theme=theme), about_school, is_vote=False) is wanted


@pytest.mark.parametrize(
    ("days", "reminded"),
    [
        (1, None),
        (2, None),
        (3, "2026-11-24 19:00"),
        (4, "2026-11-25 09:00"),
        (7, "2026-11-28 09:00"),
        (14, "2026-12-05 09:00"),
    ],
)
def test_the_reminder_is_two_days_before_closing_or_half_way(days: int, reminded: str | None) -> None:
    expected = None if reminded is None else datetime.fromisoformat(f"{reminded}+00:00")
    assert reminding_time(MONDAY, MONDAY + timedelta(days=days), PACE) == expected


def test_on_quiet_days_nobody_is_reminded() -> None:
    quiet = Pace(PACE.zone, frozenset({Weekday.SATURDAY}))
    found = reminding_time(MONDAY, MONDAY + timedelta(days=7), quiet)
    assert found == datetime(2026, 11, 27, 19, 0, tzinfo=UTC)


def test_a_reminder_within_a_day_of_the_opening_is_none() -> None:
    quiet = Pace(PACE.zone, frozenset({Weekday.TUESDAY, Weekday.WEDNESDAY}))
    assert reminding_time(MONDAY, MONDAY + timedelta(days=4), quiet) is None
