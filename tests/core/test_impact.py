"""Figures of whole months, quarters and school years: no small number can be worked out from them."""

from datetime import UTC, date, datetime
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.impact import Period, Span, middle_days, periods_over, total_over
from bot.core.record import Entry, Level, Origin, Source, State, Step
from bot.core.suppression import Cell, keep_private

THRESHOLD = 5


def test_a_period_is_there_a_week_after_it_is_over() -> None:
    since = date(2026, 11, 5)
    assert periods_over(since, date(2026, 12, 8)) == []
    assert [one.key for one in periods_over(since, date(2026, 12, 9))] == ["2026-11/1", "2026-09/3"]


def test_a_year_has_twelve_months_four_quarters_and_itself() -> None:
    found = periods_over(date(2025, 9, 1), date(2026, 9, 9))
    assert [sum(one.months == months for one in found) for months in (1, 3, 12)] == [12, 4, 1]
    year = found[-1]
    assert (year.span, year.key, year.after) == (Span.SCHOOL_YEAR, "2025-09/12", date(2026, 9, 1))
    assert [one.first.month for one in year.within(3)] == [9, 12, 3, 6]
    assert [Period.numbered(one.number) for one in found] == found


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 2, 1), date(2026, 8, 31), date(2026, 12, 1)])
def test_every_day_is_in_one_period_of_each_length(day: date) -> None:
    for months in (1, 3, 12):
        found = [one for one in periods_over(day, date(2028, 1, 1)) if one.months == months]
        assert found[0].first <= day < found[0].after
        assert all(one.after == other.first for one, other in pairwise(found))


@pytest.mark.parametrize("key", ["2026-11/2", "2026-13/1", "november", "", "2026-11/1/1", "2026-11/01"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.read(key)


@given(
    large=st.lists(st.sampled_from([0, 5, 6, 9]), min_size=12, max_size=12),
    small=st.dictionaries(st.integers(0, 11), st.integers(1, THRESHOLD - 1), min_size=1, max_size=5),
)
def test_nobody_works_out_a_small_month_from_quarters_and_the_year(
    large: list[int], small: dict[int, int]
) -> None:
    counts = [small.get(at, count) for at, count in enumerate(large)]
    months = [(count, keep_private(count, THRESHOLD)) for count in counts]
    quarters = [total_over(months[at : at + 3], THRESHOLD) for at in range(0, 12, 3)]
    year = total_over(months, THRESHOLD, quarters)
    hidden = [at for at, (_, shown) in enumerate(months) if shown is None]

    possible = [
        guess
        for guess in product(range(1, THRESHOLD), repeat=len(hidden))
        if fits({**dict(enumerate(counts)), **dict(zip(hidden, guess, strict=True))}, quarters, year)
    ]

    assert all(len({guess[at] for guess in possible}) > 1 for at in range(len(hidden)))


def fits(counts: dict[int, int], quarters: list[Cell], year: Cell) -> bool:
    sums = [sum(counts[3 * quarter + at] for at in range(3)) for quarter in range(4)]
    right = all(cell is None or cell == found for cell, found in zip(quarters, sums, strict=True))
    return right and year in {None, sum(sums)}


def test_what_hides_nothing_is_told() -> None:
    assert total_over([(6, 6), (0, 0), (7, 7)], THRESHOLD) == 13
    assert total_over([(3, None), (2, None), (7, 7)], THRESHOLD) == 12
    assert total_over([(3, None), (0, 0), (7, 7)], THRESHOLD) is None


def entry(number: int, *steps: tuple[State, int]) -> Entry:
    dated = tuple(
        Step(at, state, "x", datetime(2026, 11, day, 12, tzinfo=UTC))
        for at, (state, day) in enumerate(steps, start=1)
    )
    origin = Origin(source=Source.SURVEY, survey=number)
    return Entry(number, origin, "a", "b", "c", "", "", None, Level.CONSULTING, None, dated)


def test_the_middle_of_the_days_counts_from_the_end_of_the_survey() -> None:
    entries = [
        entry(1, (State.HEARD, 3), (State.DONE, 11)),
        entry(2, (State.HEARD, 7)),
        entry(3, (State.DONE, 21)),
    ]
    said_on = {1: date(2026, 11, 1), 2: date(2026, 11, 1), 3: date(2026, 11, 1)}

    assert middle_days(entries, said_on, None) == 6
    assert middle_days(entries, said_on, State.DONE) == 15
    assert middle_days(entries, {}, None) is None
