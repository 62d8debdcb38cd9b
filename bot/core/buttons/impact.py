"""Buttons of what came of it all."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListPeriods(Tap):
    code: ClassVar[str] = "ipl"


@dataclass(frozen=True)
class ShowImpact(Tap):
    """The figures of one period, such as 2026-11/1."""

    code: ClassVar[str] = "ips"
    period: str
