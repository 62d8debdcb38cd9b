"""Whether people feel heard, shown without small counts."""

from bot.core.feelings import Felt, Season, seasons


def felt(survey: int, yes: int = 0, partly: int = 0, no: int = 0) -> Felt:
    return Felt(survey, {"yes": yes, "partly": partly, "no": no})


def test_below_the_threshold_nothing_is_shown() -> None:
    assert seasons([felt(1, yes=4)], 5) == []


def test_from_the_threshold_on_it_is_shown() -> None:
    assert seasons([felt(1, yes=5)], 5) == [Season((1,), 5, (5, 0, 0))]


def test_a_small_count_takes_another_one_with_it() -> None:
    assert seasons([felt(1, yes=20, partly=6, no=2)], 5) == [Season((1,), 28, (20, None, None))]


def test_few_wait_for_the_next_survey_and_none_stands_in_two_seasons() -> None:
    found = seasons([felt(1, yes=3), felt(2, yes=4), felt(3, yes=9), felt(4, yes=1)], 5)

    assert found == [Season((1, 2), 7, (7, 0, 0)), Season((3,), 9, (9, 0, 0))]


def test_where_all_would_be_hidden_it_waits() -> None:
    assert seasons([felt(1, yes=4, partly=4, no=4)], 5) == []
