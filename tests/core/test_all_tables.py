"""Whoever adds up and subtracts all tables of a survey learns no small number."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import SKIPPED, Answer, Counted
from bot.core.bands import KEPT_PRIVATE, merge_rare
from bot.core.people import AgeBand, Audience
from bot.core.questions import Number
from bot.core.results import Result, Table, is_guarded, tabulate
from bot.core.splits import REST, By, Group, Split
from bot.core.surveys import Survey, shown_questions
from tests.core.attacker import Puzzle
from tests.core.examples import question, survey
from tests.core.test_splits import AREAS, NAMES, WHO, YOUNG

PERSONAL = {"sensitivity": "personal"}
SURVEYS = [
    survey(
        question(id="one", **PERSONAL),
        question("choose_several", id="some", **PERSONAL),
        question(id="then", show_if={"question": "one", "was": ["a", "b"]}),
        question(id="who_answers", options=WHO["options"]),
        who_answers=True,
    ),
    survey(
        question("put_in_order", id="order", **PERSONAL),
        question("scale", id="scale", **PERSONAL),
        question("number", id="number", **PERSONAL),
        question(id="young", show_if={"audience": ["young"]}),
    ),
    survey(
        question("grid", id="g", **PERSONAL),
        question(id="first"),
        question("yes_no", id="yes", **PERSONAL, show_if={"question": "first", "was": ["a"]}),
    ),
]


@st.composite
def answered_surveys(draw: st.DrawFn) -> tuple[Survey, list[Counted]]:
    """People lean to some options and to one audience, as they do, so that numbers of all sizes occur."""
    asked = draw(st.sampled_from(SURVEYS))
    random = draw(st.randoms(use_true_random=False))
    lean = [max(0.0, random.random() * 1.6 - 0.6) + 0.01 * (at == 0) for at in range(6)]
    audiences = random.choice([[6, 4, 0, 0], [6, 3, 1, 1], [1, 0, 0, 1]])
    areas: list[str | None] = random.choice([[None], [*AREAS], [*AREAS, None]])
    people = [
        (random.choices([*Audience], audiences)[0], random.choice(areas))
        for _ in range(draw(st.integers(5, 90)))
    ]
    responses = []
    for audience, area in people:
        answers: dict[str, Answer] = {}
        for step in asked.steps:
            if step in shown_questions(asked, answers, audience):
                answers[step.id] = _answer(random, step, lean)
        age = (
            random.choice([AgeBand.FROM_16, AgeBand.FROM_19, AgeBand.FROM_19]) if audience is YOUNG else None
        )
        responses.append((answers, (age, area, audience)))
    merged = merge_rare([bands for _, bands in responses], 5)
    return asked, [
        Counted(answers, *(_known(bands[at]) for at in (2, 0, 1)))  # type: ignore[arg-type]
        for (answers, _), bands in zip(responses, merged, strict=True)
    ]


def _known(band: str | None) -> str | None:
    return None if band == KEPT_PRIVATE else band


def _answer(random: Any, step: Any, lean: Sequence[float]) -> Answer:
    if random.random() < 0.1:
        return SKIPPED
    if isinstance(step, Number):
        return Answer(number=random.choices(range(11), ([*lean] * 2)[:11])[0])
    ids = [option.id for option in step.choices]
    weights = (list(lean) * 2)[: len(ids)]
    if step.in_order:
        return Answer(
            chosen=tuple(sorted(ids, key=lambda one: random.random() / (weights[ids.index(one)] + 0.01)))
        )
    if step.several:
        ticked = tuple(one for one, weight in zip(ids, weights, strict=True) if random.random() < weight)
        return Answer(chosen=ticked or (ids[0],))
    return Answer(chosen=(random.choices(ids, weights)[0],))


@settings(max_examples=60)
@given(answered_surveys())
def test_nothing_small_comes_out_of_all_tables_together(given_: tuple[Survey, list[Counted]]) -> None:
    asked, responses = given_
    result = tabulate(asked, responses, 5, NAMES)

    puzzle, secrets = puzzle_of(asked, result, responses)

    for name in secrets:
        assert 1 <= puzzle.truth[name] < 5
        assert puzzle.can_differ(name), (name, puzzle.truth[name])


def puzzle_of(asked: Survey, result: Result, responses: list[Counted]) -> tuple[Puzzle, list[str]]:
    """What the tables say, and the small counts of personal questions."""
    puzzle = Puzzle()
    for one in result.tables:
        if is_guarded(asked, asked.question(one.question)) and one.answered is not None and one.rows:
            _add_table(puzzle, one, _sorted_out(asked, one, responses))
    return puzzle, [name for name, true in puzzle.truth.items() if 0 < true < 5]


People = list[tuple[Counted, tuple[str, ...]]]
"""Who answered a question, and the rows in which it counts."""


def _sorted_out(asked: Survey, one: Table, responses: list[Counted]) -> People:
    step = asked.question(one.question)
    answered = [(response, response.answers.get(step.id, SKIPPED)) for response in responses]
    return [(response, step.row_ids(answer)) for response, answer in answered if not answer.skipped]


def _add_table(puzzle: Puzzle, one: Table, people: People) -> None:
    everybody = _add_column(puzzle, one, "all", [row.count for row in one.rows], len(people), people)
    by_bands = [split for split in one.splits if split.by is not By.WHO_ANSWERS]
    known = [person for person in people if person[0].audience is not None]
    inside = everybody
    if by_bands:
        kept = [person for person in people if person[0].audience is None]
        unsaid = [None] * len(one.rows)
        inside = _add_column(puzzle, one, "known", unsaid, len(known), known)
        outside = _add_column(puzzle, one, "kept", unsaid, len(kept), kept)
        _add_up(puzzle, everybody, [inside, outside])
    for split in one.splits:
        belong, whole = known, inside
        if split.by is By.WHO_ANSWERS:
            belong, whole = people, everybody
        elif split.by is By.AGE:
            belong = [person for person in people if person[0].audience is YOUNG]
            whole = [f"{one.question} {By.AUDIENCE} {YOUNG} {row.option}" for row in one.rows]
        _add_up(puzzle, whole, [_add_group(puzzle, one, split, group, belong) for group in split.groups])


def _add_group(puzzle: Puzzle, one: Table, split: Split, group: Group, belong: People) -> list[str]:
    names = {other.id for other in split.groups} - {REST}
    if group.id == REST:
        mine = [person for person in belong if _band(person[0], split.by) not in names]
    else:
        mine = [person for person in belong if _band(person[0], split.by) == group.id]
    return _add_column(puzzle, one, f"{split.by} {group.id}", group.counts, group.answered, mine)


def _band(response: Counted, by: By) -> str | None:
    if by is By.WHO_ANSWERS:
        return next(iter(response.answers.get("who_answers", SKIPPED).chosen), None)
    return {By.AUDIENCE: response.audience, By.AREA: response.area, By.AGE: response.age}[by]


def _add_column(
    puzzle: Puzzle, one: Table, name: str, cells: Sequence[int | None], answered: int, people: People
) -> list[str]:
    """The counts of one group, of which `answered` is told."""
    assert len(people) == answered
    names = []
    for row, cell in zip(one.rows, cells, strict=True):
        true = sum(row.option in rows for _, rows in people)
        bounds = (0, answered) if cell is None else (cell, cell)
        names.append(puzzle.number(f"{one.question} {name} {row.option}", *bounds, true))
    puzzle.total(names, answered, answered * len(names) if one.several else answered)
    return names


def _add_up(puzzle: Puzzle, whole: Sequence[str], parts: Sequence[Sequence[str]]) -> None:
    """The counts of all groups make up those of the whole: their difference is nought."""
    for at, name in enumerate(whole):
        puzzle.difference(name, [part[at] for part in parts])


def test_the_one_who_adds_and_subtracts_finds_what_can_be_found() -> None:
    """Else the test above would say nothing: one count is hidden where the sums tell it."""
    puzzle = Puzzle()
    parts = [
        puzzle.number("shown", 7, 7, 7),
        puzzle.number("hidden", 0, 9, 2),
        puzzle.number("nought", 0, 9, 0),
    ]
    puzzle.total(parts[:2], 9, 9)
    puzzle.total(parts, 9, 12)

    assert not puzzle.can_differ("hidden")
    assert puzzle.can_differ("nought")
