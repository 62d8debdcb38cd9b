"""Which counts of a personal question are kept private, so that nobody can work out a small one.

A small count is one from 1 to threshold - 1. Nought and larger ones may be told.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import inf

Cell = int | None
"""A number of people; None is kept private."""

Pattern = tuple[str, ...]
"""The rows of a table in which one person's answer counts: one row, or several where one may tick several."""

People = Mapping[Pattern, int]
"""How many people of one group gave each pattern of answers."""


def keep_private(count: int, threshold: int) -> Cell:
    return None if is_small(count, threshold) else count


def is_small(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def suppress(counts: Sequence[int], threshold: int) -> list[Cell]:
    """Cells of one known sum. A reader who knows these rules cannot work out any that is kept private.

    Several small ones hide one another. Where they do not (a single one; so few that together they are
    few still; all as small or as large as they may be) the smallest of the others goes too: then nobody
    can tell which of the hidden ones is the large one.
    """
    small = [count for count in counts if 0 < count < threshold]
    large = [count for count in counts if count >= threshold]
    if not small:
        return [*counts]
    if not large:
        return [None] * len(counts)
    hide = _hide_one_another(len(small), sum(small), threshold)
    return _without(counts, small if hide else [*small, min(large)])


def _hide_one_another(cells: int, together: int, threshold: int) -> bool:
    return together >= threshold and cells < together < cells * (threshold - 1)


def suppress_ticks(counts: Sequence[int], answered: int, threshold: int) -> list[Cell]:
    """Cells of a question with several answers. They have no sum, but everybody chose at least one."""
    small = [count for count in counts if 0 < count < threshold]
    large = [count for count in counts if count >= threshold]
    at_most = sum(large) + len(small) * (threshold - 1)
    if not small or answered < at_most:
        return _without(counts, small)
    return _without(counts, [*small, min(large)]) if large else [None] * len(counts)


def _without(counts: Sequence[int], hidden: Collection[int]) -> list[Cell]:
    """Equal counts go together: one that stayed would tell a reader who knows these rules."""
    return [None if count in hidden else count for count in counts]


def rows_to_hide(
    rows: Sequence[str], groups: Sequence[People], hidden: AbstractSet[str], threshold: int
) -> frozenset[str]:
    """The rows of a split that are kept private in all its groups. All of them: nothing is safe to show.

    `groups` make up one table that is published, and in which the rows `hidden` are kept private. In a
    split a row is shown for every group or for none: else a group's count is the total less the others.

    People chose one row each, so a reader knows how many of each group chose a hidden one. These are made
    nobody, or as many as the threshold, and at least two rows: rows are hidden in an order that all can
    see, the smallest total first and noughts last, until that holds and no small count is left.
    """
    small = _rows_with_small(rows, groups, threshold)
    totals = {row: sum(count_row(people, row) for people in groups) for row in rows}
    shown = sorted((row for row in rows if row not in hidden), key=lambda row: totals[row] or inf)
    order = [row for row in rows if row in hidden] + shown
    for most in range(len(hidden), len(order)):
        hide = frozenset(order[:most])
        behind = [sum(count_row(people, row) for row in hide) for people in groups]
        if small <= hide and not any(is_small(count, threshold) for count in behind):
            return hide
    return frozenset(rows)


def ticks_to_hide(
    rows: Sequence[str], groups: Sequence[People], hidden: AbstractSet[str], threshold: int
) -> frozenset[str]:
    """The same where people tick several rows: a group's counts have no sum, but two bounds.

    Everybody ticked something: where fewer ticks than people are shown, some are known to be hidden. And
    nobody ticks twice: where a hidden row has nearly as many as all other groups have people, some of it
    is known to be here. In either case nothing of the split is shown.
    """
    hide = _rows_with_small(rows, groups, threshold) | hidden
    everybody = sum(size(people) for people in groups)
    for people in groups if hide else ():
        ticks = sum(count_row(people, row) for row in rows if row not in hide)
        others = everybody - size(people)
        total = max((count_row(add_up(groups), row) for row in hide - hidden), default=0)
        if ticks < size(people) or total > others + 1:
            return frozenset(rows)
    return frozenset(hide)


def _rows_with_small(rows: Sequence[str], groups: Sequence[People], threshold: int) -> frozenset[str]:
    counts = ((row, count_row(people, row)) for people in groups for row in rows)
    return frozenset(row for row, count in counts if is_small(count, threshold))


def size(people: People) -> int:
    return sum(people.values())


def count_row(people: People, row: str) -> int:
    return sum(times for pattern, times in people.items() if row in pattern)


def add_up(groups: Sequence[People]) -> Counter[Pattern]:
    """All people of several groups."""
    together: Counter[Pattern] = Counter()
    for people in groups:
        together.update(people)
    return together
