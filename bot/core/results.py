"""Tables that may be shown: counted once, when a survey closes, with small numbers kept private.

An ordinary question's counts are shown once `threshold` people answered it. A personal question never
shows a count from 1 to threshold - 1, nor other counts from which one could be worked out, even by
somebody who knows these rules. A named survey keeps nothing private.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.answers import Answer, Answers, Counted
from bot.core.base_question import BaseQuestion, Sensitivity
from bot.core.figures import average_places, median_point
from bot.core.model import Model
from bot.core.questions import WAY_OUT, GridLine, Scale
from bot.core.splits import IN_ROOM, Answered, Belongs, By, GroupName, Names, Split, make_splits
from bot.core.suppression import (
    Cell,
    Pattern,
    add_up,
    keep_private,
    rows_to_hide,
    suppress,
    suppress_ticks,
    ticks_to_hide,
)
from bot.core.surveys import WHO_ANSWERS, Survey
from bot.core.words import Words


class Row(Model):
    """One option: how many people chose it, and their share of those who answered (0 to 1).

    Where things are put in order `count` is of those who put it first, and `average` its average place.
    """

    option: str
    label: Words
    count: Cell
    share: float | None
    average: float | None = None


class Table(Model):
    """The publishable answers to one question.

    `answered`: people who answered it. `rows` is empty for texts, and where all is kept private.
    `apart`: the row that says a scale does not apply. `median`: of a scale's points, without that row.
    `of_room`: only those are in it who were counted at a meeting. `grid`, `stem`: the grid that this is a
    line of, and its question.
    """

    question: str
    text: Words
    sensitivity: Sensitivity
    answered: Cell
    rows: tuple[Row, ...] = ()
    splits: tuple[Split, ...] = ()
    several: bool = False
    is_text: bool = False
    in_order: bool = False
    apart: str = ""
    median: float | None = None
    grid: str = ""
    stem: Words | None = None
    of_room: bool = False

    @property
    def private(self) -> bool:
        """Too few answered to show anything."""
        return not self.is_text and all(row.count is None for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Nothing of the answers of all people is kept private."""
        return self.answered is not None and all(row.count is not None for row in self.rows)

    def split(self, by: By) -> Split | None:
        return next((split for split in self.splits if split.by is by), None)


class Result(Model):
    """All that may be shown of a survey: how many responses it had, and a table for each question."""

    responses: int
    tables: tuple[Table, ...]
    in_room: int = 0
    """People who were counted at meetings besides."""


def tabulate(
    survey: Survey, responses: Iterable[Counted], threshold: int, names: Names | None = None
) -> Result:
    """Counts everything in one pass over the responses. `names`: the groups of the splits, if any."""
    counted = _Counted()
    for response in responses:
        counted.add(survey, response)
    least = 0 if survey.named else threshold
    groups = _with_who_answers(survey, names or {})
    tables: dict[str, Table] = {}
    for asked in survey.steps:
        if asked.is_asked:
            tables[asked.id] = _table(survey, asked, tables, counted, groups, least)
    return Result(responses=counted.total, tables=tuple(tables.values()), in_room=counted.in_room)


class _Counted:
    """What was answered, by question: the patterns of each group, and the places in an order."""

    def __init__(self) -> None:
        self.total = 0
        self.in_room = 0
        self.people: dict[str, dict[Belongs, Counter[Pattern]]] = defaultdict(lambda: defaultdict(Counter))
        self.places: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)

    def add(self, survey: Survey, response: Counted) -> None:
        self.total += not response.in_room
        self.in_room += response.in_room
        who, room = _who_answered(response.answers), IN_ROOM if response.in_room else None
        belongs = Belongs(response.audience, response.age, response.area, who, room)
        for question, answer in response.answers.items():
            asked = survey.question(question)
            if asked.is_asked and not (answer.skipped or answer.is_empty):
                self.people[question][belongs][asked.row_ids(answer)] += 1
                if asked.in_order and not response.in_room:
                    self.places[question].update((one, at) for at, one in enumerate(answer.chosen, start=1))

    def sides(self, question: str) -> "Sides":
        people = self.people[question]
        return Sides(
            chat={one: given for one, given in people.items() if one.room is None},
            room={one: given for one, given in people.items() if one.room is not None},
        )


Given = Mapping[Belongs, Counter[Pattern]]
"""Who gave which answers to one question."""


@dataclass(frozen=True)
class Sides:
    """Those who answered in the chat, and those who were counted at a meeting."""

    chat: Given
    room: Given

    @property
    def people(self) -> Given:
        return {**self.chat, **self.room}

    @property
    def groups(self) -> list[Counter[Pattern]]:
        return [add_up([*side.values()]) for side in (self.chat, self.room) if side]

    def without_few(self, threshold: int) -> "Sides":
        """Who was at the meeting saw the hands, and knows the chat by difference; and the other way round.
        So a side with fewer answers than the threshold is left out."""
        chat, room = (add_up([*side.values()]).total() for side in (self.chat, self.room))
        if not (chat and room) or (chat >= threshold and room >= threshold):
            return self
        return Sides({}, self.room) if room >= threshold else Sides(self.chat, {})


def _who_answered(answers: Answers) -> str | None:
    chosen = answers.get(WHO_ANSWERS, Answer()).chosen
    return chosen[0] if chosen else None


def _with_who_answers(survey: Survey, names: Names) -> Names:
    """The options of the question who is answering are the groups of that split."""
    asked = next((question for question in survey.steps if question.id == WHO_ANSWERS), None)
    rest = [name for name in names.get(By.WHO_ANSWERS, ()) if asked is not None]
    options = [] if asked is None else [GroupName(id=one.id, label=one.text) for one in asked.rows]
    return {**names, By.WHO_ANSWERS: [*options, *rest] if rest else []}


