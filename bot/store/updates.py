"""Which updates were taken in, and which had to be set aside."""

import sqlite3
from datetime import datetime

from bot.core.refusal import AlreadyTaken
from bot.store.times import to_text


def take(db: sqlite3.Connection, update_id: int, day: str) -> None:
    """Notes the update beside its effect. Raises `AlreadyTaken` when it was there."""
    fresh = db.execute(
        "INSERT INTO taken_update (id, day) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", (update_id, day)
    )
    if fresh.rowcount == 0:
        raise AlreadyTaken


def set_aside(
    db: sqlite3.Connection, update_id: int, kind: str, error: str, code: str, now: datetime
) -> None:
    """`kind` is the kind of update, `error` the kind of error: never what was said, nor by whom."""
    db.execute(
        "INSERT INTO set_aside (update_id, kind, error, code, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (update_id) DO NOTHING",
        (update_id, kind, error, code, to_text(now)),
    )


def count_set_aside(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM set_aside").fetchone()[0])


def forget_taken(db: sqlite3.Connection, before_day: str) -> None:
    """Numbers may start anew after a quiet week, so none is kept longer than two days."""
    db.execute("DELETE FROM taken_update WHERE day < ?", (before_day,))
