"""The attacker lays everything that was told together, and asks what else must be so.

What is not known are whole numbers of people: for each question, how many with each combination of bands
gave each answer. All that was told are sums of these. A number that is the same in every solution is found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

from bot.core.answers import SKIPPED, Answer
from bot.core.bands import KEPT_PRIVATE
from bot.core.base_question import BaseQuestion
from bot.core.people import Audience
from bot.core.surveys import WHO_ANSWERS, Survey
from tests.core.attacker import Puzzle
from tests.privacy.given_out import Giver
from tests.privacy.reading_numbers import ANSWERED, EVERYBODY, PRIVATE, REST, Cell, Told


class Leaf(NamedTuple):
    """People whom no table tells apart any further; empty: not said. `room`: they were in the room."""

    audience: str
    area: str
    age: str
    who: str
    room: bool


@dataclass(frozen=True)
class Asked:
    """One question, with all who answered it, the rows in which each counts, and how many people there are
    of each leaf."""

    step: BaseQuestion
    answered: Sequence[tuple[Leaf, tuple[str, ...]]]
    people: Counter[Leaf]
    threshold: int

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.step.rows)

    def count(self, leaves: Iterable[Leaf], row: str) -> int:
        inside = {*leaves}
        return sum(leaf in inside and (row == ANSWERED or row in rows) for leaf, rows in self.answered)


def asked_of(survey: Survey, step: BaseQuestion, givers: Sequence[Giver], threshold: int) -> Asked:
    """Whoever was in the room has seen the hands there: a side with fewer answers than the threshold is left
    out of what is counted, since the other could be told from it."""
    answered = [
        (leaf_of(giver), step.row_ids(answer))
        for giver in givers
        if not (answer := giver.counted.answers.get(step.id, SKIPPED)).skipped
    ]
    sides = Counter(leaf.room for leaf, _ in answered)
    if len(sides) == 2 and min(sides.values()) < threshold:
        counted = sides[True] >= threshold
        answered = [one for one in answered if one[0].room is counted]
    return Asked(step, answered, Counter(leaf_of(giver) for giver in givers), threshold)


def leaf_of(giver: Giver) -> Leaf:
    age, area, audience = (_in_file(band) for band in giver.bands)
    who = giver.counted.answers.get(WHO_ANSWERS, Answer()).chosen
    return Leaf(audience, area, age, who[0] if who else "", giver.counted.in_room)


def _in_file(band: str | None) -> str:
    return PRIVATE if band == KEPT_PRIVATE else band or ""


@dataclass
class Sums:
    """The puzzle of one question, and who is in which group."""

    asked: Asked
    told: Sequence[Told]
    has_file: bool
    puzzle: Puzzle
    known: dict[Cell, tuple[int, int]] = field(default_factory=dict)

    def fill(self) -> None:
        """People, what was told of them, and nothing else."""
        many = self.asked.people.total()
        for leaf, people in self.asked.people.items():
            most = people if self.has_file or leaf.room else many
            names = [self._number(leaf, row, most) for row in self.asked.rows]
            answered = self._number(leaf, ANSWERED, most)
            if self.asked.step.several:
                self.puzzle.total(names, 0, many * len(names), less=[answered])
                for name in names:
                    self.puzzle.total([answered], 0, many, less=[name])
            elif names:
                self.puzzle.total(names, 0, 0, less=[answered])
        self.known = self._known()
        for cell, (low, high) in self.known.items():
            parts = [_name(leaf, cell.row) for leaf in self.group(cell.group)]
            self.puzzle.total(parts, low, high)

    def _number(self, leaf: Leaf, row: str, most: int) -> str:
        return self.puzzle.number(_name(leaf, row), 0, most, self.asked.count([leaf], row))

    def _known(self) -> dict[Cell, tuple[int, int]]:
        """The bounds of each cell that was told; a share is one of those who answered in its group."""
        known: dict[Cell, tuple[int, int]] = {}
        for one in sorted(self.told, key=lambda told: told.is_share):
            low, high = one.low, one.high
            if one.is_share:
                whole = known.get(one.cell._replace(row=ANSWERED))
                assert whole is not None, ("a share of how many?", one)
                low, high = ceil(low * whole[0]), floor(high * whole[1])
            before = known.get(one.cell, (0, self.asked.people.total()))
            known[one.cell] = max(before[0], int(low)), min(before[1], int(high))
            true = self.asked.count(self.group(one.cell.group), one.cell.row)
            assert known[one.cell][0] <= true <= known[one.cell][1], (one, true)
        return known

    def group(self, group: tuple[str, str]) -> list[Leaf]:
        """The leaves of a group. The rest are those of none that has a name in the same split."""
        by, name = group
        leaves = [leaf for leaf in self.asked.people if _is_in_split(by, leaf)]
        if group == EVERYBODY:
            return leaves
        if name != REST or by == "room":
            return [leaf for leaf in leaves if BAND[by](leaf) == name]
        named = {one.cell.group[1] for one in self.told if one.cell.group[0] == by} - {REST}
        return [leaf for leaf in leaves if BAND[by](leaf) not in named]

    def _all_say(self, leaves: Iterable[Leaf], row: str) -> bool:
        """Whether these are in a group of which is told that everybody gave this answer: nought is told of
        the other answers, and with it each subset of the group is known."""
        inside = {*leaves}
        return any(
            cell.row == row
            and bounds == self.known.get(cell._replace(row=ANSWERED))
            and bounds[0] == bounds[1] >= self.asked.threshold
            and inside <= {*self.group(cell.group)}
            for cell, bounds in self.known.items()
        )

    def secrets(self, *, of_chat: bool) -> Iterator[tuple[str, str, int]]:
        """The small numbers that must not be found: of everybody, of each group, with each combination."""
        for name, leaves in self._groups().items():
            if of_chat and any(leaf.room for leaf in leaves):
                continue
            for row in (*self.asked.rows, *([] if name != "everybody" else [ANSWERED])):
                true = self.asked.count(leaves, row)
                if 0 < true < self.asked.threshold and not self._all_say(leaves, row):
                    yield name, row, true

    def _groups(self) -> dict[str, list[Leaf]]:
        found = {"everybody": self.group(EVERYBODY)}
        for by, band in BAND.items():
            names = {band(leaf) for leaf in self.asked.people if _is_in_split(by, leaf)}
            found |= {f"{by} {name}": self.group((by, name)) for name in names - {REST}}
        for told in self.told:
            found[" ".join(told.cell.group)] = self.group(told.cell.group)
        chat = [leaf for leaf in self.asked.people if not leaf.room]
        found["chat"] = chat
        found["bands kept private"] = [leaf for leaf in chat if leaf.audience == PRIVATE]
        return found

    def is_found(self, name: str, row: str) -> bool:
        """Whether the sums leave one number only."""
        return not self.puzzle.can_sum_differ(_name(leaf, row) for leaf in self._groups()[name])


BAND: dict[str, Callable[[Leaf], str]] = {
    "audience": lambda leaf: leaf.audience,
    "area": lambda leaf: leaf.area,
    "age": lambda leaf: leaf.age,
    "who": lambda leaf: leaf.who,
    "room": lambda leaf: "room" if leaf.room else REST,
    "leaf": lambda leaf: "|".join(leaf[:3]),
}
"""By what people are told apart."""


def _is_in_split(by: str, leaf: Leaf) -> bool:
    """Of the room nothing but counts is known; where all bands are kept private there are none to split by;
    and young people alone have an age."""
    if by in {"", "room"}:
        return True
    if by in {"audience", "area", "age"} and leaf.audience == PRIVATE:
        return False
    return not leaf.room and (by != "age" or leaf.audience == Audience.YOUNG)


def _name(leaf: Leaf, row: str) -> str:
    return f"{' '.join(map(str, leaf))} {row or 'answered'}"


def lay_out(asked: Asked, told: Iterable[Told], has_file: bool) -> Sums:
    """`has_file`: how many have each combination of bands is known, from a file of responses."""
    sums = Sums(asked, [one for one in told if one.cell.question == asked.step.id], has_file, Puzzle())
    sums.fill()
    return sums


def seen_in_room(asked: Asked) -> Iterator[Told]:
    """What somebody knows besides who was in the room, and saw all hands there."""
    room = [leaf for leaf in asked.people if leaf.room]
    for row in (*asked.rows, ANSWERED) if room else ():
        count = asked.count(room, row)
        yield Told(Cell(asked.step.id, ("room", "room"), row), count, count, False, "the room")


def find_small(sums: Sums, *, of_chat: bool = False) -> list[str]:
    """The small numbers that follow from what was told; `of_chat`: of those who were not in the room."""
    return [
        f"{name}, {row or 'answered'}: {true}"
        for name, row, true in sums.secrets(of_chat=of_chat)
        if sums.is_found(name, row)
    ]
