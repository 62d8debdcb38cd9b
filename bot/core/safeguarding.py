"""Alerts: somebody typed words of harm. Who hears of it next, and which copies of the words are held back."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from bot.core.harm import Level
from bot.core.pacing import Pace

TOGETHER = timedelta(days=1)
"""What the same person writes within this time is added to their open alert: many would drown the lead."""
REPEATED = timedelta(hours=1)
"""The very same words within this time add nothing."""
AT_ONCE = timedelta(minutes=1)
"""An alert that is not delivered by then goes to the next."""
UNREAD = timedelta(hours=1)
"""Then the person is told that nobody has read it."""
REMINDED = timedelta(hours=4)
"""What was read, and is not dealt with by then, is brought to mind."""
REMINDED_AGAIN = timedelta(days=1)
"""So long after that, and so on until it is dealt with."""
UNDECIDED = timedelta(days=1)
"""Whoever was asked "shall we tell?" and says nothing for so long has said no."""


class State(StrEnum):
    ASKED = "asked"
    """Distress: shall we tell the lead?"""
    OPEN = "open"
    DEALT = "dealt"


class Told(IntEnum):
    """How far the news of an alert went."""

    NOBODY = 0
    LEAD = 1
    DEPUTIES = 2
    COORDINATORS = 3


class Arrived(StrEnum):
    """What became of the messages to those who were told last."""

    ON_THE_WAY = "on_the_way"
    YES = "yes"
    """At least one of them has it."""
    NO = "no"
    """None has it, or nobody can know."""


class Deed(StrEnum):
    """What a lead wrote down as done."""

    CALLED_999 = "called_999"
    TOLD_SERVICES = "told_services"
    SPOKE = "spoke"
    OTHER = "other"
    WHO = "who"
    """Looked at who it is, for a reason."""
    NO_CONCERN = "no_concern"
    """Dealt with at once, and the words are deleted."""


class Sender(StrEnum):
    PERSON = "person"
    LEAD = "lead"


@dataclass(frozen=True)
class Said:
    """Words of an alert, or of what was written about it since. `source`: where they were typed, such as
    "survey:3"; empty for what was written within the alert."""

    sender: Sender
    at: datetime
    words: str
    source: str


@dataclass(frozen=True)
class Done:
    """`actor`: the random number of whoever did it."""

    what: Deed
    at: datetime
    note: str
    actor: int


@dataclass(frozen=True)
class Alert:
    """`telegram`: who typed the words; None: not known, or not kept any more.

    `waits_since`: from when on something in it is unread; None: all was read. `round` rises with what is
    new to read, and `told`, `told_at`, `person_told` and `reminders` begin anew with it. `remind_at`: when it
    is brought to mind next, once all was read; `reminders`: how often it was. `taken_by`: the lead who read
    it last. `about_forum`: it is about somebody in the forum; the lead may not read it, and `chosen` is the
    deputy whom the person chose. `forgotten`: they asked to be forgotten meanwhile.
    """

    id: int
    telegram: int | None
    level: Level
    state: State
    at: datetime
    waits_since: datetime | None
    round: int
    told: Told
    told_at: datetime | None
    person_told: bool
    remind_at: datetime | None
    reminders: int
    taken_by: int | None
    about_forum: bool
    chosen: int | None
    forgotten: bool
    dealt_at: datetime | None

    def readers(self, leads: tuple[int, ...]) -> tuple[int, ...]:
        """Who of the leads may read it, in their order. Nobody reads what they wrote themselves."""
        allowed = leads[1:] if self.about_forum else leads
        if self.chosen is not None:
            allowed = tuple(lead for lead in allowed if lead == self.chosen)
        return tuple(lead for lead in allowed if lead != self.telegram)

    def reminded(self, leads: tuple[int, ...]) -> tuple[int, ...]:
        """Who is reminded next: whoever read it, and from the second time on the others too."""
        readers = self.readers(leads)
        if self.reminders == 0 and self.taken_by in readers:
            return (self.taken_by,)
        return readers[:1] if self.reminders == 0 else readers


def next_reminder(now: datetime, reminders: int, zone: ZoneInfo) -> datetime:
    """By day, also on a quiet one. `reminders`: how many there were."""
    return Pace(zone).decent(now + (REMINDED if reminders == 0 else REMINDED_AGAIN))


def next_told(alert: Alert, now: datetime, patience: timedelta, arrived: Arrived) -> Told:
    """How far the news must have gone by now. `arrived`: of what went to those who were told last.

    What is about somebody in the forum goes no further than to whom the person chose.
    """
    if alert.waits_since is None:
        return alert.told
    if alert.told is Told.NOBODY:
        return Told.LEAD
    if alert.about_forum or alert.told is Told.COORDINATORS or not _is_late(alert, now, patience, arrived):
        return alert.told
    return Told(alert.told + 1)


def must_tell_person(
    alert: Alert, now: datetime, patience: timedelta, arrived: Arrived, reached_a_lead: bool
) -> bool:
    """That nobody has read it: after an hour, or as soon as nobody is left who could read it."""
    if alert.waits_since is None or alert.person_told or alert.telegram is None:
        return False
    if alert.about_forum and _is_late(alert, now, patience, arrived):
        return True
    reached_nobody = alert.told is Told.COORDINATORS and not reached_a_lead
    return reached_nobody or now - alert.waits_since >= UNREAD


def _is_late(alert: Alert, now: datetime, patience: timedelta, arrived: Arrived) -> bool:
    waited = now - (alert.told_at or now)
    lost = arrived is Arrived.NO or (arrived is Arrived.ON_THE_WAY and waited >= AT_ONCE)
    return lost or waited >= patience


def is_new(words: str, now: datetime, said: Iterable[Said]) -> bool:
    return not any(_plain(one.words) == _plain(words) and now - one.at < REPEATED for one in said)


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether the text has any of these words in it: a copy of what was typed, however it was joined on."""
    plain = _plain(text)
    return any(one in plain for one in map(_plain, words) if one)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
