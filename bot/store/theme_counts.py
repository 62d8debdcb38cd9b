"""How many people speak of each theme, as it is given out."""

import sqlite3
from datetime import date

from bot.core.feedback.theme_counts import ThemeCount


def find(db: sqlite3.Connection, theme: int) -> ThemeCount | None:
    row = db.execute("SELECT people, until, looked FROM theme_count WHERE theme = ?", (theme,)).fetchone()
    if row is None:
        return None
    return ThemeCount(row["people"], date.fromisoformat(row["until"]), date.fromisoformat(row["looked"]))


def put(db: sqlite3.Connection, theme: int, count: ThemeCount) -> None:
    db.execute(
        "INSERT INTO theme_count (theme, people, until, looked) VALUES (?, ?, ?, ?) ON CONFLICT (theme)"
        " DO UPDATE SET people = excluded.people, until = excluded.until, looked = excluded.looked",
        (theme, count.people, count.until.isoformat(), count.looked.isoformat()),
    )
