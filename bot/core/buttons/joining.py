"""Buttons of the notice and of joining."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class Agree(Tap):
    """Agreed to this version of the notice; `going` is where the person was going (a deep link)."""

    code: ClassVar[str] = "ag"
    version: int
    going: str


@dataclass(frozen=True)
class Decline(Tap):
    code: ClassVar[str] = "no"


@dataclass(frozen=True)
class ReadNotice(Tap):
    """The whole notice, or the short one again."""

    code: ClassVar[str] = "rn"
    whole: bool
    going: str


@dataclass(frozen=True)
class Join(Tap):
    """Who the person is; `age` is empty for all but young people."""

    code: ClassVar[str] = "jo"
    version: int
    going: str
    audience: str
    age: str