def is_guarded(survey: Survey, question: BaseQuestion) -> bool:
    """Personal, or shown only to some because of a personal answer or of who they are."""
    if survey.named:
        return False
    if question.sensitivity is Sensitivity.PERSONAL:
        return True
    parts = () if question.show_if is None else question.show_if.parts()
    return any(part.audience for part in parts) or any(
        is_guarded(survey, earlier) for earlier in shown_by(survey, question)
    )


def shown_by(survey: Survey, question: BaseQuestion) -> list[BaseQuestion]:
    """The earlier questions whose answers decide who meets this one."""
    condition = question.show_if
    return [] if condition is None else [survey.question(earlier) for earlier in condition.questions()]


def _table(
    survey: Survey,
    question: BaseQuestion,
    earlier: Mapping[str, Table],
    counted: _Counted,
    names: Names,
    threshold: int,
) -> Table:
    guarded = is_guarded(survey, question)
    sides = counted.sides(question.id)
    if guarded:
        sides = sides.without_few(threshold)
    patterns = add_up(sides.groups)
    ids = tuple(row.id for row in question.rows)
    counts = [sum(times for pattern, times in patterns.items() if row in pattern) for row in ids]
    cells, people = _publishable(
        survey, question, earlier, counted.total, patterns.total(), counts, threshold
    )
    if guarded and people is not None and len(sides.groups) > 1:
        cells, people = _hide_beside(question, sides, cells, people, threshold)
    places = {} if sides.room else counted.places[question.id]
    averages = average_places(places, ids, people, threshold if guarded else 0)
    rows = tuple(
        Row(
            option=option.id,
            label=option.text,
            count=cell,
            share=None if cell is None or not people else round(cell / people, 4),
            average=averages.get(option.id),
        )
        for option, cell in zip(question.rows, cells, strict=True)
    )
    hidden = {row for row, cell in zip(ids, cells, strict=True) if cell is None}
    table = Table(
        question=question.id,
        text=question.text,
        sensitivity=question.sensitivity,
        answered=people,
        rows=rows,
        splits=_splits(survey, question, sides.people, hidden, names, threshold) if people else (),
        of_room=not sides.chat and bool(sides.room),
        several=question.several,
        is_text=question.is_text,
        in_order=question.in_order,
    )
    return table.model_copy(update=_more(question, table))


def _more(question: BaseQuestion, table: Table) -> dict[str, object]:
    """What only scales and lines of grids have."""
    if isinstance(question, GridLine):
        return {"grid": question.grid, "stem": question.stem}
    if not isinstance(question, Scale):
        return {}
    points = [(int(row.option), row.count) for row in table.rows if row.option.isdecimal()]
    median = median_point([(point, count or 0) for point, count in points]) if table.is_whole else None
    return {"median": median, "apart": "" if question.way_out is None else WAY_OUT}


def _splits(
    survey: Survey,
    question: BaseQuestion,
    people: Given,
    hidden: set[str],
    names: Names,
    threshold: int,
) -> tuple[Split, ...]:
    """None for texts, nor where who was asked at all depends on something personal."""
    guarded = is_guarded(survey, question)
    if question.is_text or (guarded and question.show_if is not None):
        return ()
    if question.id == WHO_ANSWERS:
        names = {by: groups for by, groups in names.items() if by is not By.WHO_ANSWERS}
    ids = tuple(row.id for row in question.rows)
    answered = Answered(ids, frozenset(hidden), people, guarded, question.several, threshold)
    return make_splits(answered, names)


def _hide_beside(
    question: BaseQuestion, sides: Sides, cells: Sequence[Cell], people: Cell, threshold: int
) -> tuple[Sequence[Cell], Cell]:
    """What is kept private of all is so of chat and room, and the other way round."""
    ids = [row.id for row in question.rows]
    rule = ticks_to_hide if question.several else rows_to_hide
    hidden = {row for row, cell in zip(ids, cells, strict=True) if cell is None}
    hide = rule(ids, sides.groups, hidden, threshold)
    ways = [None if row in hide else cell for row, cell in zip(ids, cells, strict=True)]
    return (ways, None) if all(cell is None for cell in ways) else (ways, people)


def _publishable(
    survey: Survey,
    question: BaseQuestion,
    earlier: Mapping[str, Table],
    total: int,
    answered: int,
    counts: Sequence[int],
    threshold: int,
) -> tuple[Sequence[Cell], Cell]:
    """The cells of one question and the number who answered it; None for what is kept private."""
    nothing: list[Cell] = [None] * len(counts)
    if answered < threshold:
        return nothing, None
    if not is_guarded(survey, question):
        return counts, answered
    if question.show_if is not None:
        # With the number of all responses, a count here tells how many were not asked, and with that
        # what is kept private of the answers that decided it.
        decided_by = [one for one in shown_by(survey, question) if is_guarded(survey, one)]
        told = keep_private(total - answered, threshold) is None
        if told or any(_keeps_something(earlier[one.id]) for one in decided_by):
            return nothing, None
    if question.is_text:
        return nothing, answered
    ways = suppress_ticks(counts, answered, threshold) if question.several else suppress(counts, threshold)
    return (nothing, None) if all(cell is None for cell in ways) else (ways, answered)


def _keeps_something(table: Table) -> bool:
    return table.answered is None or any(row.count is None for row in table.rows)
