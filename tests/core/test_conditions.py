"""*Show this if*: what must have been answered before a question is shown."""

from typing import Any

import pytest

from bot.core.answers import SKIPPED, Answer
from bot.core.conditions import Condition
from bot.core.people import Audience
from bot.core.surveys import shown_questions
from tests.core.examples import question, survey


def holds(condition: dict[str, Any], answer: Answer | None, audience: Audience = Audience.PARENT) -> bool:
    answers = {} if answer is None else {"first": answer}
    return Condition.model_validate(condition).holds(answers, audience)


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
        ({"was_not": ["a"]}, None, True),
        ({"was": ["b"], "was_not": ["a"]}, Answer(chosen=("a", "b")), False),
        ({"was": ["b"], "was_not": ["a"]}, Answer(chosen=("b", "c")), True),
        ({"contains": "BUS"}, Answer(text="the bus stop"), True),
        ({"contains": "bus"}, Answer(text="the train"), False),
        ({"contains": "bus"}, SKIPPED, False),
        ({"contains": "حافلة"}, Answer(text="أريد حافلة"), True),
        ({"more_than": 3}, Answer(number=4), True),
        ({"more_than": 3}, Answer(number=3), False),
        ({"more_than": 3}, Answer(chosen=("4",)), True),
        ({"more_than": 3}, Answer(chosen=("na",)), False),
        ({"more_than": -1}, SKIPPED, False),
        ({"less_than": 3}, Answer(number=0), True),
        ({"less_than": 3}, SKIPPED, False),
        ({"more_than": 1, "less_than": 3}, Answer(number=2), True),
        ({"answered": True}, Answer(text="yes"), True),
        ({"answered": True}, Answer(number=0), True),
        ({"answered": True}, SKIPPED, False),
        ({"answered": True}, Answer(quotable=True), False),
        ({"answered": True}, None, False),
        ({"answered": False}, SKIPPED, True),
        ({"answered": False}, None, True),
        ({"answered": False}, Answer(chosen=("a",)), False),
    ],
)
def test_an_answer_makes_a_condition_hold(
    condition: dict[str, Any], answer: Answer | None, shown: bool
) -> None:
    assert holds({"question": "first", **condition}, answer) is shown


def test_a_condition_may_ask_for_an_audience_alone() -> None:
    young = {"audience": ["young", "worker"]}

    assert [holds(young, None, audience) for audience in Audience] == [False, True, True, False]


def test_conditions_combine() -> None:
    was_a, was_b = ({"question": "first", "was": [one]} for one in "ab")
    young = {"audience": ["young"]}
    both = Answer(chosen=("a", "b"))

    assert holds({"all": [was_a, was_b]}, both)
    assert not holds({"all": [was_a, was_b]}, Answer(chosen=("a",)))
    assert holds({"any": [was_a, was_b]}, Answer(chosen=("b",)))
    assert not holds({"any": [was_a, was_b]}, Answer(chosen=("c",)))
    assert holds({"any": [{"all": [was_a, young]}, was_b]}, Answer(chosen=("a",)), Audience.YOUNG)
    assert not holds({"any": [{"all": [was_a, young]}, was_b]}, Answer(chosen=("a",)))
    assert not holds({**was_a, "any": [young]}, Answer(chosen=("a",)))


def test_an_answer_to_a_question_that_is_hidden_shows_nothing() -> None:
    first = question("choose_one", id="first")
    second = question("choose_one", id="second", show_if={"question": "first", "was": ["a"]})
    third = question("short_text", id="third", show_if={"question": "second", "was": ["a"]})
    answers = {"first": Answer(chosen=("b",)), "second": Answer(chosen=("a",))}

    shown = shown_questions(survey(first, second, third), answers, Audience.PARENT)

    assert [one.id for one in shown] == ["first"]


def test_a_line_of_a_grid_may_show_a_question() -> None:
    grid = question("grid", id="g")
    after = question("short_text", id="after", show_if={"question": "g.y", "was": ["c"]})
    answers = {"g.x": Answer(chosen=("c",)), "g.y": Answer(chosen=("a",))}

    assert len(shown_questions(survey(grid, after), answers, Audience.PARENT)) == 2
    assert len(shown_questions(survey(grid, after), {"g.y": answers["g.x"]}, Audience.PARENT)) == 3


def test_a_whole_grid_is_shown_or_not() -> None:
    grid = question("grid", show_if={"audience": ["young"]})

    assert shown_questions(survey(grid), {}, Audience.PARENT) == ()
    assert len(shown_questions(survey(grid), {}, Audience.YOUNG)) == 2
