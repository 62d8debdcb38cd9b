"""Buttons of the notice and of joining."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class Agree(Tap):
    """Agreed to this version of the notice; `going` is where the person was going (a deep link).

    `language`: chosen on the notice, here as below. Nothing is kept yet, so the buttons carry it; empty
    where none was chosen.
    """

    code: ClassVar[str] = "ae"
    version: int
    going: str
    language: str


@dataclass(frozen=True)
class Decline(Tap):
    code: ClassVar[str] = "nn"
    language: str


@dataclass(frozen=True)
class ReadNotice(Tap):
    """The whole notice, or the short one again."""

    code: ClassVar[str] = "nt"
    whole: bool
    going: str
    language: str


@dataclass(frozen=True)
class Join(Tap):
    """Who the person is; `age` is empty for all but young people."""

    code: ClassVar[str] = "jn"
    version: int
    going: str
    audience: str
    age: str
    language: str
