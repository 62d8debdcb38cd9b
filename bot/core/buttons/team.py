"""Buttons of the team: who has which role."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListTeam(Tap):
    code: ClassVar[str] = "tml"


@dataclass(frozen=True)
class InviteTo(Tap):
    """A link that gives a role to the first who opens it, within a day."""

    code: ClassVar[str] = "tmi"
    role: str


@dataclass(frozen=True)
class AskToTakeRole(Tap):
    """`person`: their random id."""

    code: ClassVar[str] = "tmq"
    person: int
    role: str


@dataclass(frozen=True)
class TakeRole(Tap):
    code: ClassVar[str] = "tmx"
    person: int
    role: str


@dataclass(frozen=True)
class SayMyName(Tap):
    """From now on typed words are what the team calls one. `place`: where one goes back to."""

    code: ClassVar[str] = "tmn"
    place: str


@dataclass(frozen=True)
class SkipMyName(Tap):
    code: ClassVar[str] = "tms"
