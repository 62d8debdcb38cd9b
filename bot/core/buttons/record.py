"""Buttons of the record: making an entry, reading it, and what people say to it."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap

# making


@dataclass(frozen=True)
class StartEntry(Tap):
    """A new entry; from a closed survey where one is named (0: from nothing yet)."""

    code: ClassVar[str] = "qn"
    survey: int


@dataclass(frozen=True)
class GoOnWith(Tap):
    """A further step of an entry that is on the record."""

    code: ClassVar[str] = "qg"
    entry: int


@dataclass(frozen=True)
class OpenEntryDraft(Tap):
    code: ClassVar[str] = "qo"
    draft: int


@dataclass(frozen=True)
class PickOrigin(Tap):
    """Where it was said: a survey or a theme by its number, or a meeting (0)."""

    code: ClassVar[str] = "qp"
    draft: int
    version: int
    source: str
    number: int


@dataclass(frozen=True)
class SetEntryPart(Tap):
    code: ClassVar[str] = "qs"
    draft: int
    version: int
    part: str
    value: str


@dataclass(frozen=True)
class PickAgain(Tap):
    """Look at it again in so many weeks; 0: no day."""

    code: ClassVar[str] = "qw"
    draft: int
    version: int
    weeks: int


@dataclass(frozen=True)
class GoToEntryStep(Tap):
    code: ClassVar[str] = "qt"
    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class DropEntryDraft(Tap):
    code: ClassVar[str] = "qd"
    draft: int
    version: int


@dataclass(frozen=True)
class SaveEntry(Tap):
    """Onto the record. `then`: nothing more (save), post it now (post), or say when (plan)."""

    code: ClassVar[str] = "qv"
    draft: int
    version: int
    then: str


# reading


@dataclass(frozen=True)
class ListRecord(Tap):
    """A page of the record, counted from 0. `by`: all, or such as state-done and topic-school."""

    code: ClassVar[str] = "ql"
    by: str
    page: int


@dataclass(frozen=True)
class FilterRecord(Tap):
    """What the record can be looked at by."""

    code: ClassVar[str] = "qf"


@dataclass(frozen=True)
class ShowEntry(Tap):
    code: ClassVar[str] = "qe"
    entry: int


@dataclass(frozen=True)
class SayMatters(Tap):
    """This matters to me too: said, not toggled."""

    code: ClassVar[str] = "qm"
    entry: int
    matters: bool


@dataclass(frozen=True)
class SayDifference(Tap):
    """Has this made a difference?"""

    code: ClassVar[str] = "qy"
    entry: int
    answer: str


@dataclass(frozen=True)
class ListApproved(Tap):
    """Pages of the Local Offer that parents approved."""

    code: ClassVar[str] = "qb"
