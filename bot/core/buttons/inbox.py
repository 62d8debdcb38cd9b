"""Buttons of coordinators who read what people told the forum, and answer.

`version`: the one that was seen, so that two coordinators do not overwrite each other.
"""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListInbox(Tap):
    """`show`: open, mine or over; `kind` and `topic`: empty for every one. `page` counts from 0."""

    code: ClassVar[str] = "xl"
    show: str
    kind: str
    topic: str
    page: int

    @classmethod
    def first(cls) -> Self:
        return cls("open", "", "", 0)


@dataclass(frozen=True)
class FilterInbox(Tap):
    """`by`: kind or topic. The rest is what is shown now."""

    code: ClassVar[str] = "xf"
    by: str
    show: str
    kind: str
    topic: str


@dataclass(frozen=True)
class OpenPiece(Tap):
    """One page of a piece, counted from 0. A new one is read from then on."""

    code: ClassVar[str] = "xo"
    number: int
    page: int


@dataclass(frozen=True)
class AskPiece(Tap):
    """`what`: such as state, theme, quote, or all that may be quoted: what is asked about a piece, and what
    typed words then are."""

    code: ClassVar[str] = "xa"
    number: int
    what: str


@dataclass(frozen=True)
class SetPiece(Tap):
    """`part`: state, theme, same, handler, quote."""

    code: ClassVar[str] = "xs"
    number: int
    version: int
    part: str
    value: str


@dataclass(frozen=True)
class SendAnswer(Tap):
    """The answer that was typed and shown."""

    code: ClassVar[str] = "xn"
    number: int
    version: int


@dataclass(frozen=True)
class BeginPassing(Tap):
    code: ClassVar[str] = "xb"
    number: int


@dataclass(frozen=True)
class PassTo(Tap):
    """To whom: one of those that forum.yaml names, counted from 0."""

    code: ClassVar[str] = "xp"
    number: int
    at: int


@dataclass(frozen=True)
class UseWords(Tap):
    """The words themselves, masked, instead of others that are typed."""

    code: ClassVar[str] = "xw"
    number: int


@dataclass(frozen=True)
class AskWriter(Tap):
    """Whether exactly the words that were shown may be passed on."""

    code: ClassVar[str] = "xq"
    number: int
    version: int


@dataclass(frozen=True)
class ShowPassing(Tap):
    """The exact words that the writer said yes to."""

    code: ClassVar[str] = "xy"
    number: int
    passing: int


@dataclass(frozen=True)
class NotePassed(Tap):
    """The words that were shown have been passed on. `passing`: those with a yes; 0: those that the writer
    allows to be shared in any case."""

    code: ClassVar[str] = "xd"
    number: int
    version: int
    passing: int


@dataclass(frozen=True)
class ListThemes(Tap):
    code: ClassVar[str] = "xt"
    page: int
