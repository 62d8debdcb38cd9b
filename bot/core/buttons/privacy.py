"""Buttons of what is held about somebody."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class OpenPrivacy(Tap):
    """What is held and who sees it, or a page behind it: the whole notice, how to complain."""

    code: ClassVar[str] = "pr"
    page: str


@dataclass(frozen=True)
class GetMyData(Tap):
    code: ClassVar[str] = "md"


@dataclass(frozen=True)
class AskToForget(Tap):
    code: ClassVar[str] = "af"


@dataclass(frozen=True)
class Forget(Tap):
    """`anyway`: also as the last coordinator, after having been told."""

    code: ClassVar[str] = "fm"
    anyway: bool


@dataclass(frozen=True)
class StopMessages(Tap):
    """Whether messages come by themselves: said, not toggled."""

    code: ClassVar[str] = "sm"
    quiet: bool
