"""Tables that may be shown: counted once, when a survey closes, with small numbers kept private.

The rules: see DOMAIN "Small numbers" in `ARCHITECTURE.md`. An ordinary question's counts are shown once
`threshold` people answered it. A personal question never shows a count from 1 to threshold - 1, nor a
second count from which the first could be worked out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

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
    tables = tuple(
        _table(
            question,
            total,
            answered[question.id],
            [chosen[question.id, row.id] for row in question.rows],
            threshold,
        )
        for question in survey.steps
        if question.is_asked
    )
    return Result(responses=total, tables=tables)


def _table(question: BaseQuestion, total: int, answered: int, counts: list[int], threshold: int) -> Table:
    cells, people = _publishable(question, total, answered, counts, threshold)
    rows = tuple(
        Row(
            option=option.id,
            label=option.text,
            count=cell,
            share=None if cell is None or not answered else round(cell / answered, 4),
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
    question: BaseQuestion, total: int, answered: int, counts: list[int], threshold: int
) -> tuple[list[Cell], Cell]:
    """The cells of one question and the number who answered it, small numbers kept private."""
    if answered < threshold:
        return [None] * len(counts), None
    if question.sensitivity is Sensitivity.ORDINARY:
        return [*counts], answered
    if question.several or question.is_text:
        return [keep_private(count, threshold) for count in counts], _people(
            question, total, answered, threshold
        )
    # Those who did not meet a question shown only to some are a cell too: with the number of all
    # responses known, they would give away who was asked.
    missing = total - answered if question.show_if is not None else 0
    cells = suppress([*counts, missing], threshold)
    people = None if cells[-1] is None else answered
    return cells[:-1], people


def _people(question: BaseQuestion, total: int, answered: int, threshold: int) -> Cell:
    missing = total - answered if question.show_if is not None else 0
    return answered if keep_private(missing, threshold) is not None else None


def keep_private(count: int, threshold: int) -> Cell:
    return None if 0 < count < threshold else count


def suppress(counts: Sequence[int], threshold: int) -> list[Cell]:
    """Cells of one known total. Where one is kept private, or several that together are still few,
    the next smallest goes too, so that the total does not give them away."""
    cells = [keep_private(count, threshold) for count in counts]
    while _hidden(counts, cells) and _is_given_away(counts, cells, threshold):
        shown = [at for at, cell in enumerate(cells) if cell is not None and cell > 0]
        if not shown:
            break
        cells[min(shown, key=lambda at: counts[at])] = None
    return cells


def _hidden(counts: Sequence[int], cells: Sequence[Cell]) -> list[int]:
    return [count for count, cell in zip(counts, cells, strict=True) if cell is None]


def _is_given_away(counts: Sequence[int], cells: Sequence[Cell], threshold: int) -> bool:
    """A reader knows the sum of the hidden cells, and that each is at least 1."""
    hidden = _hidden(counts, cells)
    return len(hidden) == 1 or sum(hidden) < threshold or sum(hidden) == len(hidden)
