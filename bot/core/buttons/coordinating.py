"""Buttons of coordinators: opening, closing."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListFiles(Tap):
    """The survey files that can be opened."""

    code: ClassVar[str] = "lf"


@dataclass(frozen=True)
class PreviewSurvey(Tap):
    """One page of a survey file, as one kind of reader would meet it. Pages are counted from 0."""

    code: ClassVar[str] = "pv"
    file: str
    page: int
    young: bool
    shorter: bool
    language: str


@dataclass(frozen=True)
class ChooseAudience(Tap):
    code: ClassVar[str] = "wh"
    file: str


@dataclass(frozen=True)
class ConfirmOpening(Tap):
    code: ClassVar[str] = "op"
    file: str
    audience: str


@dataclass(frozen=True)
class OpenNow(Tap):
    """`open_before`: how many surveys were opened before the button was shown, so that a second tap
    does not open a second one."""

    code: ClassVar[str] = "go"
    file: str
    audience: str
    opened_before: int


@dataclass(frozen=True)
class ConfirmClosing(Tap):
    code: ClassVar[str] = "cc"
    survey: int


@dataclass(frozen=True)
class CloseNow(Tap):
    code: ClassVar[str] = "cl"
    survey: int
