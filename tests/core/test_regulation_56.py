"""Comments on the Local Offer: under which headings, with which answers, and for which times."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import Answer
from bot.core.impact import Period
from bot.core.local_offer import Heading
from bot.core.record import Entry, Level, Origin, Source, State, Step
from bot.core.regulation_56 import (
    Answered,
    Comment,
    Part,
    arrange,
    first_to_come,
    merge_headings,
    most_asked_for,
    name_period,
    periods_of,
    read_period,
)
from bot.core.written import Found, Written
from tests.core.examples import question, survey
from tests.core.test_written import readable, wrote

CONTENT, ACCESS, DEVELOPMENT = Heading


def sizes(content: int, access: int, development: int) -> dict[Heading, int]:
    return {CONTENT: content, ACCESS: access, DEVELOPMENT: development}


@pytest.mark.parametrize(
    ("counts", "headings"),
    [
        ((5, 6, 7), [(CONTENT,), (ACCESS,), (DEVELOPMENT,)]),
        ((9, 2, 3), [(CONTENT,), (ACCESS, DEVELOPMENT)]),
        ((9, 2, 6), [(CONTENT,), (ACCESS, DEVELOPMENT)]),
        ((6, 2, 9), [(CONTENT, ACCESS), (DEVELOPMENT,)]),
        ((9, 1, 1), [(CONTENT, ACCESS, DEVELOPMENT)]),
        ((2, 0, 2), [(CONTENT, DEVELOPMENT), (ACCESS,)]),
        ((0, 3, 0), [(CONTENT,), (ACCESS,), (DEVELOPMENT,)]),
        ((0, 0, 0), [(CONTENT,), (ACCESS,), (DEVELOPMENT,)]),
    ],
)
def test_headings_with_few_comments_stand_together(
    counts: tuple[int, int, int], headings: list[tuple[Heading, ...]]
) -> None:
    assert merge_headings(sizes(*counts), 5) == headings


@given(st.tuples(*[st.integers(0, 20)] * 3), st.integers(5, 10))
def test_each_heading_stands_once_and_few_stand_alone_only_where_there_is_nothing_to_join(
    counts: tuple[int, int, int], threshold: int
) -> None:
    found, of = merge_headings(sizes(*counts), threshold), sizes(*counts)

    assert sorted(heading for headings in found for heading in headings) == sorted(Heading)
    small = [part for part in found if 0 < sum(of[heading] for heading in part) < threshold]
    assert not small or sum(sum(of[one] for one in part) > 0 for part in found) == 1


def entry(id: int, day: int) -> Entry:
    step = Step(1, State.DOING, "We do it.", datetime(2026, 11, day, tzinfo=UTC))
    origin = Origin(source=Source.SURVEY, survey=1)
    return Entry(id, origin, "Asked", "Said", "the council", "", "", None, Level.CONSULTING, None, (step,))


def test_comments_with_one_answer_stand_together_and_the_others_are_listed_without() -> None:
    later, sooner = entry(1, day=20), entry(2, day=10)
    comments = [
        Comment(CONTENT, "a", 1),
        Comment(CONTENT, "b"),
        Comment(ACCESS, "c", 2),
        Comment(CONTENT, "d", 2),
        Comment(CONTENT, "e", 1),
    ]

    together, empty = arrange(comments, {1: later, 2: sooner}, 5)

    assert together.headings == (CONTENT, ACCESS)
    assert together.answered == (Answered(sooner, ("c", "d")), Answered(later, ("a", "e")))
    assert (together.unanswered, together.size) == (("b",), 5)
    assert empty == Part((DEVELOPMENT,))


def test_no_comment_is_held_back_because_few_commented_and_other_texts_still_are() -> None:
    marked = question("long_text", id="q", sensitivity="personal", regulation_56="content")
    other = question("long_text", id="other", sensitivity="personal")

    found = readable(survey(marked, other), {**wrote("Mine"), "other": Answer(text="Hidden")})

    assert found == [Found("q", "Mine", False)]


def test_only_what_would_be_published_can_be_proposed_to_be_left_out() -> None:
    marked = question("short_text", id="q", regulation_56="access")
    asked = survey(marked, question("short_text", id="other"))

    def may_be_proposed(where: str, quotable: bool) -> bool:
        return Written(1, 1, where, "Mine", quotable, (), None, 0).may_be_proposed(asked)

    assert may_be_proposed("q", True)
    assert not may_be_proposed("q", False)
    assert not may_be_proposed("other", True)


def test_only_whole_times_that_are_over_and_have_comments_can_be_had() -> None:
    days = [date(2025, 10, 3), date(2026, 11, 30)]

    found = periods_of(days, date(2026, 12, 1))

    assert [name_period(one) for one in found] == [
        *("2026-09-to-2026-11", "2026-11"),
        *("2025-26", "2025-09-to-2025-11", "2025-10"),
    ]
    assert most_asked_for(found) == Period(date(2025, 9, 1), 12)
    assert periods_of(days[1:], date(2026, 11, 30)) == []
    assert most_asked_for(periods_of(days[1:], date(2026, 12, 1))) == Period(date(2026, 9, 1), 3)
    assert most_asked_for([]) is None


def test_what_is_to_come_says_from_when() -> None:
    days = [date(2026, 10, 3), date(2026, 11, 26), date(2026, 12, 2)]

    assert first_to_come(days, date(2026, 11, 26)) == date(2026, 12, 1)
    assert first_to_come(days, date(2026, 12, 1)) == date(2027, 1, 1)
    assert first_to_come(days[:2], date(2026, 12, 1)) is None


@given(st.dates(date(2012, 9, 1), date(2099, 8, 31)), st.sampled_from([1, 3, 12]))
def test_the_name_of_a_time_is_read_back(day: date, months: int) -> None:
    period = Period.around(day, months)

    assert read_period(name_period(period)) == period


@pytest.mark.parametrize(
    "said", ["", "2026", "2026-13", "2025-27", "2026-10-to-2026-12", "2025-09/12", "2026-11-01", "0000-01"]
)
def test_what_is_no_whole_time_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        read_period(said)
