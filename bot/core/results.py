"""Tables that may be shown: counted once, when a survey closes, with small numbers kept private.

An ordinary question's counts are shown once `threshold` people answered it. A personal question never
shows a count from 1 to threshold - 1, nor other counts from which one could be worked out, even by
somebody who knows these rules.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.core.answers import Counted
from bot.core.model import Model
from bot.core.questions import BaseQuestion, Sensitivity
from bot.core.surveys import Survey
from bot.core.words import Words

Cell = int | None
"""A number of people; None is kept private."""


class Row(Model):
    """One option: how many people chose it, and their share of those who answered (0 to 1)."""

    option: str
    label: Words
    count: Cell
    share: float | None


class Table(Model):
    """The publishable answers to one question.

    `answered`: people who answered it. `rows` is empty for texts, and where all is kept private.
    """

    question: str
    text: Words
    sensitivity: Sensitivity
    answered: Cell
    rows: tuple[Row, ...] = ()
    several: bool = False
    is_text: bool = False

    @property
    def private(self) -> bool:
        """Too few answered to show anything."""
        return not self.is_text and all(row.count is None for row in self.rows)


class Result(Model):
    """All that may be shown of a survey: how many responses it had, and a table for each question."""

    responses: int
    tables: tuple[Table, ...]


def tabulate(survey: Survey, responses: Iterable[Counted], threshold: int) -> Result:
    """Counts everything in one pass over the responses."""
    total = 0
    answered: Counter[str] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    for response in responses:
        total += 1
        for question, answer in response.answers.items():
            if not (answer.skipped or answer.is_empty):
                answered[question] += 1
                chosen.update((question, row) for row in survey.question(question).row_ids(answer))
    tables: dict[str, Table] = {}
    for asked in survey.steps:
        if asked.is_asked:
            counts = [chosen[asked.id, row.id] for row in asked.rows]
            shown = _publishable(survey, asked, tables, total, answered[asked.id], counts, threshold)
            tables[asked.id] = _table(asked, *shown)
    return Result(responses=total, tables=tuple(tables.values()))


def is_guarded(survey: Survey, question: BaseQuestion) -> bool:
    """Personal, or shown only to some because of a personal answer or of who they are."""
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


def _table(question: BaseQuestion, cells: Sequence[Cell], people: Cell) -> Table:
    rows = tuple(
        Row(
            option=option.id,
            label=option.text,
            count=cell,
            share=None if cell is None or not people else round(cell / people, 4),
        )
        for option, cell in zip(question.rows, cells, strict=True)
    )
    return Table(
        question=question.id,
        text=question.text,
        sensitivity=question.sensitivity,
        answered=people,
        rows=rows,
        several=question.several,
        is_text=question.is_text,
    )


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


def keep_private(count: int, threshold: int) -> Cell:
    return None if 0 < count < threshold else count


def suppress(counts: Sequence[int], threshold: int) -> list[Cell]:
    """Cells of one known sum. A reader who knows these rules cannot work out any that is kept private.

    Several small ones hide one another. Where they do not (a single one; so few that together they are
    few still; all as small or as large as they may be) the smallest of the others goes too: then nobody
    can tell which of the hidden ones is the large one.
    """
    small = [count for count in counts if 0 < count < threshold]
    large = [count for count in counts if count >= threshold]
    if not small:
        return [*counts]
    if not large:
        return [None] * len(counts)
    hide = _hide_one_another(len(small), sum(small), threshold)
    return _without(counts, small if hide else [*small, min(large)])


def _hide_one_another(cells: int, together: int, threshold: int) -> bool:
    return together >= threshold and cells < together < cells * (threshold - 1)


def suppress_ticks(counts: Sequence[int], answered: int, threshold: int) -> list[Cell]:
    """Cells of a question with several answers. They have no sum, but everybody chose at least one."""
    small = [count for count in counts if 0 < count < threshold]
    large = [count for count in counts if count >= threshold]
    at_most = sum(large) + len(small) * (threshold - 1)
    if not small or answered < at_most:
        return _without(counts, small)
    return _without(counts, [*small, min(large)]) if large else [None] * len(counts)


def _without(counts: Sequence[int], hidden: Collection[int]) -> list[Cell]:
    """Equal counts go together: one that stayed would tell a reader who knows these rules."""
    return [None if count in hidden else count for count in counts]
