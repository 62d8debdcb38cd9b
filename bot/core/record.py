"""The record: what the forum asked, what people said, what came of it. Nothing in it is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.model import Model


class State(StrEnum):
    """What has come of it so far. The last two are ends, and may still be taken up again."""

    HEARD = "heard"
    LOOKING = "looking"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    CANNOT = "cannot"

    @property
    def is_end(self) -> bool:
        return self in {State.DONE, State.CANNOT}


class Level(StrEnum):
    """How far people decide together, from the ladder of participation."""

    INFORMING = "informing"
    CONSULTING = "consulting"
    ENGAGING = "engaging"
    CO_DESIGNING = "co_designing"
    CO_PRODUCING = "co_producing"


class Source(StrEnum):
    """Where it was said."""

    SURVEY = "survey"
    """A survey or vote that is closed."""
    THEME = "theme"
    """What people told the forum by themselves."""
    MEETING = "meeting"


class Difference(StrEnum):
    """Has this made a difference?"""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


class Origin(Model):
    """`survey`: its number. `theme`: its number. Neither: something said at a meeting."""

    source: Source
    survey: int | None = None
    theme: int | None = None


@dataclass(frozen=True)
class Step:
    """One dated change of state. `text`: what we did or do, or why we cannot."""

    number: int
    state: State
    text: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One thing on the record, with all its steps, the oldest first.

    `said`: in the words of the forum, with quotes that may be quoted. `responsible`: a role or a body, who
    answers for it. `again_on`: by when it is looked at again. `version` rises with each step and each change.
    """

    id: int
    origin: Origin
    asked: str
    said: str
    responsible: str
    evidence: str
    link: str
    again_on: date | None
    level: Level
    topic: str | None
    steps: tuple[Step, ...]
    version: int = 1

    @property
    def state(self) -> State:
        return self.steps[-1].state

    @property
    def changed_at(self) -> datetime:
        return self.steps[-1].at

    @property
    def first_at(self) -> datetime:
        return self.steps[0].at

    def is_overdue(self, today: date) -> bool:
        """People were told that somebody looks at it again by a day that is over."""
        return not self.state.is_end and self.again_on is not None and self.again_on < today


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.changed_at, entry.id), reverse=True)
