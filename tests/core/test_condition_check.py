"""Conditions that cannot be meant: what nobody answers, what comes later, what leads nowhere."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import SKIPPED, Answer
from bot.core.faults import Fault, Place
from bot.core.people import Audience
from bot.core.questions import ChooseSeveral, Number, Question
from bot.core.reachable import can_be_shown
from bot.core.survey_check import find_faults
from bot.core.surveys import shown_questions
from tests.core.examples import OPTIONS, question, survey

OTHER = {"id": "other", "text": "Other", "other": True}
NONE = {"id": "none", "text": "None", "alone": True}
YOUNG = {"audience": ["young"]}
ASKED = [
    question("choose_one", id="one", options=[*OPTIONS, OTHER]),
    question(
        "choose_several", id="several", options=[*OPTIONS, {"id": "none", "text": "None", "alone": True}]
    ),
    question("put_in_order", id="order"),
    question("scale", id="scale"),
    question("number", id="number"),
    question("short_text", id="text"),
    question("grid", id="grid"),
    question("note", id="note"),
    question("yes_no", id="needed", required=True),
]


def faults(condition: dict[str, Any], *more: Question) -> list[Fault]:
    last = question("short_text", id="last", show_if=condition)
    return list(find_faults(survey(*ASKED, *more, last)))


@pytest.mark.parametrize(
    ("condition", "place", "what"),
    [
        ({}, (), "does not say when"),
        ({"question": "one"}, (), "which answer"),
        ({"was": ["a"]}, ("was",), "which question"),
        ({"answered": False}, ("answered",), "which question"),
        ({"question": "two", "was": ["a"]}, ("question",), "no question `two`"),
        ({"question": "last", "answered": True}, ("question",), "does not come before"),
        ({"question": "grid", "was": ["a"]}, ("question",), "`grid` is a grid"),
        ({"question": "grid.z", "was": ["a"]}, ("question",), "no question `grid.z`"),
        ({"question": "note", "answered": True}, ("question",), "`note` is a note"),
        ({"question": "one", "was": ["z"]}, ("was", 0), "no answer to `one`"),
        ({"question": "several", "was_not": ["a", "z"]}, ("was_not", 1), "no answer to `several`"),
        ({"question": "scale", "was": ["6"]}, ("was", 0), "no answer to `scale`"),
        ({"question": "scale", "was": ["na"]}, ("was", 0), "no answer to `scale`"),
        ({"question": "grid.x", "was": ["z"]}, ("was", 0), "no answer to `grid.x`"),
        ({"question": "order", "was": ["a"]}, ("question",), "all options"),
        ({"question": "number", "was": ["a"]}, ("question",), "no options"),
        ({"question": "several", "contains": "bus"}, ("contains",), "Nobody types"),
        ({"question": "number", "contains": "1"}, ("contains",), "Nobody types"),
        ({"question": "one", "more_than": 1}, ("more_than",), "not answered with a number"),
        ({"question": "text", "less_than": 1}, ("less_than",), "not answered with a number"),
        ({"question": "number", "more_than": 10}, ("more_than",), "no answer would fit"),
        ({"question": "number", "more_than": -1}, ("more_than",), "any answer would fit"),
        ({"question": "number", "less_than": 0}, ("less_than",), "no answer would fit"),
        ({"question": "number", "less_than": 11}, ("less_than",), "any answer would fit"),
        ({"question": "scale", "more_than": 5}, ("more_than",), "from 1 to 5"),
        (
            {"all": [{"audience": ["young"]}, {"question": "two", "was": ["a"]}]},
            ("all", 1, "question"),
            "two",
        ),
        ({"any": [{"all": [{"question": "one", "was": ["z"]}]}]}, ("any", 0, "all", 0, "was", 0), "`z`"),
        ({"any": [{}]}, ("any", 0), "does not say when"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_told(condition: dict[str, Any], place: Place, what: str) -> None:
    (fault,) = faults(condition)

    assert fault.place == ("questions", len(ASKED), "show_if", *place)
    assert what in fault.what
    assert fault.remedy


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "one", "was": ["a"], "was_not": ["a"]},
        {"all": [{"question": "one", "was": [letter]} for letter in "ab"]},
        {"all": [{"question": "several", "was": ["a"]}, {"question": "several", "was": ["none"]}]},
        {"question": "one", "was_not": ["a", "b", "c", "other"], "answered": True},
        {"question": "number", "more_than": 4, "less_than": 5},
        {"all": [{"question": "number", "more_than": 7}, {"question": "number", "less_than": 3}]},
        {"question": "number", "more_than": 7, "answered": False},
        {"question": "scale", "was": ["1"], "more_than": 2},
        {"question": "text", "contains": "bus", "answered": False},
        {"all": [{"audience": ["young"]}, {"audience": ["parent"]}]},
        {"question": "needed", "answered": False},
        {"question": "one", "was": ["a"], "contains": "bus"},
        {
            "any": [
                {"question": "number", "more_than": 4, "less_than": 5},
                {"question": "needed", "answered": False},
            ]
        },
    ],
)
def test_a_question_that_nobody_can_meet_is_told(condition: dict[str, Any]) -> None:
    (fault,) = faults(condition)

    assert fault.place == ("questions", len(ASKED), "show_if")
    assert "would never be shown" in fault.what


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"question": "several", "was": [letter]} for letter in "abc"]},
        {"question": "number", "more_than": 4, "less_than": 6},
        {"all": [{"question": "text", "contains": word} for word in ("bus", "train")]},
        {"question": "one", "contains": "bus"},
        {"question": "one", "was_not": ["a", "b", "c", "other"]},
        {"question": "order", "answered": True},
        {"audience": ["unsaid"]},
        {"question": "grid.y", "was": ["c"]},
        {"all": [{"question": "text", "contains": f"word{number:02}"} for number in range(30)]},
    ],
)
def test_a_question_that_somebody_may_meet_is_not_told(condition: dict[str, Any]) -> None:
    assert faults(condition) == []


def test_who_cannot_be_met_is_told_through_the_questions_between() -> None:
    middle = question("yes_no", id="middle", show_if={"question": "one", "was": ["a"]}, options=OPTIONS)
    never = {"all": [{"question": "middle", "was": ["a"]}, {"question": "one", "was": ["b"]}]}

    (fault,) = faults(never, middle)

    assert "would never be shown" in fault.what
    assert faults({**never, "all": [never["all"][0], {"question": "one", "was": ["a"]}]}, middle) == []


def test_what_waits_for_a_question_that_is_never_shown_is_not_told_again() -> None:
    never = question("choose_one", id="never", show_if={"question": "needed", "answered": False})

    (fault,) = faults({"question": "never", "was": ["a"]}, never)

    assert fault.place == ("questions", len(ASKED), "show_if")


def test_questions_that_wait_for_each_other_are_told() -> None:
    first = question("choose_one", id="first", show_if={"question": "third", "was": ["a"]})
    second = question("choose_one", id="second", show_if={"question": "first", "was": ["a"]})
    third = question("choose_one", id="third", show_if={"question": "second", "was": ["a"]})

    (fault,) = find_faults(survey(first, second, third))

    assert fault.place == ("questions", 0, "show_if", "question")
    assert "`third` and this one wait for each other" in fault.what


def test_a_search_that_would_take_too_long_counts_as_possible() -> None:
    many = [question("choose_several", id=f"q{number}") for number in range(12)]
    parts = [{"question": one.id, "was": [letter]} for one in many for letter in "abc"]
    impossible = {"all": [{"any": parts}, {"audience": ["young"]}, {"audience": ["parent"]}]}

    assert can_be_shown(question("short_text", id="last", show_if=impossible), many)


# The search against trying every answer there is.


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Question]) -> dict[str, Any]:
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        asked = draw(st.sampled_from(earlier))
        about: dict[str, Any] = draw(st.sampled_from([{}, {"answered": True}]))
        if asked.kind == "number":
            about = {**about, draw(st.sampled_from(["more_than", "less_than"])): draw(st.integers(0, 2))}
        else:
            letters = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))
            about = {**about, draw(st.sampled_from(["was", "was_not"])): letters}
        parts.append({"question": asked.id, **about})
    return {draw(st.sampled_from(["all", "any"])): parts}


@st.composite
def some_questions(draw: st.DrawFn) -> list[Question]:
    """A few questions that wait for one another, and a note at the end."""
    made: list[Question] = []
    for number in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(["choose_one", "choose_several", "number"]))
        more: dict[str, Any] = {"high": 2} if kind == "number" else {}
        if kind == "choose_several":
            more = dict(draw(st.sampled_from([{}, {"most": 1}, {"least": 2}])))
        if draw(st.booleans()) and made:
            more["show_if"] = draw(conditions(made))
        required: bool = draw(st.booleans())
        made.append(question(kind, id=f"q{number}", required=required, **more))
    return [*made, question("note", id="last", show_if=draw(conditions(made)))]


def every_answer(asked: Question) -> Iterator[Answer]:
    if not asked.required:
        yield SKIPPED
    match asked:
        case Number():
            yield from (Answer(number=number) for number in range(3))
        case ChooseSeveral():
            sizes = range(asked.least, (asked.most or 3) + 1)
            yield from (Answer(chosen=some) for size in sizes for some in combinations("abc", size))
        case _:
            yield from (Answer(chosen=(letter,)) for letter in "abc")


@given(made=some_questions())
def test_the_search_finds_what_trying_everything_finds(made: list[Question]) -> None:
    whole, names = survey(*made), [one.id for one in made[:-1]]
    tries = product(*(every_answer(asked) for asked in made[:-1]))
    shown = (
        shown_questions(whole, dict(zip(names, answers, strict=True)), Audience.PARENT) for answers in tries
    )

    assert can_be_shown(made[-1], made[:-1]) is any(made[-1] in questions for questions in shown)
