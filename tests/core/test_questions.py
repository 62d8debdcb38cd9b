"""Each kind of question, and the answers that fit it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.answers import NO_ANSWER, SKIPPED, Answer
from bot.core.conditions import LONGEST_ID
from bot.core.questions import LONGEST_OTHER
from bot.core.text_questions import QUOTABLE, START_AGAIN
from tests.core.examples import KINDS, OPTIONS, question, refusal, survey

OTHER = [*OPTIONS, {"id": "other", "text": "Other", "other": True}]
NONE = [*OPTIONS, {"id": "none", "text": "None of these", "alone": True}]
TAPPED = ("choose_one", "yes_no", "choose_several", "put_in_order", "scale", "short_text", "long_text")


@pytest.mark.parametrize("kind", ["choose_one", "yes_no"])
def test_a_tap_on_one_option_replaces_the_other(kind: str) -> None:
    asked = question(kind)

    assert asked.answer_by_tap(Answer(chosen=("a",)), "b", True) == Answer(chosen=("b",))
    assert asked.answer_by_tap(SKIPPED, "b", True) == Answer(chosen=("b",))
    assert not asked.several
    assert asked.is_complete(Answer(chosen=("b",)))


def test_several_are_kept_in_the_order_asked() -> None:
    asked = question("choose_several")

    both = asked.answer_by_tap(asked.answer_by_tap(NO_ANSWER, "c", True), "a", True)

    assert both == Answer(chosen=("a", "c"))
    assert asked.answer_by_tap(both, "a", False) == Answer(chosen=("c",))
    assert asked.several and not asked.is_complete(both)


@given(taps=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_a_tap_that_arrives_twice_does_what_it_does_once(taps: list[tuple[str, bool]]) -> None:
    asked = question("choose_several")
    answer, chosen = NO_ANSWER, set[str]()
    for option, on in taps:
        answer = asked.answer_by_tap(asked.answer_by_tap(answer, option, on), option, on)
        chosen = chosen | {option} if on else chosen - {option}
    assert answer.chosen == tuple(sorted(chosen))


@given(taps=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12))
def test_a_tap_that_arrives_twice_leaves_the_order_as_it_is(taps: list[tuple[str, bool]]) -> None:
    asked = question("put_in_order")
    answer = NO_ANSWER
    for option, on in taps:
        once = asked.answer_by_tap(answer, option, on)
        answer = asked.answer_by_tap(once, option, on)
        assert answer == once
    assert len(set(answer.chosen)) == len(answer.chosen)


def test_no_more_may_be_chosen_than_the_question_allows() -> None:
    asked = question("choose_several", most=2)
    full = Answer(chosen=("a", "b"))

    refused = refusal(asked.answer_by_tap, full, "c", True)

    assert (refused.key, refused.values) == ("choose_at_most", {"most": 2})
    assert asked.answer_by_tap(full, "a", True) == full


def test_fewer_than_the_least_are_not_enough_to_go_on() -> None:
    asked = question("choose_several", least=2, options=NONE)

    assert refusal(asked.check, Answer(chosen=("a",))).values == {"least": 2}
    assert refusal(asked.check, NO_ANSWER).key == "choose_something"
    asked.check(Answer(chosen=("a", "b")))
    asked.check(Answer(chosen=("none",)))


def test_an_option_that_stands_alone_takes_the_others_out_and_goes_when_another_comes() -> None:
    asked = question("choose_several", options=NONE, most=1)

    alone = asked.answer_by_tap(Answer(chosen=("a",)), "none", True)

    assert alone == Answer(chosen=("none",))
    assert asked.answer_by_tap(alone, "b", True) == Answer(chosen=("b",))
    assert asked.answer_by_tap(alone, "none", False) == NO_ANSWER


@pytest.mark.parametrize("kind", ["choose_one", "choose_several"])
def test_words_say_what_other_means(kind: str) -> None:
    asked = question(kind, options=OTHER)
    other = asked.answer_by_tap(NO_ANSWER, "other", True)

    said = asked.answer_by_text(other, "  a bus  ")

    assert asked.waits_for_words(other) and not asked.is_complete(other)
    assert said == Answer(chosen=("other",), text="a bus")
    assert asked.answer_by_text(said, "a train").text == "a train"
    assert asked.answer_by_tap(said, "a", kind == "choose_one").text == (
        "" if kind == "choose_one" else "a bus"
    )
    assert refusal(asked.answer_by_text, Answer(chosen=("a",)), "a bus").key == "tap_please"
    assert refusal(asked.answer_by_text, other, "x" * (LONGEST_OTHER + 1)).key == "text_too_long"


@pytest.mark.parametrize("kind", ["choose_one", "choose_several"])
def test_other_tapped_again_keeps_what_was_meant(kind: str) -> None:
    said = Answer(chosen=("other",), text="a bus")

    assert question(kind, options=OTHER).answer_by_tap(said, "other", True) == said


HALF_DONE = {
    "choose_several": Answer(chosen=("a",)),
    "put_in_order": Answer(chosen=("a", "b")),
    "short_text": Answer(quotable=True),
    "note": NO_ANSWER,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_half_done_is_not_finished_and_what_is_skipped_is(kind: str) -> None:
    asked = survey(question(kind, **({"least": 2} if kind == "choose_several" else {}))).steps[0]

    assert asked.is_finished(SKIPPED)
    assert not asked.is_finished(NO_ANSWER)
    assert not asked.is_finished(HALF_DONE.get(kind, NO_ANSWER))


def test_what_other_meant_goes_with_it() -> None:
    asked = question("choose_several", options=OTHER)

    assert asked.answer_by_tap(Answer(chosen=("a", "other"), text="bus"), "other", False) == Answer(
        chosen=("a",)
    )


def test_the_first_tapped_comes_first_and_the_last_falls_into_its_place() -> None:
    asked = question("put_in_order")

    first = asked.answer_by_tap(NO_ANSWER, "c", True)
    second = asked.answer_by_tap(first, "a", True)

    assert first == Answer(chosen=("c",))
    assert second == Answer(chosen=("c", "a", "b"))
    assert asked.answer_by_tap(second, "c", False) == Answer(chosen=("a", "b"))
    assert refusal(asked.check, first).values == {"left": 2}
    assert asked.row_ids(second) == ("c",)
    asked.check(second)


@pytest.mark.parametrize("kind", TAPPED)
def test_an_option_that_is_not_there_is_an_old_button(kind: str) -> None:
    assert refusal(question(kind).answer_by_tap, NO_ANSWER, "z", True).key == "old_button"


@pytest.mark.parametrize("kind", ["number", "note", "grid"])
def test_a_question_without_options_takes_no_tap(kind: str) -> None:
    assert refusal(question(kind).answer_by_tap, NO_ANSWER, "a", True).key == "old_button"


@pytest.mark.parametrize("kind", ["choose_one", "choose_several", "yes_no", "put_in_order", "scale", "note"])
@pytest.mark.parametrize("text", ["a", "", "x" * 20_000, "مرحبا", "<b>a</b>", "=1+1"])
def test_words_where_a_tap_is_expected_are_refused(kind: str, text: str) -> None:
    assert refusal(question(kind).answer_by_text, NO_ANSWER, text).key == "tap_please"


def test_one_goes_on_from_several_with_something_chosen_or_skipped() -> None:
    asked = question("choose_several")

    assert refusal(asked.check, NO_ANSWER).key == "choose_something"
    asked.check(Answer(chosen=("a",)))


def test_a_scale_has_its_words_at_the_ends() -> None:
    asked = question("scale", points=10, low={"usual": "never", "shorter": "no"}, high="always")

    labels = [option.text.usual for option in asked.choices]

    assert labels == ["1 · never", *"23456789", "10 · always"]
    assert asked.choices[0].text.shorter == "1 · no"
    assert asked.answer_by_tap(NO_ANSWER, "10", True) == Answer(chosen=("10",))
    assert refusal(asked.answer_by_tap, NO_ANSWER, "11", True).key == "old_button"
    assert refusal(asked.answer_by_tap, NO_ANSWER, "na", True).key == "old_button"


def test_a_scale_may_have_a_way_out() -> None:
    asked = question("scale", does_not_apply=True, way_out="Does not apply")

    assert asked.answer_by_tap(NO_ANSWER, "na", True) == Answer(chosen=("na",))
    assert asked.choices[-1].text.usual == "Does not apply"


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (" 0 ", 0), ("10\n", 10), ("٣", 3), ("+4", 4)])
def test_a_number_is_read_as_people_type_it(typed: str, number: int) -> None:
    assert question("number").answer_by_text(NO_ANSWER, typed) == Answer(number=number)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("seven", "number_please"),
        ("", "number_please"),
        ("3.5", "number_please"),
        ("1e3", "number_please"),
        ("5 children", "number_please"),
        ("=1+1", "number_please"),
        ("9" * 5000, "number_please"),
        ("1_0", "number_please"),
        ("11", "number_outside"),
        ("-1", "number_outside"),
    ],
)
def test_what_is_no_number_within_the_limits_is_refused_with_them(typed: str, key: str) -> None:
    refused = refusal(question("number").answer_by_text, NO_ANSWER, typed)

    assert (refused.key, refused.values) == (key, {"low": 0, "high": 10})


def test_zero_is_an_answer() -> None:
    asked = question("number")

    assert not Answer(number=0).is_empty
    asked.check(Answer(number=0))
    assert refusal(asked.check, NO_ANSWER).key == "choose_something"


def test_numbers_are_shown_in_bands() -> None:
    alike, given_bands = question("number"), question("number", bands=[0, 1, 4])

    assert [row.text.usual for row in alike.rows] == ["0–2", "3–5", "6–8", "9–10"]
    assert [row.text.usual for row in given_bands.rows] == ["0", "1–3", "4–10"]
    assert given_bands.row_ids(Answer(number=3)) == ("b1",)
    assert given_bands.row_ids(Answer(number=10)) == ("b2",)
    assert given_bands.row_ids(SKIPPED) == ()


@given(low=st.integers(-50, 50), span=st.integers(1, 300), at=st.floats(0, 1))
def test_every_number_falls_into_one_band(low: int, span: int, at: float) -> None:
    asked = question("number", low=low, high=low + span)
    number = low + round(span * at)

    (band,) = asked.row_ids(Answer(number=number))

    assert band in [row.id for row in asked.rows]
    assert len(asked.rows) <= 5


@pytest.mark.parametrize(
    "bad",
    [
        {"low": 3, "high": 3},
        {"bands": [1, 2]},
        {"bands": [0, 5, 5]},
        {"bands": [0, 6, 4]},
        {"bands": [0, 11]},
    ],
)
def test_limits_and_bands_that_do_not_fit_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        question("number", **bad)


def test_text_is_taken_without_the_spaces_around_it() -> None:
    assert question("short_text").answer_by_text(NO_ANSWER, "  more lunch\n") == Answer(text="more lunch")


@pytest.mark.parametrize("kind", ["short_text", "long_text"])
@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\u200b \u2060", "\u200f"])
def test_an_empty_text_is_refused(kind: str, text: str) -> None:
    assert refusal(question(kind).answer_by_text, NO_ANSWER, text).key == "empty_text"


def test_a_long_text_is_refused_with_its_length() -> None:
    asked = question("short_text", longest=20)

    assert asked.answer_by_text(NO_ANSWER, "x" * 20).text == "x" * 20
    assert refusal(asked.answer_by_text, NO_ANSWER, "🙂" * 4096).values == {"longest": 20, "length": 4096}


@pytest.mark.parametrize("text", ["مرحبا بكم", "<b>bold</b> & more", "=HYPERLINK(1)", "@all +1 -2"])
def test_every_script_and_sign_is_kept_as_it_was_typed(text: str) -> None:
    assert question("long_text").answer_by_text(NO_ANSWER, text).text == text


def test_several_messages_are_one_long_text() -> None:
    asked, answer = question("long_text"), NO_ANSWER
    for _ in range(4):
        answer = asked.answer_by_text(answer, "x" * 4096)

    assert len(answer.text) == 4 * 4096 + 3
    assert not asked.is_complete(answer)
    assert refusal(asked.answer_by_text, answer, "x" * 4096).values == {"longest": 20_000, "length": 20_480}
    assert asked.answer_by_tap(answer, START_AGAIN, True) == NO_ANSWER


def test_the_breaks_between_messages_take_no_room_in_a_long_text() -> None:
    asked = question("long_text", longest=30)
    full = asked.answer_by_text(asked.answer_by_text(NO_ANSWER, "x" * 15), "y" * 15)

    assert full.text == "x" * 15 + "\n" + "y" * 15
    assert refusal(asked.answer_by_text, full, "z").values == {"longest": 30, "length": 31}
    assert refusal(asked.answer_by_text, NO_ANSWER, "x" + "\n" * 200 + "x").key == "text_too_long"


@pytest.mark.parametrize("kind", ["short_text", "long_text"])
def test_do_not_quote_me_stands_until_it_is_taken_off(kind: str) -> None:
    asked = question(kind)
    free = asked.answer_by_tap(NO_ANSWER, QUOTABLE, True)

    said = asked.answer_by_text(free, "more lunch")

    assert not asked.answer_by_text(NO_ANSWER, "more lunch").quotable
    assert said == Answer(text="more lunch", quotable=True)
    assert not asked.answer_by_tap(said, QUOTABLE, False).quotable
    assert refusal(asked.check, free).key == "empty_text"
    assert free.is_empty


def test_a_grid_is_asked_line_by_line() -> None:
    grid = question("grid", required=True, jargon=["send"])

    steps = survey(grid).steps

    assert [step.id for step in steps] == ["q.x", "q.y"]
    assert [step.text.usual for step in steps] == ["Ex", "Why"]
    assert all(step.required and step.jargon == ("send",) for step in steps)
    assert steps[0].answer_by_tap(NO_ANSWER, "b", True) == Answer(chosen=("b",))


def test_a_grid_may_have_one_line() -> None:
    one = survey(question("grid", lines=[{"id": "x", "text": "Ex"}]))

    assert one.length == 1


def test_a_note_asks_nothing_and_one_may_always_go_on() -> None:
    note = question("note")

    note.check(NO_ANSWER)

    assert not note.is_asked
    assert survey(note, question("short_text", id="t")).length == 1


@pytest.mark.parametrize("picture", ["../secret.png", "a.gif", "a b.png", ".png", "folder/a.png"])
def test_a_picture_is_a_file_of_the_pictures(picture: str) -> None:
    with pytest.raises(ValidationError):
        question("note", picture=picture, picture_shows="A hall")


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_that_no_button_could_carry_is_refused(kind: str) -> None:
    with pytest.raises(ValidationError):
        question(kind, id="x" * (LONGEST_ID + 1))
