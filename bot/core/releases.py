"""What the forum releases to officers: of what, and how much of it. Only that can be pulled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class What(StrEnum):
    SURVEY = "survey"
    """A survey or vote that is closed."""
    RECORD = "record"
    """You said, we did."""
    IMPACT = "impact"
    """The figures of times that are over."""
    THEME = "theme"
    """What people speak of under a theme of feedback."""
    REGULATION_56 = "regulation_56"
    """Comments on the Local Offer of a time that is over."""


@dataclass(frozen=True)
class Subject:
    """`about`: the number of the survey, theme or period; 0 for what there is one of."""

    what: What
    about: int = 0


@dataclass(frozen=True)
class Scope:
    """How much besides the tables that may be shown. `texts`: those that a coordinator read and kept, and
    whose writers allow quoting."""

    responses: bool = False
    texts: bool = False


@dataclass(frozen=True)
class Release:
    """`pulls`: how often an officer looked at it or took its files. `audit_hash`: the newest of the audit log
    when it was released. `title`: of a theme, as it was called then. `replaced`: it was not taken back,
    but gave way to a newer one."""

    id: int
    subject: Subject
    scope: Scope
    released_at: datetime
    withdrawn_at: datetime | None
    pulls: int
    audit_hash: str
    title: str = ""
    replaced: bool = False

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None


@dataclass(frozen=True)
class Contents:
    """What a release of a survey holds, said before it counts. `questions`: that have a table; `hidden`: of
    these, the ones of which something is kept private. `texts`: that would be quoted; `unread`: that wait to
    be read; `kept`: that were read and kept, also those that may not be quoted. `responses_gone`: they were
    deleted because of their age. `has_comments`: some questions ask for comments on the Local Offer, which
    are released by themselves."""

    answered: int
    in_room: int
    questions: int
    hidden: int
    texts: int
    unread: int
    may_have_responses: bool
    responses_gone: bool
    has_comments: bool = False
    kept: int = 0


@dataclass(frozen=True)
class ThemeContents:
    """What a release of a theme holds. `people`: None while they are few; `until`: the first day of the last
    month that is counted, None where none is. `texts`: that would be quoted."""

    name: str
    people: int | None
    until: date | None
    texts: int
    may_have_responses: bool = False
