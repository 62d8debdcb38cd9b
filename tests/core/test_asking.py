"""Where one person is in a survey: forward, back, and what is shown no more."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import NO_ANSWER, SKIPPED, Answer, Answers
from bot.core.asking import (
    OVERVIEW,
    Asking,
    AtQuestion,
    Overview,
    Response,
    Whom,
    drop_hidden,
    next_place,
    place_before,
    view_place,
    what_counts,
)
from bot.core.people import Audience, Person
from bot.core.surveys import Survey, shown_questions
from bot.core.words import Reading
from tests.core.examples import question, refusal, survey

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A, B = Answer(chosen=("a",)), Answer(chosen=("b",))
PARENT = Audience.PARENT


def chain() -> Survey:
    """Each is shown by an answer to the one before it; the last one to everybody."""
    return survey(
        question(id="one"),
        question(id="two", show_if={"question": "one", "was": ["a"]}),
        question(id="three", show_if={"question": "two", "was": ["a"]}),
        question(id="four"),
    )


def asking(asked: Survey, **more: Any) -> Asking:
    return Asking(1, asked, Whom.EVERYONE, NOW, NOW + timedelta(days=7), **more)


def person(audience: Audience = PARENT) -> Person:
    return Person(1, 1001, audience, None, None, None, Reading.USUAL, False, 1, NOW)


def test_one_goes_from_question_to_question_and_then_to_the_overview() -> None:
    assert next_place(chain(), {}, PARENT, OVERVIEW) == "one"
    assert next_place(chain(), {"one": A}, PARENT, "one") == "two"
    assert next_place(chain(), {"one": B}, PARENT, "one") == "four"
    assert next_place(chain(), {"one": B, "four": A}, PARENT, "four") == OVERVIEW


def test_what_was_passed_by_comes_again_before_the_overview() -> None:
    assert next_place(chain(), {"one": B}, PARENT, "four") == "four"
    assert next_place(chain(), {"four": A}, PARENT, "four") == "one"
    assert next_place(chain(), {"one": NO_ANSWER, "four": A}, PARENT, "four") == "one"


def test_a_skipped_question_does_not_come_again() -> None:
    assert next_place(chain(), {"one": SKIPPED, "four": SKIPPED}, PARENT, "four") == OVERVIEW


def test_what_was_left_half_done_comes_again() -> None:
    asked = survey(question("choose_several", id="some", least=2), question(id="one"))

    assert next_place(asked, {"some": A, "one": A}, PARENT, "one") == "some"
    assert next_place(asked, {"some": Answer(chosen=("a", "b")), "one": A}, PARENT, "one") == OVERVIEW


def test_what_counts_is_finished_and_shown() -> None:
    some = question("choose_several", id="some", least=2)
    asked = survey(
        some, question(id="because", show_if={"question": "some", "was": ["a"]}), question(id="one")
    )

    assert what_counts(asked, {"some": A, "because": A, "one": B}, PARENT) == {"one": B}
    both = {"some": Answer(chosen=("a", "b")), "because": A, "one": SKIPPED}
    assert what_counts(asked, both, PARENT) == both


def test_back_leads_through_what_is_shown() -> None:
    answers = {"one": B, "four": A}

    assert place_before(chain(), answers, PARENT, OVERVIEW) == "four"
    assert place_before(chain(), answers, PARENT, "four") == "one"
    assert place_before(chain(), answers, PARENT, "one") == "one"


def test_a_changed_answer_takes_out_the_whole_chain_behind_it() -> None:
    answers = {"one": A, "two": A, "three": A, "four": B}

    assert drop_hidden(chain(), answers, PARENT) == answers
    assert drop_hidden(chain(), {**answers, "two": B}, PARENT).keys() == {"one", "two", "four"}
    assert drop_hidden(chain(), {**answers, "one": B}, PARENT).keys() == {"one", "four"}


def test_a_place_that_is_shown_no_more_gives_the_next_one() -> None:
    at = view_place(person(), asking(chain()), Response(b"", "three", False, {"one": B}))
    end = view_place(person(), asking(chain()), Response(b"", "three", False, {"one": B, "four": A}))

    assert isinstance(at, AtQuestion) and at.question.id == "four"
    assert isinstance(end, Overview)


def test_questions_are_counted_as_this_person_meets_them() -> None:
    few = view_place(person(), asking(chain()), Response(b"", "four", False, {"one": B}))
    many = view_place(person(), asking(chain()), Response(b"", "three", False, {"one": A, "two": A}))

    assert isinstance(few, AtQuestion) and (few.number, few.total) == (2, 2)
    assert isinstance(many, AtQuestion) and (many.number, many.total) == (3, 4)


def test_the_overview_shows_what_this_person_met() -> None:
    view = view_place(person(), asking(chain()), Response(b"", OVERVIEW, False, {"one": B, "four": SKIPPED}))

    assert isinstance(view, Overview)
    assert [(asked.id, answer) for asked, answer in view.lines] == [("one", B), ("four", SKIPPED)]


def test_a_question_may_be_for_some_people_only() -> None:
    asked = survey(question(id="one"), question(id="young", show_if={"audience": ["young"]}))

    assert next_place(asked, {"one": A}, Audience.YOUNG, "one") == "young"
    assert next_place(asked, {"one": A}, PARENT, "one") == OVERVIEW
    assert drop_hidden(asked, {"one": A, "young": A}, PARENT) == {"one": A}


choices = st.sampled_from([A, B, SKIPPED, NO_ANSWER])
some_answers = st.dictionaries(st.sampled_from(["one", "two", "three", "four"]), choices)
places = st.sampled_from(["one", "two", "three", "four", OVERVIEW])


@given(some_answers, places)
def test_wherever_one_is_one_comes_to_the_end(answers: Answers, here: str) -> None:
    """By answering whatever is shown next, and no question twice."""
    met = []
    answers = {**answers}
    while (here := next_place(chain(), answers, PARENT, here)) != OVERVIEW:
        met.append(here)
        answers[here] = A

    assert len(set(met)) == len(met)
    shown = {asked.id for asked in shown_questions(chain(), answers, PARENT)}
    assert {one for one in shown if not answers[one].is_empty} == shown


@given(some_answers)
def test_back_from_the_end_meets_all_that_is_shown(answers: Answers) -> None:
    shown = [asked.id for asked in shown_questions(chain(), answers, PARENT)]

    for earlier, later in pairwise([*shown, OVERVIEW]):
        assert place_before(chain(), answers, PARENT, later) == earlier


@given(some_answers)
def test_what_is_kept_shows_the_same_questions(answers: Answers) -> None:
    kept = drop_hidden(chain(), answers, PARENT)

    assert shown_questions(chain(), kept, PARENT) == shown_questions(chain(), answers, PARENT)
    assert drop_hidden(chain(), kept, PARENT) == kept


def test_nothing_counts_from_the_closing_time_on() -> None:
    asked = asking(chain())
    closes = asked.closes_at

    asked.check_open(closes - timedelta(microseconds=1))
    assert refusal(asked.check_open, closes).key == "survey_closed"
    assert refusal(asking(chain(), closed_at=NOW).check_open, NOW).key == "survey_closed"


@pytest.mark.parametrize("audience", Audience)
def test_a_survey_is_for_those_it_asks(audience: Audience) -> None:
    assert Whom.EVERYONE.covers(audience)
    assert [whom for whom in Whom if whom.covers(audience)] == [
        Whom.EVERYONE,
        *(whom for whom in Whom if whom.value == audience.value),
    ]
    if audience is not Audience.YOUNG:
        only_young = Asking(1, chain(), Whom.YOUNG, NOW, NOW)
        assert refusal(only_young.check_for, person(audience)).key == "not_for_you"
