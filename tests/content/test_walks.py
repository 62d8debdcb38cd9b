"""Every shipped survey is answered from start to end, by everybody, with answers of all sorts."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import NO_ANSWER, SKIPPED, Answer
from bot.core.asking import OVERVIEW, drop_hidden, next_place, place_before
from bot.core.base_question import BaseQuestion
from bot.core.people import Audience
from bot.core.questions import ChooseSeveral, Number
from bot.core.refusal import Refusal
from bot.core.surveys import shown_questions
from bot.core.text_questions import TextQuestion
from tests.shipped import shipped_content

SURVEYS = shipped_content().surveys


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", SURVEYS)
@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_it_can_be_answered_to_the_end(name: str, audience: Audience, seed: int) -> None:
    survey, chance = SURVEYS[name], Random(seed)
    answers: dict[str, Answer] = {}
    place = next_place(survey, answers, audience, OVERVIEW)
    for step in range(5 * len(survey.steps)):
        answer = answer_to(survey.question(place), chance)
        answers = drop_hidden(survey, {**answers, place: answer}, audience)
        place = next_place(survey, answers, audience, place)
        if place == OVERVIEW:
            break
        if step < len(survey.steps) and chance.random() < 0.1:
            place = place_before(survey, answers, audience, place)

    assert place == OVERVIEW
    shown = shown_questions(survey, answers, audience)
    assert [one.id for one in shown if answers.get(one.id, NO_ANSWER).is_empty] == []
    assert answers.keys() == {one.id for one in shown}


def answer_to(asked: BaseQuestion, chance: Random) -> Answer:
    """As a person would: tapping or typing until one may go on, or skipping."""
    if not asked.is_asked or (not asked.required and chance.random() < 0.2):
        return SKIPPED
    if isinstance(asked, TextQuestion):
        return asked.answer_by_text(NO_ANSWER, "مرحبا <b>" * chance.randint(1, 9))
    if isinstance(asked, Number):
        return asked.answer_by_text(NO_ANSWER, str(chance.randint(asked.low, asked.high)))
    return tapped(asked, chance)


def tapped(asked: BaseQuestion, chance: Random) -> Answer:
    answer = NO_ANSWER
    for _ in range(500):
        if asked.waits_for_words(answer) and not answer.text:
            answer = asked.answer_by_text(answer, "a bus")
        try:
            answer = asked.answer_by_tap(answer, chance.choice(asked.choices).id, True)
        except Refusal as refused:
            assert (refused.key, isinstance(asked, ChooseSeveral)) == ("choose_at_most", True)
        if can_go_on(asked, answer):
            return answer
    raise AssertionError(f"{asked.id} never lets one go on")


def can_go_on(asked: BaseQuestion, answer: Answer) -> bool:
    try:
        asked.check(answer)
    except Refusal:
        return False
    return True
