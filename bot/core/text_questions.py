"""Questions that are answered in one's own words."""

import unicodedata
from typing import ClassVar, Literal

from pydantic import Field

from bot.core.answers import Answer
from bot.core.base_question import BaseQuestion
from bot.core.local_offer import Heading
from bot.core.refusal import Refusal

QUOTABLE = "_quotable"
START_AGAIN = "_again"
"""Buttons of a text question that are no options."""

MOST_SEAMS = 100
"""Line breaks in a long text that may be ours, between one message and the next, and do not count."""
_UNSEEN = frozenset("CZ")
"""Categories of signs that nobody can see: controls, joiners, marks of direction, spaces."""


class TextQuestion(BaseQuestion):
    """Own words. "Do not quote me" stands until the writer takes it off.

    `regulation_56`: it asks for comments on the Local Offer, under this heading.
    """

    is_text: ClassVar[bool] = True

    regulation_56: Heading | None = None

    longest: int = Field(default=1000, ge=20, le=20_000)

    @property
    def comments_under(self) -> Heading | None:
        return self.regulation_56

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        if choice == QUOTABLE:
            return before.model_copy(update={"quotable": on, "skipped": False})
        if choice == START_AGAIN:
            return Answer(quotable=before.quotable)
        raise Refusal("old_button")

    def answer_by_text(self, before: Answer, text: str) -> Answer:
        return Answer(text=fitting(text, self.longest), quotable=before.quotable)

    def is_complete(self, answer: Answer) -> bool:
        return bool(answer.text)

    def check(self, answer: Answer) -> None:
        if not answer.text:
            raise Refusal("empty_text")


class ShortText(TextQuestion):
    kind: Literal["short_text"]
    longest: int = Field(default=1000, ge=20, le=4000)


class LongText(TextQuestion):
    """Several messages are one text: each is added to what was written."""

    kind: Literal["long_text"]
    longest: int = Field(default=20_000, ge=20, le=20_000)

    def is_complete(self, answer: Answer) -> bool:
        return False

    def answer_by_text(self, before: Answer, text: str) -> Answer:
        added = fitting(text, self.longest)
        whole = f"{before.text}\n{added}" if before.text else added
        length = len(whole) - min(whole.count("\n"), MOST_SEAMS)
        if length > self.longest:
            raise Refusal("text_too_long", longest=self.longest, length=length)
        return Answer(text=whole, quotable=before.quotable)


def fitting(text: str, longest: int) -> str:
    """The words without the space around them. Refuses none, and too many."""
    words = text.strip()
    if all(unicodedata.category(sign)[0] in _UNSEEN for sign in words):
        raise Refusal("empty_text")
    if len(words) > longest:
        raise Refusal("text_too_long", longest=longest, length=len(words))
    return words
