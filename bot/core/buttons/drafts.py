"""Buttons of making a survey in the chat, and of putting a typing error right in one that is open."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListDrafts(Tap):
    """The first page of /newsurvey. Pages of drafts are counted from 0."""

    code: ClassVar[str] = "dl"
    page: int


@dataclass(frozen=True)
class ChooseReadyMade(Tap):
    """The surveys that a new one may start from."""

    code: ClassVar[str] = "dr"


@dataclass(frozen=True)
class StartDraft(Tap):
    """From a ready-made survey; from nothing where `file` is empty."""

    code: ClassVar[str] = "dn"
    file: str


@dataclass(frozen=True)
class OpenDraft(Tap):
    """Where the making of it is."""

    code: ClassVar[str] = "do"
    draft: int


@dataclass(frozen=True)
class Pick(Tap):
    """An answer to what the step asks, or the way back. `version`: of the draft as it was shown."""

    code: ClassVar[str] = "dp"
    draft: int
    version: int
    value: str


@dataclass(frozen=True)
class ReadyToAsk(Tap):
    """From the draft to the people who are asked, where nothing is missing."""

    code: ClassVar[str] = "da"
    draft: int


@dataclass(frozen=True)
class CopyDraft(Tap):
    code: ClassVar[str] = "dc"
    draft: int
    version: int


@dataclass(frozen=True)
class AskToThrowAway(Tap):
    code: ClassVar[str] = "dw"
    draft: int


@dataclass(frozen=True)
class ThrowAway(Tap):
    code: ClassVar[str] = "dx"
    draft: int
    version: int


@dataclass(frozen=True)
class WriteDraft(Tap):
    """As a file of the content."""

    code: ClassVar[str] = "df"
    draft: int


@dataclass(frozen=True)
class ListMendable(Tap):
    """The open surveys, or the texts of one: page by page, counted from 0."""

    code: ClassVar[str] = "ml"
    survey: int
    page: int


@dataclass(frozen=True)
class MendText(Tap):
    """One text of an open survey, counted from 0 as the edition has them."""

    code: ClassVar[str] = "mt"
    survey: int
    edition: int
    text: int
