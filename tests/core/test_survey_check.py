"""What is wrong with a survey beyond the form of its parts."""

from bot.core.option_check import long_labels
from bot.core.survey_check import LONGEST_SCREEN, find_faults
from tests.core.examples import question, survey


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
