"""Somebody who adds and subtracts: which counts follow from those that are shown?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass
class Puzzle:
    """Whole numbers within bounds, and sums of them within bounds. `truth`: one way to solve it, so that
    others are looked for near it first."""

    bounds: dict[str, Range] = field(default_factory=dict)
    sums: list[tuple[tuple[str, ...], Range]] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)

    def number(self, name: str, low: int, high: int, truth: int) -> str:
        assert low <= truth <= high, name
        self.bounds[name], self.truth[name] = (low, high), truth
        return name

    def total(self, names: Iterable[str], low: int, high: int) -> None:
        parts = tuple(names)
        assert low <= sum(self.truth[name] for name in parts) <= high, parts
        self.sums.append((parts, (low, high)))

    def difference(self, whole: str, parts: Iterable[str]) -> None:
        """The parts make up the whole."""
        self.bounds[f"-{whole}"] = (-self.bounds[whole][1], -self.bounds[whole][0])
        self.truth[f"-{whole}"] = -self.truth[whole]
        self.total([whole, f"-{whole}"], 0, 0)
        self.total([f"-{whole}", *parts], 0, 0)

    def can_differ(self, name: str) -> bool:
        """Whether the number could be another than it is, and all that is known still be so."""
        low, high = self.bounds[name]
        true = self.truth[name]
        sides = ((true + 1, high), (low, true - 1))
        return any(
            least <= most and self._solve({**self.bounds, name: (least, most)}) for least, most in sides
        )

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
        changed = True
        while changed:
            changed = False
            for parts, (low, high) in self.sums:
                least, most = sum(bounds[one][0] for one in parts), sum(bounds[one][1] for one in parts)
                if least > high or most < low:
                    return None
                for one in parts:
                    before = bounds[one]
                    after = (
                        max(before[0], low - (most - before[1])),
                        min(before[1], high - (least - before[0])),
                    )
                    if after != before:
                        if after[0] > after[1]:
                            return None
                        bounds[one], changed = after, True
                        least += after[0] - before[0]
                        most += after[1] - before[1]
        return bounds


def _holds(bounds: Range, value: int) -> bool:
    return bounds[0] <= value <= bounds[1]


def _width(bounds: Range) -> int:
    return bounds[1] - bounds[0]
