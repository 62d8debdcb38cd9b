"""What a survey is, and which of its questions one person meets."""

from functools import cached_property

from pydantic import Field, model_validator

from bot.core.answers import Answer, Answers
from bot.core.base_question import BaseQuestion
from bot.core.conditions import Id
from bot.core.model import Model
from bot.core.people import Audience
from bot.core.questions import Grid, Question
from bot.core.refusal import Refusal
from bot.core.words import Words

WHO_ANSWERS = "who_answers"
"""The question that asks whether one answers by oneself, with help, or for somebody."""


class Influence(Model):
    """Honest about influence: stands on the first screen of a survey."""

    can_change: Words
    cannot_change: Words
    who_decides: Words
    hear_back: Words


class Survey(Model):
    """One survey file. When it is opened its text is stored as an edition.

    `themes`: who cares most about another one is not sent an invitation. `working_group`: it looks for
    people to work with us, and only those who want that are invited.

    `influence` stands in every file; a vote has none. `named`: not confidential; every question says
    so, and `readers` says who will read it. `who_answers`: asks at the end whether one
    answered by oneself. The question is put in from `content/messages/`.
    """

    id: Id
    title: Words
    influence: Influence | None = None
    open_days: int = Field(default=14, ge=1, le=365)
    named: bool = False
    readers: Words | None = None
    who_answers: bool = False
    themes: tuple[Id, ...] = ()
    working_group: bool = False
    questions: tuple[Question, ...] = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _says_who_reads(self) -> "Survey":
        if self.named and self.readers is None:
            raise ValueError("a named survey says in `readers` who will read it")
        return self

    @cached_property
    def steps(self) -> tuple[BaseQuestion, ...]:
        """The questions one by one, as they are asked: a grid is asked line by line."""
        steps: list[BaseQuestion] = []
        for question in self.questions:
            steps += question.steps() if isinstance(question, Grid) else (question,)
        return tuple(steps)

    def question(self, step: str) -> BaseQuestion:
        """Refuses what the survey has not got: an old or forged button."""
        for question in self.steps:
            if question.id == step:
                return question
        raise Refusal("old_button")

    @property
    def local_offer_questions(self) -> frozenset[str]:
        """That ask for comments on the Local Offer."""
        return frozenset(step.id for step in self.steps if step.comments_under is not None)

    @property
    def length(self) -> int:
        """How many questions there are to answer at most."""
        return sum(question.is_asked for question in self.steps)

    @property
    def may_be_shorter(self) -> bool:
        """Not everybody meets each of its questions."""
        return any(question.is_asked and question.show_if is not None for question in self.steps)


def shown_questions(survey: Survey, answers: Answers, audience: Audience) -> tuple[BaseQuestion, ...]:
    """The questions this person meets, given what they answered so far, in order.

    An answer to a question that is not shown shows nothing either.
    """
    shown: list[BaseQuestion] = []
    counted: dict[str, Answer] = {}
    for question in survey.steps:
        if question.show_if is None or question.show_if.holds(counted, audience):
            shown.append(question)
            if question.id in answers:
                counted[question.id] = answers[question.id]
    return tuple(shown)
