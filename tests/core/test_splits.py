"""The splits of a table: what they hold, and that nobody who knows the rules learns a small number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pytest

from bot.core.answers import Answer, Answers, Counted
from bot.core.people import AgeBand, Audience
from bot.core.results import Table, tabulate
from bot.core.splits import REST, By, GroupName, Split
from bot.core.surveys import Survey
from bot.core.words import Words
from tests.core.examples import OPTIONS, question, survey

AREAS = ("town", "coast")


def named(*ids: str) -> list[GroupName]:
    return [GroupName(id=one, label=Words(usual=one)) for one in (*ids, REST)]


NAMES = {
    By.AUDIENCE: named(Audience.PARENT, Audience.YOUNG, Audience.WORKER),
    By.AREA: named(*AREAS),
    By.AGE: named(*AgeBand),
    By.WHO_ANSWERS: named(),
}
WHO = {"options": [{"id": one, "text": one} for one in ("myself", "helped")]}


def many(times: int, choice: str, audience: Audience | None = None, **bands: Any) -> list[Counted]:
    return [Counted({"q": Answer(chosen=(choice,))}, audience, **bands)] * times


def table(*responses: Iterable[Counted], asked: Survey | None = None, threshold: int = 5) -> Table:
    flat = [response for part in responses for response in part]
    personal = asked or survey(question(sensitivity="personal"))
    return tabulate(personal, flat, threshold, NAMES).tables[0]


def shown(split: Split | None) -> dict[str, tuple[Any, ...]]:
    return {} if split is None else {group.id: (group.answered, *group.counts) for group in split.groups}


PARENT, YOUNG, WORKER = Audience.PARENT, Audience.YOUNG, Audience.WORKER


# what a split holds


def test_each_group_has_the_counts_of_its_own_people() -> None:
    split = table(many(9, "a", PARENT), many(6, "b", PARENT), many(5, "a", YOUNG), many(7, "b", YOUNG))

    assert shown(split.split(By.AUDIENCE)) == {"parent": (15, 9, 6, 0), "young": (12, 5, 7, 0)}


def test_an_option_is_shown_for_all_groups_or_for_none() -> None:
    """Two young people chose c, and with what is hidden besides they are as many as the threshold."""
    split = table(
        *(many(6, "a", one) for one in (PARENT, YOUNG)),
        *(many(6, "b", one) for one in (PARENT, YOUNG)),
        many(8, "c", PARENT),
        many(2, "c", YOUNG),
    )

    assert shown(split.split(By.AUDIENCE)) == {"parent": (20, None, 6, None), "young": (14, None, 6, None)}


def test_an_ordinary_question_shows_small_numbers_in_its_splits_too() -> None:
    split = table(many(9, "a", PARENT), many(1, "b", PARENT), many(6, "a", YOUNG), asked=survey(question()))

    assert shown(split.split(By.AUDIENCE)) == {"parent": (10, 9, 1, 0), "young": (6, 6, 0, 0)}


@pytest.mark.parametrize("sensitivity", ["ordinary", "personal"])
def test_groups_below_the_threshold_are_put_together(sensitivity: str) -> None:
    asked = survey(question(sensitivity=sensitivity))
    few = [*many(9, "a", PARENT), *many(8, "a", YOUNG), *many(3, "a", WORKER), *many(2, "a", Audience.UNSAID)]

    assert shown(table(few, asked=asked).split(By.AUDIENCE)) == {
        "parent": (9, 9, 0, 0),
        "young": (8, 8, 0, 0),
        REST: (5, 5, 0, 0),
    }


def test_a_rest_that_is_too_small_takes_the_smallest_group_with_it() -> None:
    few = [*many(9, "a", PARENT), *many(8, "a", YOUNG), *many(3, "a", WORKER)]

    assert shown(table(few).split(By.AUDIENCE)) == {"parent": (9, 9, 0, 0), REST: (11, 11, 0, 0)}


def test_one_group_alone_is_no_split() -> None:
    assert table(many(9, "a", PARENT), many(2, "b", YOUNG)).splits == ()


def test_age_is_a_split_of_young_people() -> None:
    young = [*many(6, "a", YOUNG, age=AgeBand.FROM_16), *many(7, "a", YOUNG, age=AgeBand.FROM_19)]

    split = table(many(9, "a", PARENT), young)

    assert shown(split.split(By.AGE)) == {"16_18": (6, 6, 0, 0), "19_25": (7, 7, 0, 0)}


def test_who_is_answering_splits_all_other_questions() -> None:
    asked = survey(question(), question(id="who_answers", options=WHO["options"]), who_answers=True)
    answers = [
        Counted({"q": Answer(chosen=(choice,)), "who_answers": Answer(chosen=(who,))}, PARENT)
        for choice, who, times in (("a", "myself", 6), ("b", "helped", 5))
        for _ in range(times)
    ]

    result = tabulate(asked, answers, 5, NAMES)

    assert shown(result.tables[0].split(By.WHO_ANSWERS)) == {"myself": (6, 6, 0, 0), "helped": (5, 0, 5, 0)}
    assert result.tables[1].split(By.WHO_ANSWERS) is None


def test_a_named_survey_keeps_nothing_private() -> None:
    asked = survey(question(sensitivity="personal"), named=True, readers="the school")

    one = table(many(1, "a", PARENT), many(1, "b", YOUNG), asked=asked)

    assert [row.count for row in one.rows] == [1, 1, 0]
    assert shown(one.split(By.AUDIENCE)) == {"parent": (1, 1, 0, 0), "young": (1, 0, 1, 0)}


def test_texts_have_no_splits_nor_has_what_only_some_were_asked_for_a_personal_reason() -> None:
    asked = survey(
        question(id="first", sensitivity="personal"),
        question("short_text", id="words"),
        question(id="then", show_if={"question": "first", "was": ["a"]}),
    )
    answers: Answers = {
        "first": Answer(chosen=("a",)),
        "words": Answer(text="mine"),
        "then": Answer(chosen=("b",)),
    }

    tables = tabulate(asked, [Counted(answers, one) for one in (PARENT, YOUNG) for _ in range(8)], 5, NAMES)

    assert [bool(one.splits) for one in tables.tables] == [True, False, False]
    assert tables.tables[2].answered == 16


# whoever knows the rules

Leaf = tuple[Audience | None, AgeBand | None, str | None]
"""Who somebody is, and who is answering."""


def forums(people: int, patterns: Sequence[Answer], leaves: Sequence[Leaf]) -> Iterator[list[Counted]]:
    """Every way in which so many people of these groups may have answered."""
    kinds = [*product(leaves, patterns)]
    for times in _shares(people, len(kinds)):
        yield [
            Counted({"q": answer, **_who(who)}, audience, age)
            for ((audience, age, who), answer), number in zip(kinds, times, strict=True)
            for _ in range(number)
        ]


def _who(who: str | None) -> dict[str, Answer]:
    return {} if who is None else {"who_answers": Answer(chosen=(who,))}


def _shares(people: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (people,)
        return
    for mine in range(people + 1):
        yield from ((mine, *rest) for rest in _shares(people - mine, parts - 1))


def counts(responses: Iterable[Counted], rows: str, leaves: Sequence[Leaf]) -> tuple[int, ...]:
    """What nobody may learn: how many of each audience, age and way of answering chose each option."""
    groups: list[tuple[str, Any]] = [("all", None)]
    groups += [("audience", one) for one in dict.fromkeys(leaf[0] for leaf in leaves)]
    groups += [("age", one) for one in dict.fromkeys(leaf[1] for leaf in leaves) if one]
    groups += [("who", one) for one in dict.fromkeys(leaf[2] for leaf in leaves) if one]
    found: dict[tuple[str, Any, str], int] = defaultdict(int)
    for one in responses:
        who = one.answers["who_answers"].chosen[0] if "who_answers" in one.answers else None
        for option in one.answers["q"].chosen:
            for kind, value in (("all", None), ("audience", one.audience), ("age", one.age), ("who", who)):
                found[kind, value, option] += 1
    return tuple(found[kind, value, option] for kind, value in groups for option in rows)


ONE = [Answer(chosen=(row,)) for row in "abc"]
TICKS = [Answer(chosen=(*row,)) for row in ("a", "b", "ab")]
SIDES: list[Leaf] = [(PARENT, None, None), (YOUNG, None, None)]
AGES: list[Leaf] = [(PARENT, None, None), (YOUNG, AgeBand.FROM_16, None), (YOUNG, AgeBand.FROM_19, None)]
KEPT: list[Leaf] = [(None, None, None), *SIDES]
CROSSED: list[Leaf] = [(one, None, who) for one in (PARENT, YOUNG) for who in ("myself", "helped")]


@pytest.mark.parametrize(
    ("kind", "rows", "patterns", "leaves", "people"),
    [
        ("choose_one", "abc", ONE, SIDES, 9),
        ("choose_one", "abc", ONE, SIDES, 10),
        ("choose_one", "ab", ONE[:2], AGES, 9),
        ("choose_one", "ab", ONE[:2], KEPT, 9),
        ("choose_one", "ab", ONE[:2], CROSSED, 7),
        ("choose_several", "ab", TICKS, SIDES, 8),
        ("choose_several", "ab", TICKS, SIDES, 9),
    ],
)
def test_whoever_knows_the_rules_learns_no_small_number(
    kind: str, rows: str, patterns: Sequence[Answer], leaves: Sequence[Leaf], people: int
) -> None:
    """All that may lie behind a result are looked at: a small number is never the same in all of them."""
    asked = survey(
        question(kind, sensitivity="personal", options=OPTIONS[: max(2, len(rows))]),
        question(id="who_answers", options=WHO["options"]),
        who_answers=True,
    )
    behind: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for responses in forums(people, patterns, leaves):
        first = tabulate(asked, responses, 3, NAMES).tables[0]
        behind[first.model_dump_json()].append(counts(responses, rows, leaves))

    assert any('"by"' in result for result in behind)
    for possible in behind.values():
        for numbers in zip(*possible, strict=True):
            assert len({*numbers}) > 1 or numbers[0] not in {1, 2}


def test_a_mapping_of_names_says_who_may_be_shown() -> None:
    nobody: Mapping[By, Sequence[GroupName]] = {}

    asked = survey(question(sensitivity="personal"))
    result = tabulate(asked, [*many(9, "a", PARENT), *many(9, "a", YOUNG)], 5, nobody)

    assert result.tables[0].splits == ()
