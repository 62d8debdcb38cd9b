"""Buttons of closing the loop: do people feel heard, and do they hear what came of it."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class SayFeeling(Tap):
    """Under a result: do you feel heard?"""

    code: ClassVar[str] = "hfl"
    survey: int
    answer: str


@dataclass(frozen=True)
class NoteHeard(Tap):
    """The coordinator: something was reported back."""

    code: ClassVar[str] = "hok"
    survey: int


@dataclass(frozen=True)
class RemindToHear(Tap):
    """The coordinator wants to be reminded in a week."""

    code: ClassVar[str] = "hwk"
    survey: int


@dataclass(frozen=True)
class ListFeelings(Tap):
    """How many felt heard, over time."""

    code: ClassVar[str] = "hls"
