"""Buttons of what is released to officers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListReleases(Tap):
    """What was released, and what else can be. Pages count from 0."""

    code: ClassVar[str] = "rll"
    page: int


@dataclass(frozen=True)
class AskRelease(Tap):
    """How much of it? `about`: the number of a survey; 0 for what there is one of."""

    code: ClassVar[str] = "rla"
    what: str
    about: int


@dataclass(frozen=True)
class ConsiderRelease(Tap):
    """What it holds is said; nothing is released yet."""

    code: ClassVar[str] = "rlc"
    what: str
    about: int
    responses: bool
    texts: bool


@dataclass(frozen=True)
class ReleaseNow(Tap):
    code: ClassVar[str] = "rln"
    what: str
    about: int
    responses: bool
    texts: bool


@dataclass(frozen=True)
class ShowRelease(Tap):
    code: ClassVar[str] = "rlo"
    release: int


@dataclass(frozen=True)
class AskToWithdrawRelease(Tap):
    code: ClassVar[str] = "rlq"
    release: int


@dataclass(frozen=True)
class WithdrawRelease(Tap):
    code: ClassVar[str] = "rlx"
    release: int


@dataclass(frozen=True)
class ListReleased(Tap):
    """What an officer may have. Pages count from 0."""

    code: ClassVar[str] = "rol"
    page: int


@dataclass(frozen=True)
class ShowReleased(Tap):
    code: ClassVar[str] = "roo"
    release: int


@dataclass(frozen=True)
class TakeReleased(Tap):
    """The files of a release."""

    code: ClassVar[str] = "rot"
    release: int


@dataclass(frozen=True)
class MakePage(Tap):
    """A download page of a release, for an officer without Telegram."""

    code: ClassVar[str] = "rlp"
    release: int
