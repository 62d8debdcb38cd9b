"""A survey that was opened, and where one person is in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.answers import NO_ANSWER, Answer, Answers
from bot.core.base_question import BaseQuestion
from bot.core.people import Audience, Person
from bot.core.refusal import Refusal
from bot.core.surveys import Survey, shown_questions
from bot.core.words import Reader

OVERVIEW = "~"
"""The place after the last question. No question's id looks like this."""


class Whom(StrEnum):
    """Who is asked."""

    EVERYONE = "everyone"
    PARENT = "parent"
    YOUNG = "young"
    WORKER = "worker"

    def covers(self, audience: Audience) -> bool:
        """Somebody who would rather not say who they are is asked with everyone only."""
        return self is Whom.EVERYONE or self.value == audience.value


@dataclass(frozen=True)
class Asking:
    """One opening of a survey file, with its text as it was then."""

    id: int
    survey: Survey
    whom: Whom
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    is_vote: bool = False
    """One question, answered by a tap, also in groups."""
    is_show_of_hands: bool = False
    """A vote whose counts everybody sees while it is open."""
    hear_by: datetime | None = None
    """By when people hear what came of it."""

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.closes_at

    def check_open(self, now: datetime) -> None:
        if not self.is_open(now):
            raise Refusal("survey_closed", title=self.survey.title)

    def check_for(self, person: Person) -> None:
        if not self.whom.covers(person.audience):
            raise Refusal("not_for_you", title=self.survey.title)


@dataclass(frozen=True)
class Response:
    """What one person has answered so far. `id` is random and says nothing of them."""

    id: bytes
    place: str
    sent: bool
    answers: Answers


def next_place(survey: Survey, answers: Answers, audience: Audience, here: str) -> str:
    """The next question without a finished answer, else one that was passed by, else the overview."""
    shown = shown_questions(survey, answers, audience)
    ids = [question.id for question in shown]
    after = shown[ids.index(here) + 1 :] if here in ids else shown
    for question in (*after, *shown):
        if not question.is_finished(answers.get(question.id, NO_ANSWER)):
            return question.id
    return OVERVIEW


def place_before(survey: Survey, answers: Answers, audience: Audience, here: str) -> str:
    """The question before this one; the first stays where it is."""
    shown = [question.id for question in shown_questions(survey, answers, audience)]
    if here == OVERVIEW:
        return shown[-1]
    at = shown.index(here) if here in shown else 0
    return shown[max(at - 1, 0)]


def drop_hidden(survey: Survey, answers: Answers, audience: Audience) -> dict[str, Answer]:
    """The answers without those to questions that are no longer shown."""
    shown = {question.id for question in shown_questions(survey, answers, audience)}
    return {question: answer for question, answer in answers.items() if question in shown}


def what_counts(survey: Survey, answers: Answers, audience: Audience) -> dict[str, Answer]:
    """The finished answers to questions that are shown."""
    finished = {one: answer for one, answer in answers.items() if survey.question(one).is_finished(answer)}
    return drop_hidden(survey, finished, audience)


def shown_place(survey: Survey, response: Response, audience: Audience) -> str:
    """Where the person is. A place that is shown no more gives the next one."""
    ids = {question.id for question in shown_questions(survey, response.answers, audience)}
    if response.place == OVERVIEW or response.place in ids:
        return response.place
    return next_place(survey, response.answers, audience, response.place)


# What a person is shown next. The handlers put it into words.


@dataclass(frozen=True)
class Intro:
    """The first screen: what it can change, who decides, when one will hear."""

    reader: Reader
    asking: Asking


@dataclass(frozen=True)
class AtQuestion:
    """`number` of `total` counts what is asked; a note has the number of the question before it."""

    reader: Reader
    asking: Asking
    question: BaseQuestion
    answer: Answer | None
    number: int
    total: int
    is_first: bool = False
    dropped: int = 0
    """Answers that were dropped because their questions are no longer shown."""


@dataclass(frozen=True)
class Overview:
    reader: Reader
    asking: Asking
    lines: tuple[tuple[BaseQuestion, Answer | None], ...]
    sent: bool
    dropped: int = 0
    page: int = 0


@dataclass(frozen=True)
class Thanks:
    """`ask_about`: area, theme and reading were never asked."""

    reader: Reader
    asking: Asking
    ask_about: bool


@dataclass(frozen=True)
class Pause:
    reader: Reader
    asking: Asking
    begun: bool
    sent: bool


@dataclass(frozen=True)
class Withdrawal:
    """Asked before the answers are taken back, and said when they are."""

    reader: Reader
    asking: Asking
    done: bool


View = Intro | AtQuestion | Overview | Thanks | Pause | Withdrawal


def view_place(person: Person, asking: Asking, response: Response, dropped: int = 0) -> AtQuestion | Overview:
    """Where the person is, from what is stored."""
    shown = shown_questions(asking.survey, response.answers, person.audience)
    place = shown_place(asking.survey, response, person.audience)
    if place == OVERVIEW:
        lines = tuple((asked, response.answers.get(asked.id)) for asked in shown if asked.is_asked)
        return Overview(person.reader, asking, lines, response.sent, dropped)
    at = [question.id for question in shown].index(place)
    return AtQuestion(
        reader=person.reader,
        asking=asking,
        question=shown[at],
        answer=response.answers.get(place),
        number=sum(question.is_asked for question in shown[: at + 1]),
        total=sum(question.is_asked for question in shown),
        is_first=at == 0,
        dropped=dropped,
    )
