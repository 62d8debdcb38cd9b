"""The download page of a release: a link that opens once, and a code that goes another way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest

LASTS = timedelta(hours=24)
MOST_WRONG = 10
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for one another."""
CODE_LENGTH = 8


class Door(StrEnum):
    """What somebody who comes to the page finds."""

    CODE = "code"
    """The code is asked for."""
    OPEN = "open"
    ELSEWHERE = "elsewhere"
    """It was opened in another browser."""
    SHUT = "shut"
    """Too many wrong codes."""
    OVER = "over"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """A newer release took its place."""


@dataclass(frozen=True)
class PageLink:
    """As it is stored: digests."""

    release: int
    code: bytes
    made_at: datetime
    wrong: int
    session: bytes | None

    def door(self, session: str, now: datetime) -> Door:
        """For a browser with this session; empty for one that has none."""
        if now >= self.made_at + LASTS:
            return Door.OVER
        if self.session is not None:
            mine = compare_digest(self.session, digest(session))
            return Door.OPEN if mine else Door.ELSEWHERE
        return Door.SHUT if self.wrong >= MOST_WRONG else Door.CODE


def digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def code_digest(link: str, code: str) -> bytes:
    """Of a code as it may be typed: small letters, blanks and dashes do not matter."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return digest(f"{link} {typed}")
