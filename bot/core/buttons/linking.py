"""Buttons of `/invite`: what a link and its picture lead to."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class MakeLink(Tap):
    """To a survey or a vote that is open; 0: to joining."""

    code: ClassVar[str] = "lnk"
    survey: int


@dataclass(frozen=True)
class MakeWorkerLink(Tap):
    """For somebody who counts in the room."""

    code: ClassVar[str] = "lnw"
