"""Buttons of files: what, and in which form."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListExports(Tap):
    """Pages count from 0."""

    code: ClassVar[str] = "ol"
    page: int


@dataclass(frozen=True)
class ExportWhat(Tap):
    """The number of a survey, or the name of one of the other things."""

    code: ClassVar[str] = "ow"
    what: str


@dataclass(frozen=True)
class ExportAs(Tap):
    code: ClassVar[str] = "oa"
    what: str
    form: str
