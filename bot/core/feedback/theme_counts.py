"""How many people speak of a theme, as it is given out: of whole months, and in steps that hide everybody.

Whoever reads a count again and again learns what came between. So it stays as it is until it would change by
as many as the threshold; and it knows nothing of a month that is not over.
"""

from dataclasses import dataclass
from datetime import date

from bot.core.impact import Period
from bot.core.suppression import Cell


@dataclass(frozen=True)
class ThemeCount:
    """`people`: None while they are few. `until`: the first day of the last month that is in it. `looked`: of
    the last month of which it was seen whether the count changes."""

    people: Cell
    until: date
    looked: date


def count_again(before: ThemeCount | None, people: int, month: Period, threshold: int) -> ThemeCount:
    """After a month: so many people have spoken of it up to its end. Of a month that was looked at before,
    the count stays."""
    if before is not None and before.looked >= month.first:
        return before
    shown = None if people < threshold else people
    if before is None:
        return ThemeCount(shown, month.first, month.first)
    if before.people is not None and abs(people - before.people) < threshold:
        return ThemeCount(before.people, before.until, month.first)
    return ThemeCount(shown, month.first, month.first)
