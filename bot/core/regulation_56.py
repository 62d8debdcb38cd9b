"""Comments on the Local Offer, as a council publishes them: regulation 56 of the SEND Regulations 2014.

The threshold hides counts, not comments: none is held back because there are few. A person reads each for
what could tell who wrote it. The forum proposes what may be left out, and the council decides.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.impact import Period, Span
from bot.core.local_offer import Heading
from bot.core.record import Entry
from bot.core.written import Decision


@dataclass(frozen=True)
class Comment:
    """One that may be published. `entry`: what answers it on the record, if anything does yet."""

    heading: Heading
    text: str
    entry: int | None = None


@dataclass(frozen=True)
class Answered:
    entry: Entry
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """The comments under one heading, or under several of which few have comments."""

    headings: tuple[Heading, ...]
    answered: tuple[Answered, ...] = ()
    unanswered: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.unanswered) + sum(len(one.comments) for one in self.answered)


@dataclass(frozen=True)
class Proposal:
    """That the council leaves a comment out. It is for the council to read, and not to publish."""

    reason: Decision
    heading: Heading
    text: str


@dataclass(frozen=True)
class Pack:
    """The comments of a period. `others`: what else came of the same surveys, on the record.

    `unread`: comments that nobody has decided on; `left_out`: those that would tell who somebody is, also
    masked; `not_allowed`: those whose writers do not allow quoting. Exact: see `keep_private`.
    """

    period: Period
    parts: tuple[Part, ...]
    others: tuple[Entry, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    unread: int = 0
    left_out: int = 0
    not_allowed: int = 0

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    @property
    def unanswered(self) -> int:
        return sum(len(part.unanswered) for part in self.parts)

    @property
    def answers(self) -> tuple[Entry, ...]:
        """Each entry once, in the order in which they are met."""
        met = [one.entry for part in self.parts for one in part.answered]
        return tuple({entry.id: entry for entry in (*met, *self.others)}.values())


def arrange(comments: Sequence[Comment], entries: Mapping[int, Entry], threshold: int) -> tuple[Part, ...]:
    """Under all three headings, in their order. Comments with one answer stand together, the answers as they
    came onto the record."""
    sizes = {heading: sum(one.heading is heading for one in comments) for heading in Heading}
    return tuple(_part(headings, comments, entries) for headings in merge_headings(sizes, threshold))


def _part(headings: tuple[Heading, ...], comments: Iterable[Comment], entries: Mapping[int, Entry]) -> Part:
    mine = [one for one in comments if one.heading in headings]
    used = [entries[id] for id in {one.entry for one in mine if one.entry is not None}]
    used.sort(key=lambda entry: (entry.first_at, entry.id))
    answered = tuple(
        Answered(entry, tuple(one.text for one in mine if one.entry == entry.id)) for entry in used
    )
    return Part(headings, answered, tuple(one.text for one in mine if one.entry is None))


def merge_headings(sizes: Mapping[Heading, int], threshold: int) -> list[tuple[Heading, ...]]:
    """Headings with fewer comments than the threshold stand together; if these are few still, the smallest of
    the others joins them. A heading without any stands by itself: nothing there is to be recognised by."""
    some = sorted((heading for heading in Heading if sizes[heading]), key=lambda heading: sizes[heading])
    few = [heading for heading in some if sizes[heading] < threshold]
    for other in some[len(few) :]:
        if few and sum(sizes[heading] for heading in few) < threshold:
            few.append(other)
    together = tuple(heading for heading in Heading if heading in few)
    alone = [(heading,) for heading in Heading if heading not in few]
    return sorted([*alone, *([together] if few else [])], key=lambda headings: [*Heading].index(headings[0]))


# the times it can be had for


def periods_of(days: Iterable[date], today: date) -> list[Period]:
    """The whole months, quarters and school years that are over and have one of these days in them.

    The newest first; of those that end together the longest.
    """
    found = {Period.around(day, months) for day in days for months in (1, 3, 12)}
    over = (period for period in found if period.after <= today)
    return sorted(over, key=lambda period: (period.after, period.months), reverse=True)


def first_to_come(days: Iterable[date], today: date) -> date | None:
    """The day from which the next month can be had that has one of these days in it and is not over."""
    return min((end for day in days if (end := Period.around(day, 1).after) > today), default=None)


def most_asked_for(periods: Sequence[Period]) -> Period | None:
    """The newest school year; where none is over yet, the newest of the longest."""
    return max(periods, key=lambda period: (period.months, period.first), default=None)


def name_period(period: Period) -> str:
    """For the names of files and the command line: 2025-26, 2026-09-to-2026-11, 2026-11."""
    last = period.within(1)[-1].first
    match period.span:
        case Span.SCHOOL_YEAR:
            return f"{period.first.year}-{last.year % 100:02}"
        case Span.QUARTER:
            return f"{period.first:%Y-%m}-to-{last:%Y-%m}"
    return f"{period.first:%Y-%m}"


def read_period(said: str) -> Period:
    """What `name_period` writes, and nothing else. Raises ValueError."""
    begins = re.match(r"([1-9]\d{3})-(\d\d)", said)
    if begins is None:
        raise ValueError(said)
    year, second = int(begins[1]), int(begins[2])
    found = [Period(date(year, 9, 1), 12)]
    if 1 <= second <= 12:
        found += [Period(date(year, second, 1), months) for months in (3, 1)]
    for period in found:
        if period == Period.around(period.first, period.months) and name_period(period) == said:
            return period
    raise ValueError(said)
