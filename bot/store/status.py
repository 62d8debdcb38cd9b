"""What `heard status` counts and `heard check` asks, read beside a running bot."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.people import Role
from bot.store import audit, outbox, people
from bot.store.times import to_text


@dataclass(frozen=True)
class Counts:
    """`deliveries` by state, those sent left out; `errors`: updates set aside since yesterday.

    `recorded`: entries of the audit log; `broken_at`: the number at which it was changed, if it was.
    """

    deliveries: dict[str, int]
    due_to_close: int
    errors: int
    recorded: int
    broken_at: int | None


def count(path: Path, now: datetime, since: datetime) -> Counts:
    """Raises sqlite3.Error when there is no database, or it cannot be read."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        due = db.execute(
            "SELECT count(*) FROM survey WHERE closed_at IS NULL AND closes_at <= ?", (to_text(now),)
        ).fetchone()[0]
        errors = db.execute("SELECT count(*) FROM set_aside WHERE at >= ?", (to_text(since),)).fetchone()[0]
        return Counts(outbox.count_by_state(db), due, errors, audit.newest(db)[0], audit.verify(db))


def has_role(path: Path, role: Role) -> bool:
    """Whether somebody was given the role in the chat. Raises as `count` does."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return bool(people.holders(db, role))
