"""Buttons of bulletins: making one, looking after it, and what people say to a meeting."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Chat, Tap

# making; `version` is that of the draft when the button was shown


@dataclass(frozen=True)
class StartBulletin(Tap):
    code: ClassVar[str] = "bn"


@dataclass(frozen=True)
class StartEntryBulletin(Tap):
    """About an entry of the record."""

    code: ClassVar[str] = "bq"
    entry: int


@dataclass(frozen=True)
class OpenBulletinDraft(Tap):
    code: ClassVar[str] = "bo"
    draft: int


@dataclass(frozen=True)
class GoToBulletinStep(Tap):
    code: ClassVar[str] = "bg"
    draft: int
    version: int
    step: str


@dataclass(frozen=True)
class SetBulletinPart(Tap):
    code: ClassVar[str] = "bs"
    draft: int
    version: int
    part: str
    value: str


@dataclass(frozen=True)
class PickTarget(Tap):
    """Said, not toggled, so that a double tap does no harm. `where`: a group and its topic, such as
    -1001.7; or which people."""

    code: ClassVar[str] = "bt"
    draft: int
    version: int
    aim: str
    where: str
    on: bool


@dataclass(frozen=True)
class PickMorning(Tap):
    """Ten in the morning, so many days from today; 0: at once."""

    code: ClassVar[str] = "bm"
    draft: int
    version: int
    days: int


@dataclass(frozen=True)
class LookAs(Tap):
    """It is sent to the coordinator as one of its readers gets it."""

    code: ClassVar[str] = "bl"
    draft: int
    version: int
    number: int


@dataclass(frozen=True)
class DropBulletinDraft(Tap):
    code: ClassVar[str] = "bd"
    draft: int
    version: int


@dataclass(frozen=True)
class PlanBulletin(Tap):
    code: ClassVar[str] = "bp"
    draft: int
    version: int


# looking after it


@dataclass(frozen=True)
class ListBulletins(Tap):
    code: ClassVar[str] = "bk"
    page: int


@dataclass(frozen=True)
class ShowBulletin(Tap):
    code: ClassVar[str] = "bb"
    bulletin: int


@dataclass(frozen=True)
class ChangeBulletin(Tap):
    code: ClassVar[str] = "bc"
    bulletin: int


@dataclass(frozen=True)
class SteerBulletin(Tap):
    """`way`: pause, resume, cancel, now, approve, mine, back (taken back) or sure (really taken back)."""

    code: ClassVar[str] = "bw"
    bulletin: int
    version: int
    way: str


@dataclass(frozen=True)
class DecideLate(Tap):
    """What should have gone out while the bot was down: still, or not."""

    code: ClassVar[str] = "by"
    issue: int
    still: bool


@dataclass(frozen=True)
class CorrectBulletin(Tap):
    code: ClassVar[str] = "br"
    bulletin: int


# a meeting


@dataclass(frozen=True)
class AnswerMeeting(Tap):
    """`answer`: come, cannot, or need: what somebody needs is typed in private."""

    code: ClassVar[str] = "bv"
    bulletin: int
    answer: str


@dataclass(frozen=True)
class ListMeetingAnswers(Tap):
    code: ClassVar[str] = "bf"
    bulletin: int


# what may have arrived


@dataclass(frozen=True)
class ListUnsure(Tap):
    code: ClassVar[str] = "bu"


@dataclass(frozen=True)
class SettleUnsure(Tap):
    """Of one kind of posts, such as the third issue of a bulletin, in one chat or everywhere (0): it is
    there, or send it again."""

    code: ClassVar[str] = "bx"
    kind: str
    number: int
    chat: Chat
    again: bool
