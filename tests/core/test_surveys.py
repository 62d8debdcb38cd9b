"""Questions, the answers that fit them, and what is wrong with a survey."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.core.buttons import MOST_BYTES, Back, Change, Choose, Onward, OpenNow, PreviewSurvey, Skip
from bot.core.refusal import Refusal
from bot.core.survey_check import LONGEST_SCREEN, find_faults, long_labels
from bot.core.surveys import LONGEST_ID, SKIPPED, Answer, Question, Survey, shown_questions

NOTHING = Answer()
INFLUENCE = {"can_change": "a", "cannot_change": "b", "who_decides": "c", "hear_back": "d"}
OPTIONS = [{"id": letter, "text": letter.upper()} for letter in "abc"]


def question(kind: str, **more: Any) -> Question:
    listed = {"options": OPTIONS} if kind in {"choose_one", "choose_several", "yes_no"} else {}
    base = {"id": "q", "kind": kind, "text": "Well?", "sensitivity": "ordinary"}
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python({**base, **listed, **more})


def survey(*questions: Question, **more: Any) -> Survey:
    return Survey.model_validate(
        {"id": "s", "title": "S", "influence": INFLUENCE, "questions": questions, **more}
    )


def refusal(call: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value


@pytest.mark.parametrize("kind", ["choose_one", "yes_no"])
def test_a_tap_on_one_option_replaces_the_other(kind: str) -> None:
    asked = question(kind)

    assert asked.answer_by_tap(Answer(chosen=("a",)), "b", True) == Answer(chosen=("b",))
    assert asked.answer_by_tap(SKIPPED, "b", True) == Answer(chosen=("b",))
    assert not asked.takes_several


def test_several_are_kept_in_the_order_asked() -> None:
    asked = question("choose_several")

    both = asked.answer_by_tap(asked.answer_by_tap(NOTHING, "c", True), "a", True)

    assert both == Answer(chosen=("a", "c"))
    assert asked.answer_by_tap(both, "a", False) == Answer(chosen=("c",))
    assert asked.takes_several


@given(taps=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_a_tap_that_arrives_twice_does_what_it_does_once(taps: list[tuple[str, bool]]) -> None:
    asked = question("choose_several")
    answer, chosen = NOTHING, set[str]()
    for option, on in taps:
        answer = asked.answer_by_tap(asked.answer_by_tap(answer, option, on), option, on)
        chosen = chosen | {option} if on else chosen - {option}
    assert answer.chosen == tuple(sorted(chosen))


@pytest.mark.parametrize("kind", ["choose_one", "choose_several", "yes_no", "short_text"])
def test_an_option_that_is_not_there_is_an_old_button(kind: str) -> None:
    assert refusal(question(kind).answer_by_tap, NOTHING, "z", True).key == "old_button"


@pytest.mark.parametrize("kind", ["choose_one", "choose_several", "yes_no"])
def test_words_where_a_tap_is_expected_are_refused(kind: str) -> None:
    assert refusal(question(kind).answer_by_text, "a").key == "tap_please"


def test_one_goes_on_from_several_with_something_chosen_or_skipped() -> None:
    asked = question("choose_several")

    assert refusal(asked.check, NOTHING).key == "choose_something"
    asked.check(SKIPPED)
    asked.check(Answer(chosen=("a",)))


def test_a_scale_has_its_words_at_the_ends() -> None:
    asked = question("scale", points=10, low={"usual": "never", "shorter": "no"}, high="always")

    labels = [option.text.usual for option in asked.choices]

    assert labels == ["1 · never", *"23456789", "10 · always"]
    assert asked.choices[0].text.shorter == "1 · no"
    assert asked.answer_by_tap(NOTHING, "10", True) == Answer(chosen=("10",))
    assert refusal(asked.answer_by_tap, NOTHING, "11", True).key == "old_button"


def test_text_is_taken_without_the_spaces_around_it() -> None:
    assert question("short_text").answer_by_text("  more lunch\n") == Answer(text="more lunch")


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n"])
def test_an_empty_text_is_refused(text: str) -> None:
    assert refusal(question("short_text").answer_by_text, text).key == "empty_text"


def test_a_long_text_is_refused_with_its_length() -> None:
    asked = question("short_text", longest=20)

    assert asked.answer_by_text("x" * 20).text == "x" * 20
    assert refusal(asked.answer_by_text, "🙂" * 4096).values == {"longest": 20, "length": 4096}


def test_a_question_that_is_not_there_is_an_old_button() -> None:
    assert refusal(survey(question("scale", low="a", high="b")).question, "z").key == "old_button"


@pytest.mark.parametrize(
    ("condition", "answer", "shown"),
    [
        ({"was": ["a", "b"]}, Answer(chosen=("b",)), True),
        ({"was": ["a", "b"]}, Answer(chosen=("c",)), False),
        ({"was": ["a"]}, Answer(chosen=("a", "c")), True),
        ({"was": ["a"]}, SKIPPED, False),
        ({"was": ["a"]}, None, False),
        ({"was_not": ["a"]}, Answer(chosen=("b",)), True),
        ({"was_not": ["a"]}, Answer(chosen=("a",)), False),
        ({"was_not": ["a"]}, SKIPPED, True),
        ({"was": ["b"], "was_not": ["a"]}, Answer(chosen=("a", "b")), False),
        ({"was": ["b"], "was_not": ["a"]}, Answer(chosen=("b", "c")), True),
    ],
)
def test_a_question_is_shown_by_an_earlier_answer(
    condition: dict[str, Any], answer: Answer | None, shown: bool
) -> None:
    first = question("choose_several", id="first")
    second = question("short_text", id="second", show_if={"question": "first", **condition})

    found = shown_questions(survey(first, second), {} if answer is None else {"first": answer})

    assert [one.id for one in found] == (["first", "second"] if shown else ["first"])


def test_an_answer_to_a_question_that_is_hidden_shows_nothing() -> None:
    first = question("choose_one", id="first")
    second = question("choose_one", id="second", show_if={"question": "first", "was": ["a"]})
    third = question("short_text", id="third", show_if={"question": "second", "was": ["a"]})
    answers = {"first": Answer(chosen=("b",)), "second": Answer(chosen=("a",))}

    assert [one.id for one in shown_questions(survey(first, second, third), answers)] == ["first"]


def test_an_edition_that_was_stored_is_read_back_the_same() -> None:
    kinds = ["choose_one", "choose_several", "yes_no", "short_text"]
    stored = survey(
        *(question(kind, id=kind) for kind in kinds), question("scale", id="scale", low="a", high="b")
    )

    assert Survey.model_validate_json(stored.model_dump_json()) == stored


@pytest.mark.parametrize(
    "tap",
    [
        lambda longest: Choose(2**63 - 1, longest, longest[:12], True),
        lambda longest: Choose(9_999_999_999, longest, longest, True),
        lambda longest: Onward(2**63 - 1, longest),
        lambda longest: Skip(2**63 - 1, longest),
        lambda longest: Back(2**63 - 1, longest),
        lambda longest: Change(2**63 - 1, longest),
        lambda longest: PreviewSurvey(longest, 60),
        lambda longest: OpenNow(longest, "everyone", 9_999_999_999),
    ],
)
def test_the_longest_ids_fit_on_every_button(tap: Any) -> None:
    assert len(tap("x" * LONGEST_ID).pack().encode()) <= MOST_BYTES


def test_an_id_that_no_button_could_carry_is_refused() -> None:
    with pytest.raises(ValidationError):
        question("short_text", id="x" * (LONGEST_ID + 1))


def test_a_survey_in_order_has_no_faults() -> None:
    first = question("choose_several", id="first")
    second = question("short_text", id="second", show_if={"question": "first", "was": ["a", "c"]})
    third = question("scale", id="third", low="a", high="b", show_if={"question": "first", "was_not": ["b"]})
    fourth = question("short_text", id="fourth", show_if={"question": "third", "was": ["1", "5"]})

    assert list(find_faults(survey(first, second, third, fourth))) == []


def test_a_point_that_is_not_on_the_scale_cannot_happen() -> None:
    first = question("scale", id="first", low="a", high="b")
    second = question("short_text", id="second", show_if={"question": "first", "was": ["6"]})

    (fault,) = find_faults(survey(first, second))

    assert fault.place == ("questions", 1, "show_if", "was", 0)


def test_a_question_that_names_itself_does_not_come_before_itself() -> None:
    asked = question("choose_one", show_if={"question": "q", "was": ["a"]})

    (fault,) = find_faults(survey(asked))

    assert "does not come before" in fault.what


def test_lengths_are_counted_as_telegram_counts_them() -> None:
    fits = question("short_text", text="🙂" * ((LONGEST_SCREEN - 2) // 2))
    too_long = question("short_text", text="🙂" * (LONGEST_SCREEN // 2))

    assert list(find_faults(survey(fits))) == []
    (fault,) = find_faults(survey(too_long))
    assert fault.place == ("questions", 0, "text")


def test_the_form_that_is_too_long_for_one_reader_is_found() -> None:
    asked = question("short_text", text={"usual": "a", "young": {"usual": "b", "shorter": "x" * 3000}})

    assert [fault.place for fault in find_faults(survey(asked))] == [("questions", 0, "text")]


def test_labels_that_a_phone_cuts_off_are_found() -> None:
    options = [{"id": "a", "text": "x" * 60}, {"id": "b", "text": {"usual": "B", "shorter": "x" * 61}}]

    found = list(long_labels(survey(question("choose_one", options=options))))

    assert found == [(("questions", 0, "options", 1, "text", "shorter"), "x" * 61)]
