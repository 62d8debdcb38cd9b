"""A survey of any kind in a forum of any size, as Hypothesis draws it: who answered what, who was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from bot.core.answers import SKIPPED, Answer
from bot.core.base_question import BaseQuestion
from bot.core.people import AgeBand, Audience
from bot.core.questions import Number
from bot.core.rooms import Tally, countable
from bot.core.survey_check import find_faults
from bot.core.surveys import WHO_ANSWERS, Survey, shown_questions
from tests.core.examples import question, survey
from tests.exports.closed import Said

KINDS = ("choose_one", "choose_several", "scale", "put_in_order", "number", "yes_no", "grid", "short_text")
WHO = [{"id": one, "text": f"I answer {one}"} for one in ("myself", "helped")]
PERSONAL = "personal"


@dataclass(frozen=True)
class SomeForum:
    """One closed survey to be. `hands`: it is a show of hands. `rooms`: for each count from a room how many
    people were in it, and the tallies by question."""

    survey: Survey
    said: tuple[Said, ...]
    rooms: tuple[tuple[int, dict[str, Tally]], ...]
    threshold: int
    hands: bool
    seed: int


def some_forums() -> st.SearchStrategy[SomeForum]:
    """All of a forum follows from one number, so that no two are alike."""
    return st.integers(0, 2**32).map(make_forum)


def make_forum(seed: int) -> SomeForum:
    random = Random(seed)
    kind = random.choice(["confidential"] * 8 + ["named", "hands"])
    asked = some_survey(random, kind)
    said = tuple(_people(random, asked, random.choice([0, 20, 20, 40, 60]) + random.randint(3, 22)))
    counted = random.random() < 0.3 and any(not one.in_order for one in countable(asked))
    rooms = (_room(random, asked, random.randint(2, 24)),) if counted else ()
    return SomeForum(asked, said, rooms, random.choice([5, 5, 5, 7, 10]), kind == "hands", seed)


def some_survey(random: Random, kind: str) -> Survey:
    """Up to four questions, of which some are personal and some asked of some people only."""
    if kind == "hands":
        return survey(question(text="Question q0?"))
    questions: list[Any] = []
    for at in range(random.randint(1, 4)):
        sensitivity = random.choice([PERSONAL, PERSONAL, PERSONAL, "ordinary"])
        more = {"id": f"q{at}", "text": f"Question q{at}?", "sensitivity": sensitivity}
        if random.random() < 0.3:
            more["show_if"] = random.choice(_conditions(questions))
        questions.append(question(random.choice(KINDS), **more))
    who = random.random() < 0.3
    if who:
        questions.append(question(id=WHO_ANSWERS, text="Who answers?", options=WHO))
    named = {"named": True, "readers": "The cook"} if kind == "named" else {}
    return _fit(survey(*questions, who_answers=who, **named))


def _conditions(earlier: Sequence[Any]) -> list[Any]:
    """On what was chosen before, on what was not, on who one is."""
    ways: list[Any] = [{"audience": ["parent"]}, {"audience": ["young", "worker"]}]
    for one in earlier:
        if one.kind in {"choose_one", "choose_several"}:
            ways += [{"question": one.id, "was": ["a", "b"]}, {"question": one.id, "was_not": ["a"]}] * 2
        elif one.kind == "scale":
            ways += [{"question": one.id, "more_than": 2}] * 2
    return ways


def _fit(asked: Survey) -> Survey:
    """Without the conditions that nobody could meet."""
    faults = {fault.place[1] for fault in find_faults(asked) if len(fault.place) > 1}
    kept = [
        one.model_copy(update={"show_if": None}) if at in faults else one
        for at, one in enumerate(asked.questions)
    ]
    return Survey.model_validate({**asked.model_dump(), "questions": [one.model_dump() for one in kept]})


def _people(random: Random, asked: Survey, number: int) -> list[Said]:
    """They lean to some options, to one audience and one area, as people do: so counts of all sizes occur."""
    lean = [max(0.0, random.random() * 1.6 - 0.6) + 0.01 * (at == 0) for at in range(12)]
    skipping = random.choice([0, 0.05, 0.2])
    audiences = random.choice([[6, 4, 0, 0], [6, 3, 1, 1], [1, 0, 0, 1], [1, 0, 0, 0], [1, 1, 1, 0]])
    areas = random.choices(["town", "coast", None], k=random.randint(1, 5))
    said = []
    for _ in range(number):
        audience = random.choices([*Audience], audiences)[0]
        answers: dict[str, Answer] = {}
        for step in asked.steps:
            if step in shown_questions(asked, answers, audience):
                answers[step.id] = _answer(random, step, lean, skipping)
        age = random.choice([*AgeBand][1:3]) if audience is Audience.YOUNG else None
        said.append(Said(answers, audience, random.choice(areas), age))
    return said


def _answer(random: Random, step: BaseQuestion, lean: Sequence[float], skipping: float) -> Answer:
    if random.random() < skipping:
        return SKIPPED
    if step.is_text:
        return Answer(text="words of theirs", quotable=True)
    if isinstance(step, Number):
        return Answer(number=random.choices(range(11), lean[:11])[0])
    ids = [option.id for option in step.choices]
    weights = lean[: len(ids)]
    if step.in_order:
        order = sorted(ids, key=lambda one: random.random() / (weights[ids.index(one)] + 0.01))
        return Answer(chosen=tuple(order))
    if step.several:
        ticked = tuple(one for one, weight in zip(ids, weights, strict=True) if random.random() < weight)
        return Answer(chosen=ticked or (ids[0],))
    return Answer(chosen=(random.choices(ids, weights)[0],))


def _room(random: Random, asked: Survey, people: int) -> tuple[int, dict[str, Tally]]:
    """Some hands for each option; where several may be chosen nobody knows how many answered."""
    tallies = {}
    for step in countable(asked):
        if step.in_order or random.random() < 0.2:
            continue
        rows = len(step.rows)
        if step.several:
            counts = [random.choice([0, random.randint(0, people)]) for _ in range(rows)]
        else:
            weights = [random.random() ** 3 for _ in range(rows)]
            hands = random.choices(range(rows), weights, k=people)
            counts = [hands.count(at) for at in range(rows)]
        tallies[step.id] = Tally(counts=tuple(counts))
    return people, tallies
