"""What all kinds of question share."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from bot.core.answers import Answer
from bot.core.conditions import Condition, Id, StepId
from bot.core.local_offer import Heading
from bot.core.model import Model
from bot.core.refusal import Refusal
from bot.core.words import Words


class Sensitivity(StrEnum):
    """How small numbers are treated: see `bot.core.results`."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"


class Option(Model):
    """`symbol`: a picture sign before the text. `alone`: it leaves no room for others. `other`: one may
    type what is meant."""

    id: Id
    text: Words
    symbol: str | None = Field(default=None, min_length=1, max_length=8)
    alone: bool = False
    other: bool = False


class BaseQuestion(Model):
    """What all kinds share."""

    is_asked: ClassVar[bool] = True
    """A note asks nothing."""
    is_text: ClassVar[bool] = False
    """Answered in one's own words."""
    several: ClassVar[bool] = False
    """One person may stand in several rows of the table."""
    in_order: ClassVar[bool] = False

    id: StepId
    text: Words
    sensitivity: Sensitivity
    required: bool = False
    show_if: Condition | None = None
    jargon: tuple[Id, ...] = ()
    """Terms of the jargon list whose meaning opens from under the question."""

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options to tap."""
        return ()

    @property
    def comments_under(self) -> Heading | None:
        """Where what people write here is published as a comment on the Local Offer."""
        return None

    @property
    def rows(self) -> tuple[Option, ...]:
        """The lines of the question's table."""
        return self.choices

    def row_ids(self, answer: Answer) -> tuple[str, ...]:
        """The lines of the table in which this answer counts."""
        return answer.chosen

    def waits_for_words(self, answer: Answer) -> bool:
        """Typed words belong to this question now."""
        return self.is_text

    def is_complete(self, answer: Answer) -> bool:
        """A tap or typed words finished the question, so the next one may be shown."""
        return True

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        """The answer after `choice` was tapped on or off. Refuses what the question has not got."""
        self.option(choice)
        return Answer(chosen=(choice,))

    def answer_by_text(self, before: Answer, text: str) -> Answer:
        raise Refusal("tap_please")

    def check(self, answer: Answer) -> None:
        """Refuses an answer that one may not go on with."""
        if answer.is_empty:
            raise Refusal("choose_something")

    def is_finished(self, answer: Answer) -> bool:
        """Skipped, or such that one may go on with it. What is half done does not count."""
        if answer.skipped:
            return True
        try:
            self.check(answer)
        except Refusal:
            return False
        return not answer.is_empty

    def option(self, choice: str) -> Option:
        for option in self.choices:
            if option.id == choice:
                return option
        raise Refusal("old_button")
