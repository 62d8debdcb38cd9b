"""Who hears of an alert next, when the person is told that nobody has read it, and which copies are held."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.harm import Level
from bot.core.safeguarding import (
    Alert,
    Arrived,
    Said,
    Sender,
    State,
    Told,
    holds_any,
    is_new,
    must_tell_person,
    next_reminder,
    next_told,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PATIENCE = timedelta(minutes=15)
LEAD, DEPUTY, THIRD, TEO = 41, 42, 43, 11

ALERT = Alert(
    id=7,
    telegram=TEO,
    level=Level.DANGER,
    state=State.OPEN,
    at=NINE,
    waits_since=NINE,
    round=1,
    told=Told.LEAD,
    told_at=NINE,
    person_told=False,
    remind_at=None,
    reminders=0,
    taken_by=None,
    about_forum=False,
    chosen=None,
    forgotten=False,
    dealt_at=None,
)


def after(minutes: float, arrived: Arrived = Arrived.YES, alert: Alert = ALERT) -> Told:
    return next_told(alert, NINE + timedelta(minutes=minutes), PATIENCE, arrived)


def test_the_deputies_follow_after_as_many_minutes_as_the_forum_says_and_not_before() -> None:
    assert after(14.9) is Told.LEAD
    assert after(15) is Told.DEPUTIES


@pytest.mark.parametrize(
    ("arrived", "minutes", "told"),
    [
        (Arrived.NO, 0, Told.DEPUTIES),
        (Arrived.ON_THE_WAY, 0.9, Told.LEAD),
        (Arrived.ON_THE_WAY, 1, Told.DEPUTIES),
        (Arrived.YES, 1, Told.LEAD),
    ],
)
def test_what_is_not_delivered_at_once_goes_to_the_next(arrived: Arrived, minutes: float, told: Told) -> None:
    assert after(minutes, arrived) is told


def test_after_the_deputies_the_coordinators_and_after_them_nobody() -> None:
    deputies = replace(ALERT, told=Told.DEPUTIES, told_at=NINE)
    assert after(14, alert=deputies) is Told.DEPUTIES
    assert after(15, alert=deputies) is Told.COORDINATORS
    assert after(500, alert=replace(deputies, told=Told.COORDINATORS)) is Told.COORDINATORS


def test_once_it_is_read_nobody_else_is_told() -> None:
    assert after(500, Arrived.NO, replace(ALERT, waits_since=None)) is Told.LEAD


def test_what_was_read_is_brought_to_mind_after_four_hours_then_daily_and_only_by_day() -> None:
    london = ZoneInfo("Europe/London")
    assert next_reminder(NINE, 0, london) == NINE + timedelta(hours=4)
    assert next_reminder(NINE, 1, london) == NINE + timedelta(days=1)
    six_in_the_evening = NINE + timedelta(hours=9)
    assert next_reminder(six_in_the_evening, 0, london) == NINE + timedelta(days=1)


def test_whoever_read_it_is_reminded_first_and_then_all_who_may_read_it() -> None:
    leads = (LEAD, DEPUTY, THIRD)
    read = replace(ALERT, waits_since=None, taken_by=DEPUTY)
    assert read.reminded(leads) == (DEPUTY,)
    assert replace(read, reminders=1).reminded(leads) == leads
    gone = replace(read, taken_by=None)
    assert gone.reminded(leads) == (LEAD,)
    of_the_forum = replace(read, about_forum=True, chosen=THIRD, reminders=3)
    assert of_the_forum.reminded(leads) == (THIRD,)


def test_after_a_restore_the_lead_is_told_first_again() -> None:
    assert after(0, Arrived.NO, replace(ALERT, told=Told.NOBODY, told_at=None)) is Told.LEAD


def test_what_is_about_the_forum_stays_with_whom_the_person_chose() -> None:
    chosen = replace(ALERT, about_forum=True, chosen=DEPUTY)
    assert after(500, Arrived.NO, chosen) is Told.LEAD
    assert must_tell_person(chosen, NINE + PATIENCE, PATIENCE, Arrived.YES, True)
    assert must_tell_person(chosen, NINE, PATIENCE, Arrived.NO, False)


def test_the_person_is_told_after_an_hour_and_once() -> None:
    hour = timedelta(hours=1)

    def told(alert: Alert, since: timedelta) -> bool:
        return must_tell_person(alert, NINE + since, PATIENCE, Arrived.YES, True)

    assert not told(ALERT, hour - timedelta(seconds=1))
    assert told(ALERT, hour)
    for alert in (
        replace(ALERT, person_told=True),
        replace(ALERT, waits_since=None),
        replace(ALERT, telegram=None),
    ):
        assert not told(alert, hour)


def test_the_person_is_told_at_once_where_it_reached_no_lead_at_all() -> None:
    nobody = replace(ALERT, told=Told.COORDINATORS)
    assert must_tell_person(nobody, NINE, PATIENCE, Arrived.YES, False)
    assert not must_tell_person(nobody, NINE, PATIENCE, Arrived.YES, True)
    assert not must_tell_person(ALERT, NINE, PATIENCE, Arrived.NO, False)  # the deputies are next


def test_who_may_read_it() -> None:
    leads = (LEAD, DEPUTY, THIRD)
    assert ALERT.readers(leads) == leads
    assert replace(ALERT, telegram=LEAD).readers(leads) == (DEPUTY, THIRD)
    about = replace(ALERT, about_forum=True)
    assert about.readers(leads) == (DEPUTY, THIRD)
    assert replace(about, chosen=THIRD).readers(leads) == (THIRD,)
    assert replace(about, chosen=99).readers(leads) == ()
    assert about.readers((LEAD,)) == ()


def test_the_same_words_within_an_hour_are_nothing_new() -> None:
    said = [Said(Sender.PERSON, NINE, "He hits  me", "")]
    assert not is_new("he hits me", NINE + timedelta(minutes=59), said)
    assert is_new("he hits me", NINE + timedelta(minutes=60), said)
    assert is_new("he hits me again", NINE, said)


def test_a_copy_is_whatever_has_the_words_in_it_however_they_were_joined_on() -> None:
    words = ["my uncle\nhits me", ""]
    assert holds_any("Before.\nMy  uncle hits ME\nafter", words)
    assert not holds_any("my uncle visits me", words)
    assert not holds_any("anything", [""])
    assert not holds_any("anything", [])
