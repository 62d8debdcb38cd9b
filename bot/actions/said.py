"""What people said, in words that an entry of the record can begin with: only what may be shown."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from bot.actions.held import held_back
from bot.actions.result_charts import title_of
from bot.actions.themes import ThemeHeard
from bot.core.asking import Asking
from bot.core.lengths import first_units
from bot.core.masking import Found, say_masked
from bot.core.questions import Scale
from bot.core.record_drafts import LONGEST_TEXT
from bot.core.results import Result, Row, Table
from bot.core.surveys import Survey
from bot.core.words import Reader
from bot.services import Services
from bot.store import written
from bot.texts import Texts

MOST_QUESTIONS = 5
MOST_ANSWERS = 3
"""Of a question."""
MOST_QUOTES = 3


def said_in_survey(
    db: sqlite3.Connection, services: Services, reader: Reader, asking: Asking, result: Result
) -> str:
    """What most people said to the first questions, and some quotes; empty where all is kept private."""
    texts, survey = services.texts, asking.survey
    found = (top_answers(texts, reader, survey, table) for table in result.tables)
    lines = [line for line in found if line][:MOST_QUESTIONS]
    if lines and not asking.is_vote:
        lines.insert(0, texts.button(reader, "record_said_people", number=result.responses + result.in_room))
    names = {kind: texts.button(reader, f"masked_{kind}") for kind in Found}
    quotes = (say_masked(quote, names) for quote in _quotes(db, services, asking.id))
    return _together(texts, reader, lines, quotes)


def top_answers(texts: Texts, reader: Reader, survey: Survey, table: Table) -> str:
    """The answers that most people gave, the largest first; of a scale with what its ends mean."""
    shown = sorted((row for row in table.rows if row.count), key=_count, reverse=True)
    if table.is_text or table.private or table.of_room or not shown or table.answered is None:
        return ""
    asked = survey.question(table.question)
    scale = asked if isinstance(asked, Scale) else None
    said = [
        texts.button(
            reader,
            "record_said_answer",
            label=_label(texts, reader, scale, row),
            number=row.count,
            answered=table.answered,
        )
        for row in shown[:MOST_ANSWERS]
    ]
    return texts.button(
        reader,
        "record_said_line",
        question=title_of(texts, reader, table),
        said=said,
        points=scale.points if scale else 0,
        low=scale.low.choose(reader) if scale else "",
        high=scale.high.choose(reader) if scale else "",
    )


def _label(texts: Texts, reader: Reader, scale: Scale | None, row: Row) -> str:
    if scale is None or not row.option.isdecimal():
        return row.label.form(reader)
    return texts.button(reader, "record_said_point", point=row.option, points=scale.points)


def _count(row: Row) -> int:
    return row.count or 0


def said_in_theme(texts: Texts, reader: Reader, theme: ThemeHeard) -> str:
    people = theme.heard.people
    line = texts.button(reader, "record_said_theme", theme=theme.name, people=people or 0)
    return _together(texts, reader, [line], theme.heard.quotes)


def _quotes(db: sqlite3.Connection, services: Services, survey: int) -> Iterator[str]:
    """Read by a coordinator, kept, and allowed to be quoted by whoever wrote it; nothing that an open alert
    has too."""
    is_held = held_back(db, services)
    return (found.text for found in written.quotable(db, survey) if not is_held(found.masked))


def _together(texts: Texts, reader: Reader, lines: Sequence[str], quotes: Iterable[str]) -> str:
    """At most as much as one may type."""
    said = [*lines]
    for quote in quotes:
        line = texts.button(reader, "record_said_quote", quote=" ".join(quote.split()))
        if len(said) - len(lines) < MOST_QUOTES and sum(map(len, said)) + len(line) < LONGEST_TEXT - 50:
            said.append(line)
    return first_units("\n".join(said), LONGEST_TEXT)
