"""The middle of a scale, and average places: told only where all counts behind them may be."""

from collections.abc import Sequence

import pytest

from bot.core.answers import Answer, Counted
from bot.core.figures import average_places, median_point
from bot.core.results import Table, tabulate
from tests.core.examples import question, survey

WAY_OUT = {"does_not_apply": True, "way_out": "does not apply"}


@pytest.mark.parametrize(
    ("counts", "middle"),
    [
        ([(1, 1), (2, 0), (3, 2)], 3),
        ([(1, 2), (2, 0), (3, 2)], 2),
        ([(1, 1), (2, 1)], 1.5),
        ([(4, 7)], 4),
        ([(1, 0), (2, 0)], None),
        ([], None),
    ],
)
def test_the_median_is_the_middle_of_all_answers(counts: Sequence[tuple[int, int]], middle: float) -> None:
    assert median_point(counts) == middle


def scaled(answers: str, sensitivity: str = "personal") -> Table:
    """Each sign is a point; n: it does not apply."""
    asked = survey(question("scale", sensitivity=sensitivity, **WAY_OUT))
    chosen = [Counted({"q": Answer(chosen=("na" if sign == "n" else sign,))}) for sign in answers]
    return tabulate(asked, chosen, 5).tables[0]


def test_a_scale_has_its_middle_without_those_to_whom_it_does_not_apply() -> None:
    shown = scaled("2" * 6 + "4" * 9 + "n" * 30)

    assert (shown.median, shown.apart, shown.answered) == (4, "na", 45)


def test_the_middle_is_not_told_where_a_count_is_hidden() -> None:
    assert scaled("2" * 6 + "4" * 9 + "n" * 2).median is None
    assert scaled("2" * 6 + "4" * 9 + "n" * 2, "ordinary").median == 4


def test_the_middle_of_nothing_is_not_told() -> None:
    assert scaled("nnnnn").median is None


def ordered(*orders: tuple[str, int], sensitivity: str = "personal") -> Table:
    asked = survey(question("put_in_order", sensitivity=sensitivity))
    answers = [Counted({"q": Answer(chosen=tuple(order))}) for order, times in orders for _ in range(times)]
    return tabulate(asked, answers, 5).tables[0]


def test_an_order_has_first_choices_and_average_places() -> None:
    shown = ordered(("abc", 6), ("acb", 6))

    assert [(row.count, row.average) for row in shown.rows] == [(12, 1.0), (0, 2.5), (0, 2.5)]
    assert shown.in_order


def test_averages_are_not_told_where_few_put_something_in_a_place() -> None:
    """All first choices are told; but only two put b last."""
    orders = (("abc", 6), ("acb", 2), ("bac", 6))

    assert [(row.count, row.average) for row in ordered(*orders).rows] == [(8, None), (6, None), (0, None)]
    assert [row.average for row in ordered(*orders, sensitivity="ordinary").rows] == [1.4, 1.7, 2.9]


def test_averages_of_nobody_are_none() -> None:
    assert average_places({}, ["a"], 0, 5) == {}
    assert average_places({("a", 1): 9}, ["a"], None, 5) == {}
