"""To whom the card of urgent help must still be shown: stored with what they typed, gone once it was."""

import sqlite3
from datetime import datetime

from bot.store.times import to_text


def add(db: sqlite3.Connection, telegram: int, now: datetime) -> None:
    db.execute(
        "INSERT INTO card_owed (telegram, at) VALUES (?, ?)"
        " ON CONFLICT (telegram) DO UPDATE SET at = excluded.at",
        (telegram, to_text(now)),
    )


def drop(db: sqlite3.Connection, telegram: int) -> None:
    db.execute("DELETE FROM card_owed WHERE telegram = ?", (telegram,))


def since(db: sqlite3.Connection, before: datetime) -> list[int]:
    """Whoever should have seen it by then."""
    rows = db.execute("SELECT telegram FROM card_owed WHERE at <= ? ORDER BY at", (to_text(before),))
    return [row[0] for row in rows]
