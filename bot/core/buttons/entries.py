"""Buttons of coordinators who look after the directory. `version`: of the entry's change, as it was seen."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListEntriesToCheck(Tap):
    """Those that nobody has checked, or not for six months."""

    code: ClassVar[str] = "el"
    page: int


@dataclass(frozen=True)
class ShowEntryToCheck(Tap):
    """An entry as people see it, and what can be done to it."""

    code: ClassVar[str] = "ek"
    organisation: str


@dataclass(frozen=True)
class CheckEntry(Tap):
    """Somebody rang or looked today: all of it is right."""

    code: ClassVar[str] = "ec"
    organisation: str
    version: int


@dataclass(frozen=True)
class HideEntry(Tap):
    """Or show it again."""

    code: ClassVar[str] = "eh"
    organisation: str
    version: int
    hidden: bool


@dataclass(frozen=True)
class ListParts(Tap):
    """What can be changed of an entry."""

    code: ClassVar[str] = "ep"
    organisation: str


@dataclass(frozen=True)
class ChangePart(Tap):
    """Words that are typed from now on are what this part says."""

    code: ClassVar[str] = "en"
    organisation: str
    part: str


@dataclass(frozen=True)
class SavePart(Tap):
    """What was typed, and looked at: the words that the message is a reply to."""

    code: ClassVar[str] = "es"
    organisation: str
    version: int
    part: str


@dataclass(frozen=True)
class EmptyPart(Tap):
    code: ClassVar[str] = "ee"
    organisation: str
    version: int
    part: str


@dataclass(frozen=True)
class ListHiddenEntries(Tap):
    code: ClassVar[str] = "ei"
    page: int


@dataclass(frozen=True)
class ExportEntries(Tap):
    """What was changed in the chat, as a file of the content."""

    code: ClassVar[str] = "ey"


@dataclass(frozen=True)
class ShowLookedFor(Tap):
    """What people looked for, by month."""

    code: ClassVar[str] = "ef"
    page: int
