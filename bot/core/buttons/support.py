"""Buttons of where to turn.

`who` is for whom and where one looks, as `core/support/passing.py` writes it; empty, as one's settings say.
Codes have two letters and `who` three at most, so that a long id of an organisation and one of a topic fit.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class OpenSupport(Tap):
    """All topics, a page at a time."""

    code: ClassVar[str] = "sp"
    page: int
    who: str


@dataclass(frozen=True)
class ShowTopic(Tap):
    code: ClassVar[str] = "sd"
    topic: str
    page: int
    who: str


@dataclass(frozen=True)
class ShowEntry(Tap):
    """The card of an organisation. `topic`: where one came from; empty, from an answer to one's own words."""

    code: ClassVar[str] = "so"
    organisation: str
    topic: str
    who: str


@dataclass(frozen=True)
class AskAgain(Tap):
    """The answer to the words that the message is a reply to."""

    code: ClassVar[str] = "sa"
    who: str


@dataclass(frozen=True)
class ForWhom(Tap):
    """For whom and where: a choice, and what else there is to choose."""

    code: ClassVar[str] = "sw"
    who: str


@dataclass(frozen=True)
class SayWrong(Tap):
    """An entry is wrong."""

    code: ClassVar[str] = "sy"
    organisation: str
    topic: str
    who: str
