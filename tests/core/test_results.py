"""Tables that may be shown. Whoever knows all rules and every total still learns no small number."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answers import SKIPPED, Answer, Counted
from bot.core.results import Result, Table, tabulate
from bot.core.suppression import Cell, suppress, suppress_ticks
from bot.core.surveys import Survey
from tests.core.examples import question, survey

Shown = tuple[Cell, ...]
Counts = tuple[int, ...]


def one(choice: str, times: int = 1) -> list[Counted]:
    return [Counted({"q": Answer(chosen=(choice,))})] * times


def counted(*answers: Mapping[str, Answer]) -> list[Counted]:
    return [Counted(each) for each in answers]


def table(asked: Survey, responses: Iterable[Counted], threshold: int = 5, at: int = 0) -> Table:
    return tabulate(asked, responses, threshold).tables[at]


def cells(shown: Table) -> list[Cell]:
    return [row.count for row in shown.rows]


# counting


def test_people_are_counted_for_each_option_in_the_order_asked() -> None:
    shown = table(survey(question()), one("c", 3) + one("a", 2))

    assert [(row.option, row.count, row.share) for row in shown.rows] == [
        ("a", 2, 0.4),
        ("b", 0, 0.0),
        ("c", 3, 0.6),
    ]
    assert shown.answered == 5


def test_shares_are_of_people_who_answered_and_not_of_ticks() -> None:
    both = counted(*[{"q": Answer(chosen=("a", "b"))}] * 6, {"q": SKIPPED})

    shown = table(survey(question("choose_several")), both)

    assert [row.share for row in shown.rows] == [1.0, 1.0, 0.0]
    assert shown.answered == 6


def test_who_skipped_or_said_nothing_did_not_answer() -> None:
    answers = counted({"q": SKIPPED}, {"q": Answer()}, {}, *[{"q": Answer(chosen=("a",))}] * 5)

    result = tabulate(survey(question()), answers, 5)

    assert result.responses == 8
    assert result.tables[0].answered == 5


def test_texts_have_their_number_only() -> None:
    shown = table(survey(question("short_text")), counted(*[{"q": Answer(text="more lunch")}] * 5))

    assert (shown.answered, shown.rows, shown.is_text, shown.private) == (5, (), True, False)
    assert "lunch" not in shown.model_dump_json()


@pytest.mark.parametrize("kind", ["choose_one", "choose_several", "yes_no", "scale"])
@pytest.mark.parametrize("sensitivity", ["ordinary", "personal"])
def test_below_the_threshold_nothing_is_shown(kind: str, sensitivity: str) -> None:
    asked = survey(question(kind, sensitivity=sensitivity))
    choice = asked.questions[0].choices[0].id

    below, at = table(asked, one(choice, 4)), table(asked, one(choice, 5))

    assert below.private and below.answered is None
    assert not at.private and at.rows[0].count == 5


def test_an_ordinary_question_shows_small_numbers() -> None:
    assert cells(table(survey(question()), one("a", 4) + one("b", 1))) == [4, 1, 0]


def test_a_table_that_was_stored_is_read_back_the_same() -> None:
    shown = table(survey(question(sensitivity="personal")), one("a", 9) + one("b", 1))

    assert Table.model_validate_json(shown.model_dump_json()) == shown


# small numbers of one question


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((9, 0, 0), (9, 0, 0)),
        ((20, 2, 0), (None, None, 0)),  # two are hidden, or the total gives away the one
        ((20, 10, 2), (20, None, None)),
        ((20, 4, 3), (20, None, None)),  # they hide one another
        ((20, 2, 1), (None, None, None)),  # three people are few still
        ((20, 4, 4), (None, None, None)),  # two hidden with 8 between them: only 4 and 4 are both small
        ((6, 6, 4), (None, None, None)),  # alike: that one stayed would tell which one is small
        ((4, 4, 4), (None, None, None)),
    ],
)
def test_small_numbers_of_a_personal_question_are_kept_private(counts: Counts, shown: Shown) -> None:
    asked = survey(question(sensitivity="personal"))
    answers = [answer for option, count in zip("abc", counts, strict=True) for answer in one(option, count)]

    assert tuple(cells(table(asked, answers))) == shown


def test_a_percentage_goes_with_its_number() -> None:
    shown = table(survey(question(sensitivity="personal")), one("a", 10) + one("b", 7) + one("c", 2))

    assert [row.share for row in shown.rows] == [round(10 / 19, 4), None, None]


def test_several_answers_need_not_hide_a_second_number() -> None:
    asked = survey(question("choose_several", sensitivity="personal"))
    answers = counted(*[{"q": Answer(chosen=("a",))}] * 8, *[{"q": Answer(chosen=("a", "b"))}] * 2)

    assert cells(table(asked, answers)) == [10, None, 0]


def test_several_answers_hide_what_everybody_having_one_would_tell() -> None:
    """Ten answered and six chose a: the other four chose b."""
    asked = survey(question("choose_several", sensitivity="personal"))
    answers = counted(*[{"q": Answer(chosen=("a",))}] * 6, *[{"q": Answer(chosen=("b",))}] * 4)

    assert cells(table(asked, answers)) == [None, None, 0]


Rule = Callable[[Sequence[int], int, int], Sequence[Cell]]


def one_each(counts: Sequence[int], people: int, threshold: int) -> Sequence[Cell]:
    return suppress(counts, threshold)


def possible(rule: Rule, options: int, people: int) -> Iterator[Counts]:
    """Every way in which so many people may have answered."""
    for counts in product(range(people + 1), repeat=options):
        if sum(counts) == people or (rule is suppress_ticks and sum(counts) > people):
            yield counts


@cache
def explanations(rule: Rule, options: int, people: int, threshold: int) -> dict[Shown, list[Counts]]:
    """What is shown, with all that it may stand for: the reader knows the rule and who answered."""
    found: dict[Shown, list[Counts]] = defaultdict(list)
    for counts in possible(rule, options, people):
        found[tuple(rule(counts, people, threshold))].append(counts)
    return found


@pytest.mark.parametrize("rule", [one_each, suppress_ticks])
@given(st.data())
def test_no_small_number_can_be_worked_out(rule: Rule, data: st.DataObject) -> None:
    """For whoever knows how many answered, what is shown, and how these rules work."""
    threshold = data.draw(st.sampled_from([3, 5]))
    options = data.draw(st.integers(1, 4 if rule is one_each else 3))
    people = data.draw(st.integers(threshold, 14 if rule is one_each else 9))
    ways = explanations(rule, options, people, threshold)
    shown = data.draw(st.sampled_from(sorted(ways, key=str)))
    if all(cell is None for cell in shown):
        return  # then how many answered is kept private too

    for at, cell in enumerate(shown):
        can_be = {counts[at] for counts in ways[shown]}
        assert cell is not None or len(can_be) > 1
        assert cell is None or cell == 0 or cell >= threshold


# a question shown only to some


def some() -> Survey:
    return survey(
        question(id="first", sensitivity="personal"),
        question(id="then", sensitivity="ordinary", show_if={"question": "first", "was": ["a"]}),
    )


def first(choice: str, then: str | None = None, times: int = 1) -> list[Counted]:
    answers = {"first": Answer(chosen=(choice,))}
    if then is not None:
        answers["then"] = Answer(chosen=(then,))
    return [Counted(answers)] * times


def test_how_many_were_asked_never_gives_away_an_earlier_answer() -> None:
    """Nine of ten chose a, and nine are asked more: the tenth would stand alone."""
    shown = tabulate(some(), first("a", "b", 9) + first("b") + first("c", None, 20), 5)

    assert cells(shown.tables[0]) == [None, None, 20]
    assert shown.tables[1].private
    assert shown.tables[1].answered is None


def test_few_who_were_not_asked_are_kept_private() -> None:
    asked = survey(question(id="first"), question(id="then", show_if={"question": "first", "was": ["a"]}))
    personal = survey(
        question(id="first"),
        question(id="then", sensitivity="personal", show_if={"question": "first", "was": ["a"]}),
    )
    answers = first("a", "b", 9) + first("b", None, 2)

    assert table(asked, answers, at=1).answered == 9
    assert table(personal, answers, at=1).answered is None


def test_what_follows_a_personal_answer_is_personal() -> None:
    shown = tabulate(some(), first("a", "a", 7) + first("a", "b", 2) + first("b", None, 9), 5)

    assert cells(shown.tables[0]) == [9, 9, 0]
    assert cells(shown.tables[1]) == [None, None, 0]


def results(asked: Survey, options: str, people: int) -> dict[str, list[Counts]]:
    """Every result of so many people, with the counts of both questions that it may stand for."""
    ways: list[Any] = [("a", None), *(("a", then) for then in options), *((o, None) for o in options[1:])]
    found: dict[str, list[Counts]] = defaultdict(list)
    for numbers in _shares(people, len(ways)):
        answers = [
            each
            for (choice, then), times in zip(ways, numbers, strict=True)
            for each in _both(choice, then, times)
        ]
        first_counts, then_counts = Counter[Any](), Counter[Any]()
        for (choice, then), times in zip(ways, numbers, strict=True):
            first_counts[choice] += times
            then_counts[then] += times
        counts = (*(first_counts[option] for option in options), *(then_counts[option] for option in options))
        found[_as_shown(tabulate(asked, answers, 3))].append(counts)
    return found


def _both(choice: str, then: str | None, times: int) -> list[Counted]:
    """Whoever chose a is asked more, and may skip it."""
    answers = {"first": Answer(chosen=(choice,))}
    if choice == "a":
        answers["then"] = SKIPPED if then is None else Answer(chosen=(then,))
    return [Counted(answers)] * times


def _shares(people: int, parts: int) -> Iterator[Counts]:
    if parts == 1:
        yield (people,)
        return
    for mine in range(people + 1):
        yield from ((mine, *rest) for rest in _shares(people - mine, parts - 1))


def _as_shown(result: Result) -> str:
    return str([(shown.answered, cells(shown)) for shown in result.tables])


@pytest.mark.parametrize("people", [3, 5, 7, 9])
def test_two_tables_together_give_no_small_number_away(people: int) -> None:
    for counts in results(some(), "abc", people).values():
        for at in range(6):
            can_be = {each[at] for each in counts}
            assert len(can_be) > 1 or can_be.isdisjoint({1, 2}), (people, counts)
