"""Buttons of votes: of those who vote, and of coordinators who make one."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Chat, Tap


@dataclass(frozen=True)
class VoteTap(Tap):
    """One option of a vote. Another moves the choice, the same again takes it back."""

    code: ClassVar[str] = "vt"
    survey: int
    option: str


@dataclass(frozen=True)
class AskHowUsed(Tap):
    """How a vote is used, told to the one who asks."""

    code: ClassVar[str] = "vu"
    survey: int


@dataclass(frozen=True)
class PostAgain(Tap):
    """A vote anew in its groups, below what was written since."""

    code: ClassVar[str] = "vp"
    survey: int


# Making one. `version` is that of the draft when the button was shown.


@dataclass(frozen=True)
class StartVote(Tap):
    """`page`: on a page of the Local Offer."""

    code: ClassVar[str] = "vn"
    page: bool


@dataclass(frozen=True)
class OpenVoteDraft(Tap):
    code: ClassVar[str] = "vo"
    draft: int


@dataclass(frozen=True)
class GoToStep(Tap):
    code: ClassVar[str] = "vg"
    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class SetPart(Tap):
    """The kind, how personal the question is, or whether it is a show of hands."""

    code: ClassVar[str] = "vs"
    draft: int
    version: int
    part: str
    value: str


@dataclass(frozen=True)
class PickPlace(Tap):
    """Said, not toggled, so that a double tap does no harm."""

    code: ClassVar[str] = "vl"
    draft: int
    version: int
    chat: Chat
    thread: int
    on: bool


@dataclass(frozen=True)
class PickTime(Tap):
    """Eight in the evening, so many days from today."""

    code: ClassVar[str] = "vc"
    draft: int
    version: int
    days: int


@dataclass(frozen=True)
class DropVoteDraft(Tap):
    code: ClassVar[str] = "vd"
    draft: int
    version: int


@dataclass(frozen=True)
class PostVote(Tap):
    code: ClassVar[str] = "vx"
    draft: int
    version: int
