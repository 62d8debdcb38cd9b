"""Buttons of the comments on the Local Offer: the time, the files, and which answer belongs to which comment.

`period`: such as 2025-09/12.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListPacks(Tap):
    code: ClassVar[str] = "lol"


@dataclass(frozen=True)
class ShowPack(Tap):
    code: ClassVar[str] = "los"
    period: str


@dataclass(frozen=True)
class PackAs(Tap):
    code: ClassVar[str] = "lof"
    period: str
    form: str


@dataclass(frozen=True)
class NextComment(Tap):
    """The next after one (0: the first) without an answer; `everything`: also those that have one."""

    code: ClassVar[str] = "lon"
    period: str
    after: int
    everything: bool


@dataclass(frozen=True)
class ShowComment(Tap):
    """One comment; a page of what may answer it, counted from 0."""

    code: ClassVar[str] = "loc"
    period: str
    text: int
    page: int


@dataclass(frozen=True)
class SetAnswer(Tap):
    """The entry of the record that answers a comment; 0: none does."""

    code: ClassVar[str] = "loa"
    period: str
    text: int
    entry: int


@dataclass(frozen=True)
class SetAnswerOfRest(Tap):
    """The answer of this comment answers all under its heading that have none."""

    code: ClassVar[str] = "lor"
    period: str
    text: int
