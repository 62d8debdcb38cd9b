"""Buttons of a person's own settings."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class OpenSettings(Tap):
    code: ClassVar[str] = "st"


@dataclass(frozen=True)
class AskSetting(Tap):
    """Shows the choices of one setting. `walk`: part of the walk after the first survey."""

    code: ClassVar[str] = "as"
    setting: str
    walk: bool


@dataclass(frozen=True)
class Set(Tap):
    code: ClassVar[str] = "sx"
    setting: str
    value: str
    walk: bool
