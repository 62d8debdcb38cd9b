"""Somebody who adds and subtracts: which counts follow from those that are shown?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Range = tuple[int, int]
Signed = tuple[str, int]
"""A number that is added (1) or taken away (-1)."""
MOST_MOVES = 14
MOST_TRIED = 3_000
"""Steps after which the quick way gives up, and the slow one is taken."""


@dataclass
class Puzzle:
    """Whole numbers within bounds, and sums of them within bounds. `truth`: one way to solve it, so that
    others are looked for near it first."""

    bounds: dict[str, Range] = field(default_factory=dict)
    sums: list[tuple[tuple[Signed, ...], Range]] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)
    stands_in: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    """The sums in which a number stands, with its sign there."""

    def number(self, name: str, low: int, high: int, truth: int) -> str:
        assert low <= truth <= high, (name, low, truth, high)
        self.bounds[name], self.truth[name] = (low, high), truth
        return name

    def total(self, names: Iterable[str], low: int, high: int, less: Iterable[str] = ()) -> None:
        """`less`: the names of numbers that are taken away."""
        parts = (*((name, 1) for name in names), *((name, -1) for name in less))
        assert low <= sum(sign * self.truth[name] for name, sign in parts) <= high, parts
        for name, sign in parts:
            self.stands_in[name].append((len(self.sums), sign))
        self.sums.append((parts, (low, high)))

    def difference(self, whole: str, parts: Iterable[str]) -> None:
        """The parts make up the whole."""
        self.total(parts, 0, 0, less=[whole])

    def can_differ(self, name: str) -> bool:
        """Whether the number could be another than it is, and all that is known still be so."""
        if any(self._moved(name, way) for way in (1, -1)):
            return True
        low, high = self.bounds[name]
        true = self.truth[name]
        sides = ((true + 1, high), (low, true - 1))
        return any(
            least <= most and self._solve({**self.bounds, name: (least, most)}) for least, most in sides
        )

    def can_sum_differ(self, names: Iterable[str]) -> bool:
        """The same of a sum of numbers, of which nothing is kept afterwards."""
        parts = [*names]
        bounds = [self.bounds[name] for name in parts]
        low, high = sum(low for low, _ in bounds), sum(high for _, high in bounds)
        asked = self.number("?", low, high, sum(self.truth[name] for name in parts))
        self.difference(asked, parts)
        try:
            return self.can_differ(asked)
        finally:
            for name in (*parts, asked):
                self.stands_in[name].pop()
            self.sums.pop()
            del self.bounds[asked], self.truth[asked]

    # The quick way: one number moves by one, and others move by one until all sums are right again.

    def _moved(self, name: str, way: int) -> bool:
        return any(_Moves(self, name).move(name, way, left) for left in range(2, MOST_MOVES, 2))

    # The slow way: all that may be.

    def _solve(self, bounds: Mapping[str, Range]) -> bool:
        tight = self._tighten(dict(bounds))
        if tight is None:
            return False
        open_ = [name for name, (low, high) in tight.items() if low < high]
        if not open_:
            return True
        # What cannot stay as it is must be decided first.
        name = min(open_, key=lambda one: (_holds(tight[one], self.truth[one]), _width(tight[one])))
        low, high = tight[name]
        order = sorted(range(low, high + 1), key=lambda value: abs(value - self.truth[name]))
        return any(self._solve({**tight, name: (value, value)}) for value in order)

    def _tighten(self, bounds: dict[str, Range]) -> dict[str, Range] | None:
        """The bounds that follow from the sums; None where they contradict one another."""
        waiting = dict.fromkeys(range(len(self.sums)))
        while waiting:
            at = next(iter(waiting))
            del waiting[at]
            parts, (low, high) = self.sums[at]
            ranges = [_signed(bounds[one], sign) for one, sign in parts]
            least, most = sum(one[0] for one in ranges), sum(one[1] for one in ranges)
            if least > high or most < low:
                return None
            for (one, sign), (before, after) in zip(parts, ranges, strict=True):
                tight = max(before, low - (most - after)), min(after, high - (least - before))
                if tight != (before, after):
                    if tight[0] > tight[1]:
                        return None
                    bounds[one] = _signed(tight, sign)
                    waiting.update((other, None) for other, _ in self.stands_in[one])
        return bounds


class _Moves:
    """Numbers that were moved from where they truly are, and the sums that are not right because of that."""

    def __init__(self, puzzle: Puzzle, name: str) -> None:
        self._puzzle = puzzle
        self._name = name
        self._at = dict(puzzle.truth)
        self._totals = [sum(sign * self._at[one] for one, sign in parts) for parts, _ in puzzle.sums]
        self._wrong: dict[int, None] = {}
        self._tried = 0

    def move(self, one: str, way: int, left: int) -> bool:
        """Whether everything can be put right with so many moves, this one being the first of them."""
        low, high = self._puzzle.bounds[one]
        self._tried += 1
        if self._tried > MOST_TRIED or not low <= self._at[one] + way <= high:
            return False
        self._put(one, way)
        if self._settle(left - 1):
            return True
        self._put(one, -way)
        return False

    def _put(self, one: str, way: int) -> None:
        self._at[one] += way
        for at, sign in self._puzzle.stands_in[one]:
            self._totals[at] += sign * way
            low, high = self._puzzle.sums[at][1]
            if low <= self._totals[at] <= high:
                self._wrong.pop(at, None)
            else:
                self._wrong[at] = None

    def _settle(self, left: int) -> bool:
        """Puts right the sum that was made wrong last. What was moved one way is not moved back."""
        if not self._wrong or not left:
            return not self._wrong
        at = next(reversed(self._wrong))
        parts, (_, high) = self._puzzle.sums[at]
        missing = -1 if self._totals[at] > high else 1
        truth = self._puzzle.truth
        return any(
            self.move(one, missing * sign, left)
            for one, sign in parts
            if (self._at[one] - truth[one]) * missing * sign >= 0 and one != self._name
        )


def _signed(bounds: Range, sign: int) -> Range:
    return bounds if sign > 0 else (-bounds[1], -bounds[0])


def _holds(bounds: Range, value: int) -> bool:
    return bounds[0] <= value <= bounds[1]


def _width(bounds: Range) -> int:
    return bounds[1] - bounds[0]
