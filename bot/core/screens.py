"""What a person is shown: one message with its buttons. Nothing of Telegram's."""

from dataclasses import dataclass

from bot.core.buttons import Tap


@dataclass(frozen=True)
class Button:
    """A button that sends `tap` back, or opens `url`."""

    label: str
    tap: Tap | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Screen:
    """`html` is at most 4096 UTF-16 units after its tags are read; `toast` at most 200."""

    html: str
    rows: Rows = ()
    toast: str = ""
