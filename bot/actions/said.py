"""What people said, in words that an entry of the record can begin with: only what may be shown."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from bot.actions.held import held_back
from bot.actions.result_charts import title_of
from bot.actions.themes import ThemeHeard
from bot.core.asking import Asking
from bot.core.lengths import first_units
from bot.core.masking import Found, say_masked
from bot.core.record_drafts import LONGEST_TEXT
from bot.core.results import Result, Row, Table
from bot.core.words import Reader
from bot.services import Services
from bot.store import written
from bot.texts import Texts

MOST_QUESTIONS = 5
MOST_QUOTES = 3


def said_in_survey(
    db: sqlite3.Connection, services: Services, reader: Reader, asking: Asking, result: Result
) -> str:
    """What most people said to the first questions, and some quotes; empty where all is kept private."""
    texts = services.texts
    lines = [line for table in result.tables if (line := _top(texts, reader, table))][:MOST_QUESTIONS]
    if lines and not asking.is_vote:
        lines.insert(0, texts.button(reader, "record_said_people", number=result.responses + result.in_room))
    names = {kind: texts.button(reader, f"masked_{kind}") for kind in Found}
    quotes = (say_masked(quote, names) for quote in _quotes(db, services, asking.id))
    return _together(texts, reader, lines, quotes)


def _top(texts: Texts, reader: Reader, table: Table) -> str:
    """The answer that most people gave."""
    shown = [row for row in table.rows if row.count is not None]
    if table.is_text or table.private or table.of_room or not shown or table.answered is None:
        return ""
    most = max(shown, key=_count)
    return texts.button(
        reader,
        "record_said_line",
        question=title_of(texts, reader, table),
        label=most.label.form(reader),
        number=most.count,
        answered=table.answered,
    )


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
