"""*Show this if*: what must have been answered before a question is shown."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from bot.core.answers import SKIPPED, Answer, Answers
from bot.core.model import Model
from bot.core.people import Audience

LONGEST_ID = 20
"""Characters: a button carries at most 64 bytes, among them a question's and an option's id."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=LONGEST_ID)]
StepId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$", max_length=LONGEST_ID)]
"""A question, or one line of a grid: `grid.line`."""


class Condition(Model):
    """All parts that are given must hold. `was`: one of these; `was_not`: none of these."""

    question: StepId | None = None
    was: tuple[Id, ...] = ()
    was_not: tuple[Id, ...] = ()
    contains: str | None = Field(default=None, min_length=1)
    more_than: int | None = None
    less_than: int | None = None
    answered: bool | None = None
    audience: tuple[Audience, ...] = ()
    all: "tuple[Condition, ...]" = ()
    any: "tuple[Condition, ...]" = ()

    def holds(self, answers: Answers, audience: Audience) -> bool:
        if self.audience and audience not in self.audience:
            return False
        if self.question is not None and not self.fits(answers.get(self.question, SKIPPED)):
            return False
        if not all(part.holds(answers, audience) for part in self.all):
            return False
        return not self.any or any(part.holds(answers, audience) for part in self.any)

    def fits(self, answer: Answer) -> bool:
        """Whether the answer to `question` is one that this asks for. A question that was skipped, or not
        met, is neither more nor less than a number."""
        chosen, number = set(answer.chosen), _number(answer.number, answer.chosen)
        wanted = (
            not self.was or bool(chosen & set(self.was)),
            not chosen & set(self.was_not),
            self.contains is None or self.contains.casefold() in answer.text.casefold(),
            self.more_than is None or (number is not None and number > self.more_than),
            self.less_than is None or (number is not None and number < self.less_than),
            self.answered is None or (answer.skipped or answer.is_empty) is not self.answered,
        )
        return all(wanted)

    def parts(self) -> "Iterator[Condition]":
        """This condition and all within it."""
        yield self
        for part in (*self.all, *self.any):
            yield from part.parts()

    def questions(self) -> frozenset[str]:
        return frozenset(part.question for part in self.parts() if part.question is not None)


def _number(number: int | None, chosen: tuple[str, ...]) -> int | None:
    """A point of a scale is a number too."""
    if number is None and len(chosen) == 1 and chosen[0].isdecimal():
        return int(chosen[0])
    return number
