"""Responses as rows of a table: one row a response, columns by question, small numbers kept private.

The columns of a personal question are mixed, each by itself: they tell what its table tells. In rows that
bring one person's answers together, who knows one answer of a neighbour could read all the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.answers import Answer, Counted
from bot.core.questions import BaseQuestion
from bot.core.results import Result, Table, is_guarded, shown_by
from bot.core.surveys import Survey
from bot.core.words import Reader

PRIVATE = "[c]"
SKIPPED = "[skipped]"
NOT_SHOWN = "[not shown]"
UNLINKED = "__unlinked"
"""Ends the name of a column that is mixed, so that nobody compares it with another by mistake."""

PLAIN = Reader()
"""Files are written in the usual English."""


@dataclass(frozen=True)
class Column:
    """`values`: what may stand in the column, each with its meaning. `unlinked`: it is mixed."""

    name: str
    meaning: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()
    unlinked: bool = False


def closed_questions(survey: Survey) -> list[BaseQuestion]:
    """Those answered by options. What people wrote is given out only after it was read."""
    return [question for question in survey.steps if question.choices]


def columns(survey: Survey) -> list[Column]:
    found = [Column("response", "A random number, new for each file", "number")]
    for question in closed_questions(survey):
        found += _columns(question, is_unlinked(survey, question))
    return found


def is_unlinked(survey: Survey, question: BaseQuestion) -> bool:
    """Whether the answers stand apart from the rest of their row. Who named themselves chose otherwise."""
    return not survey.named and is_guarded(survey, question)


def _columns(question: BaseQuestion, unlinked: bool) -> list[Column]:
    text = question.text.choose(PLAIN)
    name = f"{question.id}{UNLINKED}" if unlinked else question.id
    labels = [(option.id, option.text.choose(PLAIN)) for option in question.choices]
    if question.several:
        ticks = (("1", "chosen"), ("0", "not chosen"))
        return [
            Column(f"{name}__{option}", f"{text} – {label}", "0 or 1", ticks, unlinked)
            for option, label in labels
        ]
    return [
        Column(name, text, "code", tuple(labels), unlinked),
        Column(f"{name}__label", f"{text} (in words)", "text", (), unlinked),
    ]


Block = list[list[str]]
"""Columns that stay together: for each response, their cells."""
Shuffle = Callable[[list[Any]], object]
"""Puts a list into an order of chance."""


def rows(survey: Survey, result: Result, responses: Iterable[Counted], shuffle: Shuffle) -> list[list[str]]:
    """The cells of each response, without the first column, in no order."""
    given = [*responses]
    shuffle(given)
    tables = {table.question: table for table in result.tables}
    made: Block = [[] for _ in given]
    for question in closed_questions(survey):
        unlinked = is_unlinked(survey, question)
        answers = [response.answers.get(question.id) for response in given]
        for block in _blocks(survey, question, tables, answers):
            if unlinked:
                shuffle(block)
            made = [[*row, *cells] for row, cells in zip(made, block, strict=True)]
    return made


def _blocks(
    survey: Survey, question: BaseQuestion, tables: Mapping[str, Table], answers: Sequence[Answer | None]
) -> Iterator[Block]:
    unsaid = _is_unsaid(survey, question, tables)
    block = [_cells(question, tables[question.id], answer, unsaid) for answer in answers]
    if not question.several:
        yield block
        return
    for at in range(len(question.choices)):
        yield [[cells[at]] for cells in block]


def _is_unsaid(survey: Survey, question: BaseQuestion, tables: Mapping[str, Table]) -> bool:
    """Whether even how many were shown the question is kept private, with the answers that decided it."""
    if question.show_if is None or survey.named:
        return False
    told = (one.choices and not tables[one.id].private for one in shown_by(survey, question))
    return is_guarded(survey, question) or not all(told)


def _cells(question: BaseQuestion, table: Table, answer: Answer | None, unsaid: bool) -> list[str]:
    """Where a count is kept private, each of its cells is: [c]."""
    width = len(question.choices) if question.several else 2
    if table.private or table.of_room:
        return [PRIVATE] * width
    if answer is None or answer.skipped or answer.is_empty:
        not_shown = answer is None and question.show_if is not None
        return [PRIVATE if unsaid else NOT_SHOWN if not_shown else SKIPPED] * width
    kept_private = {row.option for row in table.rows if row.count is None}
    if question.several:
        return [
            PRIVATE if option.id in kept_private else str(int(option.id in answer.chosen))
            for option in question.choices
        ]
    return _one_choice(question, answer, kept_private)


def _one_choice(question: BaseQuestion, answer: Answer, kept_private: set[str]) -> list[str]:
    if not answer.chosen:
        return ["", ""]
    if answer.chosen[0] in kept_private:
        return [PRIVATE, PRIVATE]
    labels = {option.id: option.text.choose(PLAIN) for option in question.choices}
    return [answer.chosen[0], labels.get(answer.chosen[0], "")]
