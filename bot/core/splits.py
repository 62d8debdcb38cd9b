"""The fixed splits of a table: by who people are, their area, their age band, and who is answering.

Their counts are kept private together, from the outside in: what is kept private of all people is so of
every group, and what is kept private of young people is so of every age band.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from bot.core.model import Model
from bot.core.people import Audience
from bot.core.suppression import Cell, Pattern, add_up, count_row, is_small, rows_to_hide, ticks_to_hide
from bot.core.words import Words

REST = "rest"
"""Everybody who is in no group that has a name here: not said, other, too few, or kept private."""


IN_ROOM = "room"
"""The group of those who were counted at a meeting; the others answered in the chat."""


class By(StrEnum):
    AUDIENCE = "audience"
    AREA = "area"
    AGE = "age"
    WHO_ANSWERS = "who"
    ROOM = "room"


class GroupName(Model):
    id: str
    label: Words


class Group(Model):
    """One group of a split: how many of it answered, and a count for each row of the table."""

    id: str
    label: Words
    answered: int
    counts: tuple[Cell, ...]


class Split(Model):
    """The same table for each group. The groups together are those who answered and whose band is known."""

    by: By
    groups: tuple[Group, ...]

    def group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.id == name), None)

    @property
    def is_whole(self) -> bool:
        """Nothing of it is kept private."""
        return all(cell is not None for group in self.groups for cell in group.counts)


Names = Mapping[By, Sequence[GroupName]]
"""The groups that may be shown, in the order in which they are. REST gives the words for all others."""


class Belongs(NamedTuple):
    """The bands of one response. An audience of None: all bands of it are kept private."""

    audience: str | None
    age: str | None
    area: str | None
    who: str | None
    room: str | None = None
    """IN_ROOM for those who were counted at a meeting."""


@dataclass(frozen=True)
class Answered:
    """Who gave which answers to one answered. `hidden`: rows that the table of everybody keeps private."""

    rows: tuple[str, ...]
    hidden: AbstractSet[str]
    people: Mapping[Belongs, Counter[Pattern]]
    guarded: bool
    several: bool
    threshold: int

    def pick(self, people: Mapping[Belongs, Counter[Pattern]], hidden: AbstractSet[str]) -> "Answered":
        """Some of the people, and what is kept private of them already."""
        return replace(self, people=people, hidden=hidden)

    def by(self, by: By) -> dict[str | None, Counter[Pattern]]:
        """The people of each band."""
        at = {By.AUDIENCE: 0, By.AGE: 1, By.AREA: 2, By.WHO_ANSWERS: 3, By.ROOM: 4}[by]
        groups: dict[str | None, list[Counter[Pattern]]] = {}
        for belongs, people in self.people.items():
            groups.setdefault(belongs[at], []).append(people)
        return {band: add_up(people) for band, people in groups.items()}

    def hiding(self, groups: Sequence[Counter[Pattern]]) -> frozenset[str]:
        """The rows that are kept private in a split into these groups."""
        if not self.guarded:
            return frozenset()
        rule = ticks_to_hide if self.several else rows_to_hide
        return rule(self.rows, groups, self.hidden, self.threshold)


def make_splits(answered: Answered, names: Names) -> tuple[Split, ...]:
    """The splits of one question that may be shown. Of the room nothing else is known: the other splits are
    of those in the chat, with what is kept private of them beside the room."""
    room = _split(answered, By.ROOM, names)
    chat = _in_chat(answered, room)
    if chat is None:
        return () if room is None else (room,)
    found = [room, _split(chat, By.WHO_ANSWERS, names)]
    known = _with_known_bands(chat)
    if known is not None:
        audience = _split(known, By.AUDIENCE, names)
        found += [audience, _split(known, By.AREA, names), _by_age(known, audience, names)]
    order = [*By]
    return tuple(sorted((one for one in found if one is not None), key=lambda split: order.index(split.by)))


def _in_chat(answered: Answered, room: Split | None) -> Answered | None:
    """None where their table would tell, by difference, what is kept private of the room."""
    chat = {one: people for one, people in answered.people.items() if one.room is None}
    if len(chat) == len(answered.people) or not answered.guarded:
        return answered.pick(chat, answered.hidden)
    group = None if room is None else room.group(REST)
    if group is None:
        return None
    hidden = {row for row, cell in zip(answered.rows, group.counts, strict=True) if cell is None}
    return answered.pick(chat, hidden)


def _with_known_bands(answered: Answered) -> Answered | None:
    """Those whose bands are not kept private; None where that would tell something of the others.

    These are the same people in the splits by audience and area: both show the others by difference.
    """
    known = {one: people for one, people in answered.people.items() if one.audience is not None}
    inside = add_up([*known.values()])
    outside = add_up([people for one, people in answered.people.items() if one.audience is None])
    if any(is_small(people.total(), answered.threshold) for people in (inside, outside)):
        return None
    hidden = answered.hiding([inside, outside]) if outside else answered.hidden
    return answered.pick(known, hidden)


def _by_age(known: Answered, audience: Split | None, names: Names) -> Split | None:
    """Only young people have an age band: a split of theirs, where they have a column of their own."""
    young = None if audience is None else audience.group(Audience.YOUNG)
    if young is None:
        return None
    hidden = {row for row, cell in zip(known.rows, young.counts, strict=True) if cell is None}
    theirs = {one: people for one, people in known.people.items() if one.audience == Audience.YOUNG}
    return _split(known.pick(theirs, hidden), By.AGE, names)


def _split(answered: Answered, by: By, names: Names) -> Split | None:
    if not names.get(by):
        return None
    labels = {name.id: name.label for name in names[by]}
    groups = _large_enough(answered.by(by), [name for name in labels if name != REST], answered.threshold)
    if len(groups) < 2:
        return None
    hidden = answered.hiding([*groups.values()])
    if all(set(pattern) <= hidden for people in groups.values() for pattern in people):
        return None
    return Split(
        by=by,
        groups=tuple(
            Group(
                id=name, label=labels[name], answered=people.total(), counts=_cells(answered, people, hidden)
            )
            for name, people in groups.items()
        ),
    )


def _cells(answered: Answered, people: Counter[Pattern], hidden: AbstractSet[str]) -> tuple[Cell, ...]:
    return tuple(None if row in hidden else count_row(people, row) for row in answered.rows)


def _large_enough(
    bands: Mapping[str | None, Counter[Pattern]], names: Sequence[str], threshold: int
) -> dict[str, Counter[Pattern]]:
    """Groups in order, the rest last. Those that are too small join the rest; if the rest is too small
    then, the smallest of the others joins it."""
    named = {
        name: bands[name] for name in names if name in bands and bands[name].total() >= max(threshold, 1)
    }
    rest = add_up([people for band, people in bands.items() if band not in named])
    while is_small(rest.total(), threshold) and named:
        smallest = min(named, key=lambda name: named[name].total())
        rest = add_up([rest, named.pop(smallest)])
    return {**named, REST: rest} if rest else named
