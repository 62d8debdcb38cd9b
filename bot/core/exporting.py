"""What can be taken out, and in which forms."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.impact import Period
from bot.core.regulation_56 import name_period, read_period


class Form(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    PNG = "png"
    JSON = "json"


class Topic(StrEnum):
    """What is not one survey."""

    FEEDBACK = "feedback"
    RECORD = "record"
    IMPACT = "impact"
    LOOKED_FOR = "looked-for"
    AUDIT = "audit"


@dataclass(frozen=True)
class OfRelease:
    """What officers may pull of one release: as much as was released."""

    number: int

    def __str__(self) -> str:
        return f"release-{self.number}"


@dataclass(frozen=True)
class AllReleased:
    """All that officers may pull now."""

    def __str__(self) -> str:
        return "released"


@dataclass(frozen=True)
class LocalOffer:
    """Comments on the Local Offer for a council to publish. `period`: None for the newest school year.
    `to_decide`: those that it may leave out, which are not to be published."""

    period: Period | None = None
    to_decide: bool = False

    def __str__(self) -> str:
        return REGULATION_56 if self.period is None else f"{REGULATION_56}-{name_period(self.period)}"


@dataclass(frozen=True)
class OfTheme:
    """What people speak of under one theme of feedback. Given out only where it was released."""

    number: int


REGULATION_56 = "regulation-56"
One = int | Topic | LocalOffer | OfTheme
"""A survey or vote by its number, or one of the others."""
What = One | OfRelease | AllReleased

WITH_CHARTS = frozenset({Topic.IMPACT})
WITH_COUNTS = frozenset({Topic.FEEDBACK, Topic.IMPACT, Topic.LOOKED_FOR})
"""Of people: small ones are kept private. The record and the audit log have none."""


def read_what(said: str) -> What | None:
    """None for what there is not."""
    found = re.fullmatch(r"(release-)?([0-9]{1,18})", said)
    if found is not None:
        number = int(found[2])
        return OfRelease(number) if found[1] else number
    if said == str(AllReleased()):
        return AllReleased()
    if said.startswith(REGULATION_56):
        return _read_local_offer(said.removeprefix(REGULATION_56))
    return Topic(said) if said in {*Topic} else None


def _read_local_offer(time: str) -> LocalOffer | None:
    if not time:
        return LocalOffer()
    try:
        return LocalOffer(read_period(time.removeprefix("-")))
    except ValueError:
        return None


def has_counts(what: What) -> bool:
    return not isinstance(what, Topic) or what in WITH_COUNTS


def forms_of(what: One) -> tuple[Form, ...]:
    """Pictures only of what has charts."""
    has_charts = isinstance(what, int) or what in WITH_CHARTS
    return tuple(form for form in Form if has_charts or form is not Form.PNG)
