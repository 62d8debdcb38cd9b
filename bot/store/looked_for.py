"""What people look for, counted by month and never by whom; and the hard words that nobody explained."""

import sqlite3
from datetime import date

from bot.core.support.demand import Looked


def count(db: sqlite3.Connection, month: str, what: str) -> None:
    db.execute(
        "INSERT INTO looked_for (month, what, times) VALUES (?, ?, 1)"
        " ON CONFLICT (month, what) DO UPDATE SET times = times + 1",
        (month, what),
    )


def list_months(db: sqlite3.Connection, first: str, last: str) -> list[Looked]:
    """Both months included; the newest first, and in each what was looked for most."""
    rows = db.execute(
        "SELECT month, what, times FROM looked_for WHERE month BETWEEN ? AND ?"
        " ORDER BY month DESC, times DESC, what",
        (first, last),
    )
    return [Looked(*row) for row in rows]


def forget_before(db: sqlite3.Connection, month: str) -> None:
    db.execute("DELETE FROM looked_for WHERE month < ?", (month,))


# words that nobody explained


def count_term(db: sqlite3.Connection, mark: bytes, term: str, today: date, threshold: int) -> None:
    """The word itself is kept from the threshold on."""
    db.execute(
        "INSERT INTO asked_term (mark, times, last_on) VALUES (:mark, 1, :today)"
        " ON CONFLICT (mark) DO UPDATE SET times = times + 1, last_on = excluded.last_on",
        {"mark": mark, "today": today.isoformat()},
    )
    db.execute("UPDATE asked_term SET term = ? WHERE mark = ? AND times >= ?", (term, mark, threshold))


def list_terms(db: sqlite3.Connection) -> list[tuple[bytes, str, int]]:
    """Those that may be shown: mark, word, and how often it was asked about; the most first."""
    rows = db.execute(
        "SELECT mark, term, times FROM asked_term WHERE term IS NOT NULL ORDER BY times DESC, term"
    )
    return [tuple(row) for row in rows]


def drop_term(db: sqlite3.Connection, mark: bytes) -> None:
    db.execute("DELETE FROM asked_term WHERE mark = ?", (mark,))


def forget_terms_before(db: sqlite3.Connection, day: date) -> None:
    """Those that nobody asked about since."""
    db.execute("DELETE FROM asked_term WHERE last_on < ?", (day.isoformat(),))
