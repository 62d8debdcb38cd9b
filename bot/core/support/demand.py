"""What people looked for, as it may be shown: by month, once the month is over, without small numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

NOTHING, ASKED_BACK, OTHER_LANGUAGE = "nothing", "asked", "language"
"""In the place of a topic: nothing was found, what was meant had to be asked, it was no English."""
TOPIC = "topic:"
"""Stands before a topic's id."""


@dataclass(frozen=True)
class Looked:
    """`month`: such as 2026-11. `what`: `TOPIC` and its id, or one of the others above."""

    month: str
    what: str
    times: int


@dataclass(frozen=True)
class Month:
    """`counts`: what was looked for at least as often as the threshold, the most first. `is_whole`: nothing
    was looked for more seldom."""

    month: str
    counts: tuple[tuple[str, int], ...]
    is_whole: bool


def shown_months(looked: Iterable[Looked], threshold: int) -> tuple[Month, ...]:
    """In the order given, which has each month in one piece."""
    return tuple(
        _month(month, [*rows], threshold) for month, rows in groupby(looked, key=lambda one: one.month)
    )


def _month(month: str, rows: list[Looked], threshold: int) -> Month:
    shown = [(one.what, one.times) for one in rows if one.times >= threshold]
    return Month(month, tuple(sorted(shown, key=lambda pair: (-pair[1], pair[0]))), len(shown) == len(rows))
