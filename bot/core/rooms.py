"""Counting in the room: hands, cards or paper, or the phone handed round. Nobody is named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answers import Answer, Counted
from bot.core.asking import Whom
from bot.core.base_question import BaseQuestion
from bot.core.model import Model
from bot.core.people import Audience
from bot.core.questions import Number
from bot.core.refusal import Refusal
from bot.core.results import is_guarded
from bot.core.surveys import WHO_ANSWERS, Survey, shown_questions

MOST_PEOPLE = 1000
LONGEST_PLACE = 60


class Method(StrEnum):
    HANDS = "hands"
    CARDS = "cards"
    PAPER = "paper"
    ROUND = "round"
    """Each person in turn answers on the phone of who counts."""


class Step(StrEnum):
    """Where a count is, besides at a question."""

    PLACE = "-place"
    DAY = "-day"
    METHOD = "-method"
    PEOPLE = "-people"
    NEXT = "-next"
    """The phone is about to go to the next person."""
    CHECK = "-check"


class Tally(Model):
    """How many chose each row of a question, in its order. `answered`: how many said anything; where hands
    were counted for several options nobody knows, and it is None."""

    counts: tuple[int, ...]
    answered: int | None = None


class Body(Model):
    """What is counted so far. `typed`: numbers of the question one is at. `answers`: of the person who
    holds the phone; they are added up and forgotten when the phone goes on."""

    at: str = Step.PLACE
    method: Method | None = None
    tallies: Mapping[str, Tally] = {}
    typed: tuple[int, ...] = ()
    answers: Mapping[str, Answer] = {}


class RoomState(StrEnum):
    BEGUN = "begun"
    WAITING = "waiting"
    """For a coordinator to add it."""
    COUNTED = "counted"


@dataclass(frozen=True)
class Room:
    """One count. `counted_by`: a role, never a name. `counter`: the person who may mend it."""

    id: int
    survey: int
    counted_by: str
    place: str
    day: str
    people: int
    state: RoomState
    counter: int | None
    body: Body


def countable(survey: Survey) -> tuple[BaseQuestion, ...]:
    """What can be counted in a room: no own words, and nothing that only some are asked for a personal
    reason, for a show of hands would tell whom."""
    return tuple(
        question
        for question in survey.steps
        if question.is_asked
        and question.rows
        and not question.is_text
        and question.id != WHO_ANSWERS
        and not (question.show_if is not None and is_guarded(survey, question))
    )


# hands


def read_people(typed: str) -> int:
    if not re.fullmatch(r"\d{1,6}", typed.strip()) or int(typed) < 1:
        raise Refusal("people_please")
    if int(typed) > MOST_PEOPLE:
        raise Refusal("room_too_large", most=MOST_PEOPLE)
    return int(typed)


def read_place(typed: str) -> str:
    place = " ".join(typed.split())
    if not any(sign.isalnum() for sign in place):
        raise Refusal("empty_text")
    if len(place) > LONGEST_PLACE:
        raise Refusal("text_too_long", longest=LONGEST_PLACE, length=len(place))
    return place


def add_typed(question: BaseQuestion, before: Sequence[int], typed: str, people: int) -> tuple[int, ...]:
    """The numbers so far, in the order of the options. Refuses more than there are people."""
    parts = [part for part in re.split(r"[\s,;/+]+", typed.strip()) if part]
    if not parts or not all(re.fullmatch(r"\d{1,6}", part) for part in parts):
        raise Refusal("numbers_please", options=len(question.rows))
    numbers = (*before, *map(int, parts))
    if len(numbers) > len(question.rows):
        raise Refusal("too_many_numbers", options=len(question.rows), given=len(numbers))
    check_fits(question, numbers, people)
    return numbers


def check_fits(question: BaseQuestion, numbers: Sequence[int], people: int) -> None:
    """One hand a person where one is chosen; where several are, one a person and option."""
    counted = max(numbers, default=0) if question.several else sum(numbers)
    if counted > people:
        raise Refusal("more_than_room", counted=counted, people=people)


# the phone handed round


def next_asked(survey: Survey, whom: Whom, body: Body, here: str | None) -> BaseQuestion | None:
    """The question after `here` that this person is shown; None at the end."""
    audience = Audience.UNSAID if whom is Whom.EVERYONE else Audience(whom.value)
    allowed = {question.id for question in countable(survey)}
    shown = [one for one in shown_questions(survey, body.answers, audience) if one.id in allowed]
    ids = [one.id for one in shown]
    start = ids.index(here) + 1 if here in ids else 0
    return shown[start] if start < len(shown) else None


def add_person(survey: Survey, body: Body) -> Body:
    """The answers of the one who held the phone, added up and forgotten."""
    tallies = dict(body.tallies)
    for question in countable(survey):
        answer = body.answers.get(question.id, Answer())
        if answer.is_empty or answer.skipped:
            continue
        rows = question.row_ids(answer)
        before = tallies.get(question.id, Tally(counts=(0,) * len(question.rows), answered=0))
        counts = tuple(
            count + (row.id in rows) for row, count in zip(question.rows, before.counts, strict=True)
        )
        tallies[question.id] = Tally(counts=counts, answered=(before.answered or 0) + 1)
    return body.model_copy(update={"tallies": tallies, "answers": {}, "at": Step.NEXT})


# as people of the survey


def as_people(survey: Survey, room: Room) -> list[Counted]:
    """As many as were in the room, with answers that give these counts. Which answers stand together means
    nothing: of a room only counts are known."""
    answers: list[dict[str, Answer]] = [{} for _ in range(room.people)]
    for question in countable(survey):
        tally = room.body.tallies.get(question.id)
        if tally is not None and len(tally.counts) == len(question.rows):
            for person, answer in zip(answers, _answers(question, tally, room.people), strict=False):
                person[question.id] = answer
    return [Counted(answers=given, in_room=True) for given in answers]


def _answers(question: BaseQuestion, tally: Tally, people: int) -> list[Answer]:
    """One for each who answered."""
    hands = [row.id for row, count in zip(question.rows, tally.counts, strict=True) for _ in range(count)]
    if not question.several:
        return [_answer(question, row) for row in hands]
    # Dealt like cards: nobody gets the same option twice, for there are no more hands than people.
    answered = people if tally.answered is None else tally.answered
    return [Answer(chosen=tuple(hands[at::answered])) for at in range(min(answered, len(hands)))]


def _answer(question: BaseQuestion, row: str) -> Answer:
    if isinstance(question, Number):
        return Answer(number=question.starts[int(row.removeprefix("b"))])
    return Answer(chosen=(row,))
