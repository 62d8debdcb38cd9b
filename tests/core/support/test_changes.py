"""What coordinators say of an entry stands over its file, until the file was checked later."""

from datetime import date
from typing import Any

import pytest

from bot.core.refusal import Refusal
from bot.core.support.changes import (
    MAY_BE_EMPTY,
    Change,
    Part,
    change_part,
    empty_part,
    lay_over,
    needs_check,
)
from bot.core.support.organisations import Organisation

TODAY = date(2026, 11, 26)


def entry(**keys: Any) -> Organisation:
    given = {
        "id": "quay",
        "name": "The Quay",
        "does": {"usual": "Talks with families.", "shorter": "Talks."},
        "phones": ["01632 960 001"],
        "source": "example",
    }
    return Organisation.model_validate(given | keys)


def changed(part: Part, typed: str, change: Change | None = None, **keys: Any) -> Organisation:
    before = entry(**keys)
    return lay_over(before, change_part(before, change or Change("quay"), part, typed, TODAY))


@pytest.mark.parametrize(
    ("part", "typed", "key", "value"),
    [
        (Part.NAME, "  The new\nQuay ", "name", "The new Quay"),
        (Part.PHONES, "01632 960 002, 07700 900 003", "phones", ("01632 960 002", "07700 900 003")),
        (Part.PHONES, "01632 960 002\n116 123", "phones", ("01632 960 002", "116 123")),
        (Part.EMAIL, " hello@quay.example ", "email", "hello@quay.example"),
        (Part.WEBSITE, "quay.example/help", "website", "quay.example/help"),
        (Part.LANGUAGES, "PL, ar", "languages", ("pl", "ar")),
    ],
)
def test_a_part_is_what_was_typed(part: Part, typed: str, key: str, value: object) -> None:
    assert getattr(changed(part, typed), key) == value


def test_what_could_not_be_confirmed_is_out_of_doubt_once_somebody_checked_it() -> None:
    before = entry(doubtful="Ring it first.")
    corrected = change_part(before, Change("quay"), Part.PHONES, "01632 960 002", TODAY)

    assert lay_over(before, corrected).doubtful == "Ring it first."
    assert lay_over(before, corrected.seen(TODAY)).doubtful is None
    assert lay_over(before, Change("quay").seen(TODAY)).doubtful is None
    newer = entry(doubtful="The new number was not rung.", checked=date(2026, 11, 27))
    assert lay_over(newer, corrected.seen(TODAY)).doubtful == "The new number was not rung."


def test_text_messages_may_need_a_word() -> None:
    named, plain = changed(Part.TEXT, "SHOUT to 85258").text, changed(Part.TEXT, "07700 900 003").text

    assert named is not None and (named.word, named.number) == ("SHOUT", "85258")
    assert plain is not None and (plain.word, plain.number) == (None, "07700 900 003")


def test_what_it_does_keeps_its_shorter_form_and_loses_its_translations() -> None:
    does = {"usual": "Talks.", "shorter": "Talk.", "translations": {"pl": {"usual": "Rozmawia."}}}

    new = changed(Part.DOES, "Listens to families.", does=does).does
    shorter = changed(Part.SHORTER, "Listens.", does=does).does

    assert (new.usual, new.shorter, dict(new.translations)) == ("Listens to families.", "Talk.", {})
    assert (shorter.usual, shorter.shorter) == ("Talks.", "Listens.")


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        (Part.PHONES, "ring us"),
        (Part.PHONES, "03000 005 1213"),
        (Part.PHONES, "01632 960 001, 01632 960 002, 01632 960 003, 01632 960 004"),
        (Part.TEXT, "SHOUT to nowhere"),
        (Part.EMAIL, "hello at quay"),
        (Part.EMAIL, "<b>@quay.example"),
        (Part.WEBSITE, "javascript:alert(1)"),
        (Part.WEBSITE, "our page"),
        (Part.LANGUAGES, "Polish"),
    ],
)
def test_what_has_not_the_shape_is_refused_by_name(part: Part, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        changed(part, typed)

    assert refused.value.key == f"entry_{part}"


@pytest.mark.parametrize("typed", ["", " \n", "🙂", "."])
def test_a_name_needs_words(typed: str) -> None:
    with pytest.raises(Refusal):
        changed(Part.NAME, typed)


def test_a_part_can_be_taken_out_and_one_way_to_reach_them_stays() -> None:
    both = entry(email="hello@quay.example")
    without = lay_over(both, empty_part(both, Change("quay"), Part.EMAIL, TODAY))

    assert without.email is None
    with pytest.raises(Refusal) as refused:
        empty_part(entry(), Change("quay"), Part.PHONES, TODAY)
    assert refused.value.key == "entry_unreachable"
    assert {Part.NAME, Part.DOES}.isdisjoint(MAY_BE_EMPTY)
    with pytest.raises(Refusal):
        empty_part(entry(), Change("quay"), Part.NAME, TODAY)


def test_the_shorter_form_can_be_taken_out() -> None:
    assert lay_over(entry(), empty_part(entry(), Change("quay"), Part.SHORTER, TODAY)).does.shorter is None


def test_changes_add_up_and_leave_what_the_file_says_of_the_rest() -> None:
    first = change_part(entry(), Change("quay"), Part.HOURS, "Mornings", TODAY)
    second = change_part(entry(), first, Part.PHONES, "01632 960 009", TODAY)
    newer_file = entry(name="The Quay House", phones=["01632 960 005"])

    seen = lay_over(newer_file, second)

    assert (seen.name, seen.phones) == ("The Quay House", ("01632 960 009",))
    assert seen.hours is not None and seen.hours.usual == "Mornings"


def test_a_file_that_was_checked_later_stands_above_it_and_one_of_the_same_day_does_not() -> None:
    change = change_part(entry(), Change("quay"), Part.PHONES, "01632 960 009", TODAY)
    later, same = entry(checked=date(2026, 11, 27)), entry(checked=TODAY)

    assert lay_over(later, change).phones == ("01632 960 001",)
    assert lay_over(later, change).checked == date(2026, 11, 27)
    assert lay_over(same, change).phones == ("01632 960 009",)
    assert change_part(later, change, Part.HOURS, "Mornings", TODAY).fields.keys() == {"hours"}


def test_checked_today_is_the_later_of_both_dates() -> None:
    change = Change("quay").seen(TODAY)

    assert lay_over(entry(checked=date(2026, 1, 1)), change).checked == TODAY
    assert lay_over(entry(checked=date(2027, 1, 1)), change).checked == date(2027, 1, 1)


def test_a_change_that_does_not_fit_an_entry_any_more_is_left_out() -> None:
    broken = Change("quay", {"phones": "none"}, changed_on=TODAY)

    assert lay_over(entry(), broken).phones == ("01632 960 001",)


@pytest.mark.parametrize(
    ("checked", "needed"),
    [(None, True), (date(2026, 5, 1), True), (date(2026, 6, 1), False), (TODAY, False)],
)
def test_an_entry_is_checked_every_six_months(checked: date | None, needed: bool) -> None:
    assert needs_check(entry(checked=checked), TODAY) is needed
