"""Buttons of what needs a coordinator now."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ShowToday(Tap):
    """What needs a person now, looked at again."""

    code: ClassVar[str] = "td"
