"""What is wrong with a survey beyond the form of its parts."""

import pytest

from bot.core.faults import Place
from bot.core.option_check import long_labels
from bot.core.questions import Question
from bot.core.survey_check import LONGEST_SCREEN, find_faults
from tests.core.examples import KINDS, question, survey


def test_a_survey_in_order_has_no_faults() -> None:
    first = question("choose_several", id="first")
    second = question("short_text", id="second", show_if={"question": "first", "was": ["a", "c"]})
    third = question("scale", id="third", show_if={"question": "first", "was_not": ["b"]})
    fourth = question("short_text", id="fourth", show_if={"question": "third", "was": ["1", "5"]})

    assert list(find_faults(survey(first, second, third, fourth))) == []


def test_a_point_that_is_not_on_the_scale_cannot_happen() -> None:
    first = question("scale", id="first")
    second = question("short_text", id="second", show_if={"question": "first", "was": ["6"]})

    (fault,) = find_faults(survey(first, second))

    assert fault.place == ("questions", 1, "show_if", "was", 0)


def test_a_question_that_names_itself_does_not_come_before_itself() -> None:
    asked = question("choose_one", show_if={"question": "q", "was": ["a"]})

    (fault,) = find_faults(survey(asked))

    assert "does not come before" in fault.what


def test_lengths_are_counted_as_telegram_counts_them() -> None:
    fits = question("yes_no", text="🙂" * ((LONGEST_SCREEN - 2) // 2))
    too_long = question("yes_no", text="🙂" * (LONGEST_SCREEN // 2))

    assert list(find_faults(survey(fits))) == []
    (fault,) = find_faults(survey(too_long))
    assert fault.place == ("questions", 0, "text")


def test_the_form_that_is_too_long_for_one_reader_is_found() -> None:
    asked = question("short_text", text={"usual": "a", "young": {"usual": "b", "shorter": "x" * 3000}})

    assert [fault.place for fault in find_faults(survey(asked))] == [("questions", 0, "text")]


def test_labels_that_a_phone_cuts_off_are_found() -> None:
    options = [{"id": "a", "text": "x" * 60}, {"id": "b", "text": {"usual": "B", "shorter": "x" * 61}}]

    found = list(long_labels(question("choose_one", options=options).choices, ("options",)))

    assert found == [(("options", 1, "text", "shorter"), "x" * 61)]


@pytest.mark.parametrize(
    ("asked", "place", "what"),
    [
        (question("yes_no", id="_again"), ("id",), "cannot be an id"),
        (question("yes_no", id="a__b"), ("id",), "cannot be an id"),
        (question("yes_no", id="a.b"), ("id",), "dot"),
        (question("note", picture="hall.png"), ("picture",), "does not say what the picture shows"),
        (question("note", picture_shows="A hall"), ("picture_shows",), "no picture"),
        (question("note", required=True), ("required",), "asks nothing"),
        (question("scale", low="good", high="Good"), ("high",), "read the same"),
        (question("scale", high="x" * 121), ("high",), "121 characters"),
        (question("scale", text="x" * 2900, low="x" * 99, high="y" * 99), ("text",), "at most 3000"),
        (question("short_text", text="x" * 2000), ("text",), "at most 2000"),
        (question("note", text="x" * 2000, picture="a.png", picture_shows="x" * 1000), ("text",), "3000"),
        (
            question("grid", text="x" * 2000, lines=[{"id": "x", "text": "y" * 1000}]),
            ("lines", 0),
            "at most 3000",
        ),
        (
            question("put_in_order", options=[{"id": f"o{n}", "text": f"{n:0120}"} for n in range(20)]),
            ("text",),
            "",
        ),
    ],
)
def test_what_is_wrong_with_one_question_is_found(asked: Question, place: Place, what: str) -> None:
    faults = list(find_faults(survey(asked)))

    if what:
        (fault,) = faults
        assert fault.place == ("questions", 0, *place)
        assert what in fault.what
        assert fault.remedy
    else:
        assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_may_be_in_order(kind: str) -> None:
    assert list(find_faults(survey(question(kind)))) == []


def test_forty_questions_are_in_order() -> None:
    waiting = {"question": "q0", "was": ["a"]}
    forty = [question("choose_one", id=f"q{at}", show_if=waiting if at else None) for at in range(40)]

    assert list(find_faults(survey(*forty))) == []


def test_a_question_that_we_ask_ourselves_has_its_id_alone() -> None:
    asked = question("yes_no", id="who_answers")

    (fault,) = find_faults(survey(asked))

    assert fault.place == ("questions", 0, "id")
    assert list(find_faults(survey(asked, who_answers=True))) == []


def test_only_a_named_survey_says_who_reads_it() -> None:
    asked = question("yes_no")

    (without_named,) = find_faults(survey(asked, readers="The office"))
    (too_long,) = find_faults(survey(asked, named=True, readers="x" * 101))

    assert without_named.place == too_long.place == ("readers",)


def test_a_translation_that_is_too_long_is_found() -> None:
    title = {"usual": "Lunch", "translations": {"pl": "Obiad" * 30}}

    (fault,) = find_faults(survey(question("yes_no"), title=title))

    assert "translations.pl.usual" in fault.what
