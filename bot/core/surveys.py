"""What a survey is, and which question comes next."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.core.model import Model
from bot.core.refusal import Refusal
from bot.core.words import Words

LONGEST_ID = 20
"""Characters: a button carries at most 64 bytes, among them a question's and an option's id."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=LONGEST_ID)]


class Sensitivity(StrEnum):
    """How small numbers are treated: see `bot.core.results`."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"


class Answer(Model):
    """What one person answered to one question: options, or text, or skipped."""

    chosen: tuple[str, ...] = ()
    text: str = ""
    skipped: bool = False


SKIPPED = Answer(skipped=True)
Answers = Mapping[str, Answer]


class Option(Model):
    id: Id
    text: Words


class Condition(Model):
    """*Show this question if* an earlier answer was, or was not, one of these options."""

    question: Id
    was: tuple[Id, ...] = ()
    was_not: tuple[Id, ...] = ()

    def holds(self, answers: Answers) -> bool:
        chosen = set(answers.get(self.question, SKIPPED).chosen)
        if self.was and not chosen & set(self.was):
            return False
        return not (self.was_not and chosen & set(self.was_not))


class BaseQuestion(Model):
    """What all kinds share. A kind says which options it has and which answers fit."""

    id: Id
    text: Words
    sensitivity: Sensitivity
    required: bool = False
    show_if: Condition | None = None

    @property
    def choices(self) -> tuple[Option, ...]:
        return ()

    @property
    def takes_text(self) -> bool:
        return False

    @property
    def takes_several(self) -> bool:
        """Whether a tap adds to the answer, and another button goes on."""
        return False

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        """The answer after an option was tapped `on` or off. Refuses what the question has not got."""
        if choice not in {option.id for option in self.choices}:
            raise Refusal("old_button")
        return Answer(chosen=(choice,))

    def answer_by_text(self, text: str) -> Answer:
        raise Refusal("tap_please")

    def check(self, answer: Answer) -> None:
        """Refuses an answer that one may not go on with."""


class Listed(BaseQuestion):
    """A question whose options stand in the file."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=20)

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options


class ChooseOne(Listed):
    kind: Literal["choose_one"]


class YesNo(Listed):
    """Yes, no, not sure. Its options are put in from `content/messages/` when the file is read."""

    kind: Literal["yes_no"]


class ChooseSeveral(Listed):
    kind: Literal["choose_several"]

    @property
    def takes_several(self) -> bool:
        return True

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        one = super().answer_by_tap(before, choice, on).chosen[0]
        wanted = {*before.chosen, one} if on else {*before.chosen} - {one}
        return Answer(chosen=tuple(option.id for option in self.options if option.id in wanted))

    def check(self, answer: Answer) -> None:
        if not answer.chosen and not answer.skipped:
            raise Refusal("choose_something")


class Scale(BaseQuestion):
    """Points from 1 to `points`, with words at both ends."""

    kind: Literal["scale"]
    points: Literal[5, 10] = 5
    low: Words
    high: Words

    @property
    def choices(self) -> tuple[Option, ...]:
        return tuple(Option(id=str(point), text=self._label(point)) for point in range(1, self.points + 1))

    def _label(self, point: int) -> Words:
        end = {1: self.low, self.points: self.high}.get(point)
        return Words(usual=str(point)) if end is None else end.prefixed(f"{point} · ")


class ShortText(BaseQuestion):
    kind: Literal["short_text"]
    longest: int = Field(default=1000, ge=20, le=4000)

    @property
    def takes_text(self) -> bool:
        return True

    def answer_by_text(self, text: str) -> Answer:
        words = text.strip()
        if not words:
            raise Refusal("empty_text")
        if len(words) > self.longest:
            raise Refusal("text_too_long", longest=self.longest, length=len(words))
        return Answer(text=words)


Question = Annotated[
    ChooseOne | YesNo | ChooseSeveral | Scale | ShortText,
    Field(discriminator="kind"),
]


class Influence(Model):
    """Honest about influence: stands on the first screen of a survey."""

    can_change: Words
    cannot_change: Words
    who_decides: Words
    hear_back: Words


class Survey(Model):
    """One survey file. When it is opened its text is stored as an edition."""

    id: Id
    title: Words
    influence: Influence
    open_days: int = Field(default=14, ge=1, le=365)
    questions: tuple[Question, ...] = Field(min_length=1, max_length=60)

    def question(self, question_id: str) -> Question:
        for question in self.questions:
            if question.id == question_id:
                return question
        raise Refusal("old_button")


def shown_questions(survey: Survey, answers: Answers) -> tuple[Question, ...]:
    """The questions this person meets, given what they answered so far, in order.

    An answer to a question that is not shown shows nothing either.
    """
    shown: list[Question] = []
    counted: dict[str, Answer] = {}
    for question in survey.questions:
        if question.show_if is None or question.show_if.holds(counted):
            shown.append(question)
            if question.id in answers:
                counted[question.id] = answers[question.id]
    return tuple(shown)
