"""Buttons of urgent help and of alerts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ShowUrgent(Tap):
    """The card of urgent help."""

    code: ClassVar[str] = "urg"


@dataclass(frozen=True)
class LeaveUrgent(Tap):
    """Back to where one was."""

    code: ClassVar[str] = "urb"
