"""Whether people feel heard: counted apart from who said it, and shown over time without small counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.core.suppression import Cell, suppress

ASKED_FOR = timedelta(days=7)
"""After closing. Counts are shown after that, once and for all: from one that still rises one could read
who just tapped."""


class Feeling(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class Felt:
    """How many said what after one survey."""

    survey: int
    counts: Mapping[str, int]

    @property
    def people(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Season:
    """Neighbouring surveys, together large enough to be shown. `counts` in the order of `Feeling`."""

    surveys: tuple[int, ...]
    people: int
    counts: tuple[Cell, ...]


def seasons(felt: Sequence[Felt], threshold: int) -> list[Season]:
    """In the order given. No survey stands in two seasons, and no total is made of them, so that none can
    be subtracted from another. Those at the end that are too few are not shown yet."""
    found: list[Season] = []
    waiting: list[Felt] = []
    for one in felt:
        waiting.append(one)
        counts = [sum(each.counts.get(feeling, 0) for each in waiting) for feeling in Feeling]
        cells = suppress(counts, threshold)
        if sum(counts) >= threshold and any(cell is not None for cell in cells):
            found.append(Season(tuple(each.survey for each in waiting), sum(counts), tuple(cells)))
            waiting = []
    return found
