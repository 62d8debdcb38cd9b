"""Buttons of counting in the room."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class CountFor(Tap):
    """Begins a count for a survey or vote that is open."""

    code: ClassVar[str] = "kb"
    survey: int


@dataclass(frozen=True)
class OpenCount(Tap):
    """A count again: to go on, to mend it, or to look at it."""

    code: ClassVar[str] = "ko"
    room: int


@dataclass(frozen=True)
class CountAt(Tap):
    """A place that was counted at before, as its number in the list."""

    code: ClassVar[str] = "kp"
    room: int
    place: int


@dataclass(frozen=True)
class CountOn(Tap):
    """The day, as so many days ago."""

    code: ClassVar[str] = "kd"
    room: int
    ago: int


@dataclass(frozen=True)
class CountBy(Tap):
    """Hands, cards, paper, or the phone handed round."""

    code: ClassVar[str] = "km"
    room: int
    method: str


@dataclass(frozen=True)
class CountStep(Tap):
    """To a step of the count, or to one of its questions."""

    code: ClassVar[str] = "ks"
    room: int
    step: str


@dataclass(frozen=True)
class CountRest(Tap):
    """Nobody for all options that have no number yet."""

    code: ClassVar[str] = "kr"
    room: int
    question: str


@dataclass(frozen=True)
class CountSkip(Tap):
    """This question was not counted; handed round: this person leaves it out."""

    code: ClassVar[str] = "kk"
    room: int
    question: str


@dataclass(frozen=True)
class CountChoose(Tap):
    """Handed round: one option of the person who holds the phone."""

    code: ClassVar[str] = "kc"
    room: int
    question: str
    option: str
    on: bool


@dataclass(frozen=True)
class CountOnward(Tap):
    """Handed round: on from a question whose answer is complete."""

    code: ClassVar[str] = "kn"
    room: int
    question: str


@dataclass(frozen=True)
class NextPerson(Tap):
    """Handed round: `people` who have answered before, so that a double tap begins one person only."""

    code: ClassVar[str] = "kx"
    room: int
    people: int


@dataclass(frozen=True)
class SaveCount(Tap):
    """From now on it is added to the survey."""

    code: ClassVar[str] = "kv"
    room: int


@dataclass(frozen=True)
class AskToDropCount(Tap):
    code: ClassVar[str] = "kq"
    room: int


@dataclass(frozen=True)
class DropCount(Tap):
    code: ClassVar[str] = "kz"
    room: int
