"""A finished message on its way to a chat, and how urgent it is."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from pydantic import Field

from bot.core.model import Model


class Urgency(IntEnum):
    """Lower goes first. What a person waits for is never in the outbox: replies go out at once."""

    ALERT = 0
    NOTICE = 1
    BROADCAST = 2


class PostButton(Model):
    """`data` goes back to us when it is tapped (at most 64 bytes); or `url` is opened."""

    label: str
    data: str | None = None
    url: str | None = None


class Post(Model):
    """One message: words, or a picture or a document with its caption, or an album of up to ten with one
    caption.

    `html` is at most 4096 UTF-16 units after its tags are read, as a caption 1024. An album has no buttons.
    """

    html: str = ""
    reply_to: int | None = None
    """A message of the chat that this answers; sent all the same when that is gone."""
    pin: bool = False
    """Pinned without a sound, where the bot may."""
    buttons: tuple[tuple[PostButton, ...], ...] = ()
    pictures: tuple[int, ...] = Field(default=(), max_length=10)
    document: int | None = None

    @property
    def has_files(self) -> bool:
        return bool(self.pictures) or self.document is not None


class Edited(Enum):
    """What became of an edit. GONE: the message is not there any more, or out of our reach."""

    DONE = "done"
    GONE = "gone"
    LATER = "later"


@dataclass(frozen=True)
class Moved:
    """The group is a supergroup now, under another number; the message stayed behind."""

    chat: int


def utf16_length(text: str) -> int:
    """Telegram counts in UTF-16 units. With the tags still in the text this is on the safe side."""
    return len(text.encode("utf-16-le")) // 2
