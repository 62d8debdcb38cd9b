"""For whoever shares a phone: what was asked and answered is taken out of the chat."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class Hide(Tap):
    """The message it stands under, and what the person typed before it."""

    code: ClassVar[str] = "hid"
