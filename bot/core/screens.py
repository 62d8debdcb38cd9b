"""What a person is shown: one message with its buttons. Nothing of Telegram's."""

from dataclasses import dataclass, replace

from bot.core.buttons import Tap


@dataclass(frozen=True)
class Button:
    """A button that sends `tap` back, or opens `url`."""

    label: str
    tap: Tap | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class File:
    """Sent after the message. `name` as the person will find it. `caption`: plain text, at most 1024.

    `is_photo`: shown as a picture, which may lose some sharpness on the way.
    """

    name: str
    content: bytes
    caption: str = ""
    is_photo: bool = False


@dataclass(frozen=True)
class Screen:
    """`html` is at most 4096 UTF-16 units after its tags are read; `toast`, plain text, at most 200.

    Without `html` the message that was tapped stays as it is, and loses its buttons. `is_below`: a message
    of its own, also after a tap.
    """

    html: str
    rows: Rows = ()
    toast: str = ""
    files: tuple[File, ...] = ()
    also: tuple[str, ...] = ()
    """Messages of their own below it, each HTML: what is not to be forwarded with the rest."""
    picture: str | None = None
    """A file of `content/pictures/`, shown above the words."""
    is_below: bool = False
    is_reply: bool = False
    """Sent as the answer to what the person typed: a tap on it brings their words along."""
    stays: bool = False
    """The message that was tapped stays as it is, with its buttons: only `toast` is said."""
    removes: tuple[int, ...] = ()
    """Messages to take out of the chat. The tapped one is made this screen where Telegram keeps it."""

    def with_toast(self, toast: str) -> "Screen":
        return replace(self, toast=toast)

    def below(self, html: str) -> "Screen":
        """The same screen under another sentence."""
        return replace(self, html=f"{html}\n\n{self.html}")
