"""The tables that may be shown, as they were computed at closing."""

import sqlite3
from collections.abc import Sequence

from bot.core.results import Result, Table


def save(db: sqlite3.Connection, survey: int, result: Result) -> None:
    db.executemany(
        "INSERT INTO result (survey, question, position, value) VALUES (?, ?, ?, ?)",
        [
            (survey, table.question, position, table.model_dump_json())
            for position, table in enumerate(result.tables)
        ],
    )
    db.execute("UPDATE survey SET answered = ? WHERE id = ?", (result.responses, survey))


def find(db: sqlite3.Connection, survey: int) -> Result | None:
    """None while the survey is open."""
    row = db.execute("SELECT answered FROM survey WHERE id = ?", (survey,)).fetchone()
    if row is None or row["answered"] is None:
        return None
    return Result(responses=row["answered"], tables=tuple(_tables(db, survey)))


def _tables(db: sqlite3.Connection, survey: int) -> Sequence[Table]:
    rows = db.execute("SELECT value FROM result WHERE survey = ? ORDER BY position", (survey,))
    return [Table.model_validate_json(row["value"]) for row in rows]
