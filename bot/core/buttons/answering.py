"""Buttons of somebody who answers a survey."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class OpenSurvey(Tap):
    """The first screen of a survey, or where the person left it."""

    code: ClassVar[str] = "sv"
    survey: int


@dataclass(frozen=True)
class Begin(Tap):
    code: ClassVar[str] = "be"
    survey: int


@dataclass(frozen=True)
class Choose(Tap):
    """One option, chosen or taken back: said, not toggled, so that a double tap does no harm."""

    code: ClassVar[str] = "ch"
    survey: int
    question: str
    option: str
    on: bool


@dataclass(frozen=True)
class Onward(Tap):
    """On from a question whose answer is complete."""

    code: ClassVar[str] = "on"
    survey: int
    question: str


@dataclass(frozen=True)
class Skip(Tap):
    code: ClassVar[str] = "sk"
    survey: int
    question: str


@dataclass(frozen=True)
class Back(Tap):
    code: ClassVar[str] = "ba"
    survey: int
    question: str


@dataclass(frozen=True)
class Later(Tap):
    code: ClassVar[str] = "la"
    survey: int


@dataclass(frozen=True)
class Change(Tap):
    """From the overview to one question."""

    code: ClassVar[str] = "cg"
    survey: int
    question: str


@dataclass(frozen=True)
class Send(Tap):
    code: ClassVar[str] = "se"
    survey: int


@dataclass(frozen=True)
class SendUnfinished(Tap):
    """Send what there is, from wherever the person is."""

    code: ClassVar[str] = "su"
    survey: int


@dataclass(frozen=True)
class TurnOverview(Tap):
    """Another page of a long overview, counted from 0."""

    code: ClassVar[str] = "to"
    survey: int
    page: int


@dataclass(frozen=True)
class AskToWithdraw(Tap):
    code: ClassVar[str] = "aw"
    survey: int


@dataclass(frozen=True)
class Withdraw(Tap):
    code: ClassVar[str] = "wd"
    survey: int


@dataclass(frozen=True)
class ExplainTerm(Tap):
    """The meaning of a word under a question."""

    code: ClassVar[str] = "et"
    survey: int
    term: str


@dataclass(frozen=True)
class ListSurveys(Tap):
    code: ClassVar[str] = "ls"
