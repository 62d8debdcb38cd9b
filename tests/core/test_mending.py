"""Only a typing error can be put right in a survey that is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.drafting.draft import name_version, read_version
from bot.core.mending import Text, check_mending, distance, mend, texts_of
from bot.core.surveys import Survey
from tests.core.examples import question, refusal, survey

LONG = "We would like to hear how you and your family get on with the short breaks in our area"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wich hall?", "Which hall?"),
        ("Did you like teh hall?", "Did you like the hall?"),
        ("did you come", "Did you come?"),
        ("Will you recieve it?", "Will you receive it?"),
        (LONG.replace("family", "famly").replace("would", "wuold"), LONG),
    ],
)
def test_a_typing_error_is_mended(before: str, after: str) -> None:
    check_mending(before, after)


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("Which hall?", "Which hall?", "mend_same"),
        ("Was it 10 pounds?", "Was it 11 pounds?", "mend_numbers"),
        ("Was it 10 pounds?", "Was it 100 pounds?", "mend_numbers"),
        ("It is now open.", "It is not open.", "mend_meaning"),
        ("Is it open?", "Isn't it open?", "mend_meaning"),
        ("Can you come?", "Can’t you come?", "mend_meaning"),
        ("Were you happy?", "Were you unhappy?", "mend_meaning"),
        ("Did you like it?", "Did you hate it?", "mend_meaning"),
        ("Is Monday good?", "Is Sunday good?", "mend_meaning"),
        ("At 9 am", "At 9 pm", "mend_meaning"),
        (LONG, LONG.replace("short", "other"), "mend_meaning"),
        ("Which hall?", "Which hall do you like?", "mend_too_much"),
    ],
)
def test_what_is_more_than_a_typing_error_is_refused(before: str, after: str, key: str) -> None:
    assert refusal(check_mending, before, after).key == key


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_distance_is_that_of_the_usual_table(one: str, other: str) -> None:
    def slow(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        if a[0] == b[0]:
            return slow(a[1:], b[1:])
        return 1 + min(slow(a[1:], b), slow(a, b[1:]), slow(a[1:], b[1:]))

    one, other = one[:5], other[:5]
    assert distance(one, other, 9) == slow(one, other)
    assert distance(one, other, 2) == min(slow(one, other), 3)


ASKED = survey(
    question(
        text={
            "usual": "Wich hall?",
            "shorter": "Wich?",
            "young": {"usual": "Wich place?"},
            "translations": {"pl": {"usual": "Kt\u00f3ry?"}},
        }
    ),
    question("yes_no", id="yn"),
    question("grid", id="g"),
)


def test_each_text_that_people_read_can_be_chosen() -> None:
    texts = texts_of(ASKED)

    assert Text(("questions", 0, "text"), "young.usual", "Wich place?") in texts
    assert Text(("questions", 2, "lines", 1, "text"), "usual", "Why") in texts
    assert not [text for text in texts if text.place[:3] == ("questions", 1, "options")]


@pytest.mark.parametrize("number", range(len(texts_of(ASKED))))
def test_one_text_changes_and_nothing_else(number: int) -> None:
    before = texts_of(ASKED)
    old = before[number].text

    if len(old) < 3:
        return
    mended = mend(ASKED, number, old + "!")

    after = texts_of(mended)
    assert [text.text for text in after] == [text.text + "!" * (text == before[number]) for text in before]
    assert [(text.place, text.form) for text in after] == [(text.place, text.form) for text in before]
    assert [step.id for step in mended.steps] == [step.id for step in ASKED.steps]
    assert isinstance(mended, Survey)


def test_the_questions_as_they_are_asked_have_the_mended_text() -> None:
    assert ASKED.steps[0].text.usual == "Wich hall?"
    number = [text.text for text in texts_of(ASKED)].index("Wich hall?")

    assert mend(ASKED, number, "Which hall?").steps[0].text.usual == "Which hall?"


def test_two_options_may_not_read_alike_after_it() -> None:
    options = [{"id": "a", "text": "Halls"}, {"id": "b", "text": "Hall"}]
    asked = survey(question(options=options))
    number = [text.text for text in texts_of(asked)].index("Halls")

    assert refusal(mend, asked, number, "Hall").key == "mend_unfit"


def test_a_draft_stands_where_a_file_does_and_is_no_file() -> None:
    assert read_version(name_version(7, 12)) == (7, 12)
    for file in ("felt_heard", "~7", "~7.x", "~-7.1", "7.12"):
        assert read_version(file) is None
