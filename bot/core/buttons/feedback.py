"""Buttons of whoever tells the forum something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.core.buttons.base import MOST_BYTES, Forged, Tap


@dataclass(frozen=True)
class OpenFeedback(Tap):
    """The box to tell us something; or what is in it already."""

    code: ClassVar[str] = "yb"


@dataclass(frozen=True)
class TellForum(Tap):
    """The words that the message answers, which its reader typed, become feedback."""

    code: ClassVar[str] = "yt"


@dataclass(frozen=True)
class AskFeedback(Tap):
    """`part`: what is asked about a piece that is being written, such as its kind; `form` is the whole."""

    code: ClassVar[str] = "ya"
    number: int
    part: str


@dataclass(frozen=True)
class SetFeedback(Tap):
    """`part`: kind, topic, or a wish, which is `1` or `0`."""

    code: ClassVar[str] = "ys"
    number: int
    part: str
    value: str


@dataclass(frozen=True)
class TakeOut(Tap):
    """`what`: last (the last message), personal, or all."""

    code: ClassVar[str] = "yo"
    number: int
    what: str


@dataclass(frozen=True)
class SendFeedback(Tap):
    code: ClassVar[str] = "yn"
    number: int


@dataclass(frozen=True)
class HideFeedback(Tap):
    """Takes the message out of the chat, and those in which the words were typed: their numbers, to base 36,
    each less the one before. So nobody need remember them."""

    code: ClassVar[str] = "yh"
    messages: str

    @classmethod
    def of(cls, messages: Sequence[int]) -> Self:
        """As many of the last ones as fit."""
        for first in range(len(messages)):
            steps = [
                now - before for before, now in zip((0, *messages[first:]), messages[first:], strict=False)
            ]
            packed = ".".join(map(_to_36, steps))
            if len(packed) <= MOST_BYTES - len(cls.code) - 1:
                return cls(packed)
        return cls("")

    def numbers(self) -> tuple[int, ...]:
        numbers: list[int] = []
        for step in filter(None, self.messages.split(".")):
            if not re.fullmatch(r"[0-9a-z]{1,10}", step):
                raise Forged(self.messages)
            numbers.append((numbers[-1] if numbers else 0) + int(step, 36))
        return tuple(numbers)


def _to_36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number or not text:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text


# what one has sent


@dataclass(frozen=True)
class ListOwnFeedback(Tap):
    """From one's newest on; `page` counts from 0."""

    code: ClassVar[str] = "ym"
    page: int


@dataclass(frozen=True)
class OpenOwnFeedback(Tap):
    """One page of what one has sent, and what came of it."""

    code: ClassVar[str] = "yp"
    number: int
    page: int


@dataclass(frozen=True)
class OpenNews(Tap):
    """What is new in one's feedback. The button names no piece: it stands in the outbox."""

    code: ClassVar[str] = "ye"


@dataclass(frozen=True)
class WriteBack(Tap):
    """From now on typed words are an answer to our answer."""

    code: ClassVar[str] = "yw"
    number: int


@dataclass(frozen=True)
class AskOwnFeedback(Tap):
    """`what`: wishes, or delete, or unlink: what is asked about a piece that was sent."""

    code: ClassVar[str] = "yq"
    number: int
    what: str


@dataclass(frozen=True)
class SetOwnWish(Tap):
    code: ClassVar[str] = "yu"
    number: int
    wish: str
    on: bool


@dataclass(frozen=True)
class DeleteOwnFeedback(Tap):
    code: ClassVar[str] = "yd"
    number: int


@dataclass(frozen=True)
class DecidePassing(Tap):
    """Yes or no to exactly these words for exactly this body."""

    code: ClassVar[str] = "yy"
    passing: int
    yes: bool
