"""The count of a theme as it is given out: whoever reads it every month sees no small number come."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.feedback.theme_counts import ThemeCount, count_again
from bot.core.feedback.themes import Voice, count_people
from bot.core.impact import Period, last_over

SEPTEMBER, OCTOBER = Period(date(2026, 9, 1), 1), Period(date(2026, 10, 1), 1)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12), st.integers(5, 10))
def test_what_is_shown_is_no_small_number_and_changes_by_none(people: list[int], threshold: int) -> None:
    shown: list[int | None] = []
    count: ThemeCount | None = None
    for at, number in enumerate(people):
        count = count_again(count, number, Period(date(2026, at + 1, 1), 1), threshold)
        if count.people is not None:
            assert count.people >= threshold
            assert count.people == people[count.until.month - 1]
        shown.append(count.people)
    for a, b in pairwise(shown):
        assert a is None or b is None or a == b or abs(a - b) >= threshold


def test_a_count_is_made_once_a_month() -> None:
    first = count_again(None, 7, SEPTEMBER, 5)
    assert count_again(first, 20, SEPTEMBER, 5) == first
    later = count_again(first, 11, OCTOBER, 5)
    assert later == ThemeCount(7, SEPTEMBER.first, OCTOBER.first)
    assert count_again(later, 30, OCTOBER, 5) == later
    assert count_again(first, 12, OCTOBER, 5) == ThemeCount(12, OCTOBER.first, OCTOBER.first)
    assert count_again(first, 2, OCTOBER, 5) == ThemeCount(None, OCTOBER.first, OCTOBER.first)


def test_a_month_counts_a_week_after_it_is_over() -> None:
    assert last_over(date(2026, 11, 8)) == SEPTEMBER
    assert last_over(date(2026, 11, 9)) == OCTOBER
    assert last_over(date(2026, 1, 9)) == Period(date(2025, 12, 1), 1)


def test_people_are_counted_once_in_a_theme() -> None:
    voices = [
        Voice(who, theme, None, repeats, "")
        for who, theme, repeats in (
            (b"a", 1, False),
            (b"a", 1, False),
            (b"b", 1, False),
            (b"c", 1, True),
            (b"a", 2, False),
            (b"d", None, False),
        )
    ]
    assert count_people(voices) == {1: 2, 2: 1}
