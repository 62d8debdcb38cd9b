"""Buttons of asking people, and asking again."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class StopInviting(Tap):
    """The coordinator: nobody else gets a message about this survey."""

    code: ClassVar[str] = "isp"
    survey: int


@dataclass(frozen=True)
class RemindTomorrow(Tap):
    code: ClassVar[str] = "itm"
    survey: int


@dataclass(frozen=True)
class DeclineSurvey(Tap):
    """No thanks: no more reminders of this survey."""

    code: ClassVar[str] = "ino"
    survey: int
