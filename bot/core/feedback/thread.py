"""What was said about a piece since, and to whom it went."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class Reply:
    """`is_ours`: an answer of the forum; otherwise the writer wrote back."""

    is_ours: bool
    text: str
    day: date


class PassingState(StrEnum):
    ASKED = "asked"
    """The writer was asked, and has not said yes or no."""
    YES = "yes"
    """They said yes; nobody has noted yet that the words went out."""
    NO = "no"
    PASSED = "passed"


@dataclass(frozen=True)
class Passing:
    """Exactly `words` to `body`. `day`: of its last change."""

    id: int
    feedback: int
    body: str
    words: str
    state: PassingState
    day: date
