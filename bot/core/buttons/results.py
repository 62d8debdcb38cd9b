"""Buttons of results: seen again, shared, and the texts read one by one."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListResults(Tap):
    """Pages count from 0."""

    code: ClassVar[str] = "rl"
    page: int


@dataclass(frozen=True)
class ShowResult(Tap):
    code: ClassVar[str] = "rs"
    survey: int


@dataclass(frozen=True)
class LookAgain(Tap):
    """The page of a result, without its charts."""

    code: ClassVar[str] = "rp"
    survey: int


@dataclass(frozen=True)
class LookOn(Tap):
    """The page of a result once more, below its charts."""

    code: ClassVar[str] = "ro"
    survey: int


@dataclass(frozen=True)
class ShowSplit(Tap):
    code: ClassVar[str] = "rb"
    survey: int
    by: str


@dataclass(frozen=True)
class ShareResult(Tap):
    """Whether all members may see it: said, not toggled."""

    code: ClassVar[str] = "rh"
    survey: int
    shared: bool


@dataclass(frozen=True)
class ReadTexts(Tap):
    """The next text after one (0: the first); `everything`: also those that were decided on."""

    code: ClassVar[str] = "rt"
    survey: int
    after: int
    everything: bool


@dataclass(frozen=True)
class ReadText(Tap):
    """One page of one text, counted from 0."""

    code: ClassVar[str] = "rx"
    text: int
    page: int


@dataclass(frozen=True)
class DecideText(Tap):
    """`version`: the one that was seen, so that two coordinators do not overwrite each other."""

    code: ClassVar[str] = "rd"
    text: int
    decision: str
    version: int


@dataclass(frozen=True)
class AskProposal(Tap):
    """Before a proposal goes to the council: does the text still name somebody? `page`: as it is shown."""

    code: ClassVar[str] = "rq"
    text: int
    decision: str
    version: int
    page: int


@dataclass(frozen=True)
class MaskText(Tap):
    """From now on typed words are masked in this text."""

    code: ClassVar[str] = "rm"
    text: int
    page: int


@dataclass(frozen=True)
class MaskWord(Tap):
    """One of the words that were shown as buttons, counted from 0."""

    code: ClassVar[str] = "rw"
    text: int
    at: int
    version: int


@dataclass(frozen=True)
class UnmaskText(Tap):
    code: ClassVar[str] = "ru"
    text: int
    version: int
