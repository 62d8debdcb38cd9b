"""Responses as rows of a table: one row a response, columns by question, small numbers kept private."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.answers import Answer, Counted
from bot.core.people import Audience
from bot.core.questions import BaseQuestion
from bot.core.results import Result, Table
from bot.core.surveys import Survey, shown_questions
from bot.core.words import Reader

PRIVATE = "[c]"
SKIPPED = "[skipped]"
NOT_SHOWN = "[not shown]"

PLAIN = Reader()
"""Files are written in the usual English."""


@dataclass(frozen=True)
class Column:
    """`values`: what may stand in the column, each with its meaning."""

    name: str
    meaning: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()


def closed_questions(survey: Survey) -> list[BaseQuestion]:
    """Those answered by options. What people wrote is given out only after it was read."""
    return [question for question in survey.steps if question.choices]


def columns(survey: Survey) -> list[Column]:
    found = [Column("response", "A random number, new for each file", "number")]
    for question in closed_questions(survey):
        found += _columns(question)
    return found


def _columns(question: BaseQuestion) -> list[Column]:
    text = question.text.choose(PLAIN)
    labels = [(option.id, option.text.choose(PLAIN)) for option in question.choices]
    if question.several:
        ticks = (("1", "chosen"), ("0", "not chosen"))
        return [
            Column(f"{question.id}__{option}", f"{text} – {label}", "0 or 1", ticks)
            for option, label in labels
        ]
    return [
        Column(question.id, text, "code", tuple(labels)),
        Column(f"{question.id}__label", f"{text} (in words)", "text"),
    ]


def rows(survey: Survey, result: Result, responses: Iterable[Counted]) -> Iterator[list[str]]:
    """The cells of each response, without the first column, in the order given."""
    tables = {table.question: table for table in result.tables}
    questions = closed_questions(survey)
    for response in responses:
        answers, audience = response.answers, response.audience or Audience.UNSAID
        shown = {question.id for question in shown_questions(survey, answers, audience)}
        cells: list[str] = []
        for question in questions:
            answer = answers.get(question.id)
            cells += _cells(question, tables[question.id], answer, question.id in shown)
        yield cells


def _cells(question: BaseQuestion, table: Table, answer: Answer | None, shown: bool) -> list[str]:
    """Where a count is kept private, each of its cells is: [c]."""
    width = len(question.choices) if question.several else 2
    if table.private or (table.answered is None and (not shown or answer is None or answer.skipped)):
        return [PRIVATE] * width
    if not shown:
        return [NOT_SHOWN] * width
    if answer is None:
        return [""] * width
    if answer.skipped:
        return [SKIPPED] * width
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
