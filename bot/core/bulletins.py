"""A bulletin: what a coordinator plans to post, to whom, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field

from bot.core.calendar_file import Meeting
from bot.core.model import Model
from bot.core.recurrence import Every, Recurrence
from bot.core.words import Words

ISSUE = "issue"
"""The first word of the labels of its posts."""
LONGEST_TEXT = 4000
"""Characters, as somebody types it in one message."""
LONGEST_LINE = 200
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes: more is too much for many people's phones."""
WINDOWS = (2, 12, 24, 72)
"""Hours for which something that could not go out in time still goes out by itself."""


class Kind(StrEnum):
    WORDS = "words"
    ENTRY = "entry"
    """Of the record."""
    CHART = "chart"
    """Of a closed survey or vote."""
    MEETING = "meeting"
    DIGEST = "digest"
    """Made when it goes out: what is new since the last one."""


REPEATING = frozenset({Kind.WORDS, Kind.DIGEST})
"""What may go out again and again."""


class Aim(StrEnum):
    GROUP = "group"
    EVERYBODY = "everybody"
    AUDIENCE = "audience"
    AREA = "area"
    THEME = "theme"
    SURVEY = "survey"
    """Those who took part in one."""


class Target(Model):
    """A group or a topic of it; or people: `value` names the audience, the area, the theme or the survey."""

    aim: Aim
    chat: int = 0
    thread: int = 0
    value: str = ""

    @property
    def where(self) -> str:
        """For a button: the group and its topic, or which people."""
        return f"{self.chat}.{self.thread}" if self.aim is Aim.GROUP else self.value

    @classmethod
    def read(cls, aim: str, where: str) -> Self:
        """Raises ValueError for what `where` never says."""
        if Aim(aim) is not Aim.GROUP:
            return cls(aim=Aim(aim), value=where)
        chat, _, thread = where.partition(".")
        return cls(aim=Aim.GROUP, chat=int(chat), thread=int(thread))


class Attached(Model):
    """A picture with what is to be seen on it, or a document; both stay at Telegram."""

    kind: Literal["picture", "document"]
    file_id: str
    name: str = ""
    description: str = ""


class WhenEmpty(StrEnum):
    """What a digest does when nothing is new."""

    SKIP = "skip"
    STILL = "still"
    """It says what is still being worked on."""


class Bulletin(Model):
    """`text`: in English; `translations`: the same by language. `when`: None means at once.

    `window`: hours for which it still goes out by itself when the bot was down at its time.
    """

    kind: Kind = Kind.WORDS
    text: str = ""
    translations: dict[str, str] = Field(default={})
    attached: Attached | None = None
    meeting: Meeting | None = None
    entry: int | None = None
    survey: int | None = None
    about: str = ""
    """The title of its entry or survey, for lists."""
    when_empty: WhenEmpty = WhenEmpty.SKIP
    targets: tuple[Target, ...] = ()
    when: Recurrence | None = None
    window: int = 12

    @property
    def words(self) -> Words:
        return Words(
            usual=self.text or "…",
            translations={code: Words(usual=text) for code, text in self.translations.items()},
        )

    @property
    def repeats(self) -> bool:
        return self.when is not None and self.when.every is not Every.ONCE

    @property
    def for_everybody(self) -> bool:
        return any(target.aim is Aim.EVERYBODY for target in self.targets)

    @property
    def name(self) -> str:
        """In a list; empty for a digest."""
        return self.meeting.title if self.meeting is not None else self.about or " ".join(self.text.split())


class State(StrEnum):
    """Waiting: a second coordinator has to approve. Over: it went out, or was cancelled, for good."""

    WAITING = "waiting"
    PLANNED = "planned"
    PAUSED = "paused"
    OVER = "over"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        return self not in {State.OVER, State.CANCELLED}


@dataclass(frozen=True)
class Planned:
    """A bulletin as it is stored. `due_at`: when it goes out next, in UTC. `last_at`: when it went out last.
    `made_by`: the person, while they are a member."""

    id: int
    bulletin: Bulletin
    state: State
    due_at: datetime | None
    last_at: datetime | None
    made_by: int | None
    version: int

    def is_too_late(self, now: datetime) -> bool:
        """Whether somebody has to decide if it goes out still."""
        return self.due_at is not None and now - self.due_at > timedelta(hours=self.bulletin.window)


class IssueState(StrEnum):
    """Late: a coordinator decides whether it still goes out. Empty: a digest with nothing new."""

    LATE = "late"
    OUT = "out"
    EMPTY = "empty"
    LEFT_OUT = "left_out"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Issue:
    """One time that a bulletin went out, or should have."""

    id: int
    bulletin: int
    due_at: datetime
    state: IssueState
    corrections: int = 0

    @property
    def label(self) -> str:
        """How the labels of its posts begin."""
        return f"{ISSUE} {self.id}"
