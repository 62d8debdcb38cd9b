"""Buttons of urgent help and of alerts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ShowUrgent(Tap):
    """The card of urgent help."""

    code: ClassVar[str] = "urg"


@dataclass(frozen=True)
class LeaveUrgent(Tap):
    """Back to where one was."""

    code: ClassVar[str] = "urb"


# The person who wrote


@dataclass(frozen=True)
class TellLead(Tap):
    """Distress: shall we tell the lead?"""

    code: ClassVar[str] = "atl"
    alert: int
    yes: bool


@dataclass(frozen=True)
class AboutForum(Tap):
    """It is about somebody in the forum: whom else may it go to?"""

    code: ClassVar[str] = "aab"
    alert: int


@dataclass(frozen=True)
class ChooseDeputy(Tap):
    """`place`: among the leads, where 0 is the lead."""

    code: ClassVar[str] = "acd"
    alert: int
    place: int


@dataclass(frozen=True)
class ReadAnswer(Tap):
    """What the lead wrote back."""

    code: ClassVar[str] = "ara"
    alert: int


@dataclass(frozen=True)
class AnswerLead(Tap):
    """Typed words go to the lead."""

    code: ClassVar[str] = "awb"
    alert: int


@dataclass(frozen=True)
class WriteToLead(Tap):
    """From the card of urgent help: what is typed next is for the lead."""

    code: ClassVar[str] = "awl"


@dataclass(frozen=True)
class StopWriting(Tap):
    """Typed words go to nobody any more."""

    code: ClassVar[str] = "asw"


# The lead


@dataclass(frozen=True)
class ListAlerts(Tap):
    code: ClassVar[str] = "als"


@dataclass(frozen=True)
class ReadAlert(Tap):
    """The words."""

    code: ClassVar[str] = "ard"
    alert: int


@dataclass(frozen=True)
class AnswerAlert(Tap):
    """Typed words go to the person."""

    code: ClassVar[str] = "aan"
    alert: int


@dataclass(frozen=True)
class AskWho(Tap):
    """Who is it? A reason comes first."""

    code: ClassVar[str] = "awh"
    alert: int


@dataclass(frozen=True)
class RevealWho(Tap):
    """`reason`: one of those that need no typing."""

    code: ClassVar[str] = "arw"
    alert: int
    reason: str


@dataclass(frozen=True)
class RecordDeed(Tap):
    """What was done."""

    code: ClassVar[str] = "ado"
    alert: int
    deed: str


@dataclass(frozen=True)
class CloseAlert(Tap):
    """It is dealt with."""

    code: ClassVar[str] = "acl"
    alert: int


@dataclass(frozen=True)
class GetReferralNote(Tap):
    """What is known, as a file to hand on."""

    code: ClassVar[str] = "agn"
    alert: int


@dataclass(frozen=True)
class AlertsReach(Tap):
    """Once a week: yes, alerts reach me."""

    code: ClassVar[str] = "arm"
