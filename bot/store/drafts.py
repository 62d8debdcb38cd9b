"""Votes and surveys in the making. Each is saved only over the version that was seen."""

import sqlite3
from datetime import datetime

from bot.core.drafts import Draft
from bot.store.times import from_text, to_text


def add(db: sqlite3.Connection, kind: str, body: str, step: str, by: int, now: datetime) -> Draft:
    row = db.execute(
        "INSERT INTO draft (kind, body, step, changed_at, changed_by) VALUES (?, ?, ?, ?, ?) RETURNING *",
        (kind, body, step, to_text(now), by),
    ).fetchone()
    return _draft(row)


def find(db: sqlite3.Connection, draft: int, kind: str) -> Draft | None:
    row = db.execute("SELECT * FROM draft WHERE id = ? AND kind = ?", (draft, kind)).fetchone()
    return None if row is None else _draft(row)


def list_of(db: sqlite3.Connection, kind: str) -> list[Draft]:
    """The one that was changed last first."""
    rows = db.execute("SELECT * FROM draft WHERE kind = ? ORDER BY changed_at DESC, id DESC", (kind,))
    return [_draft(row) for row in rows]


def save(db: sqlite3.Connection, seen: Draft, body: str, step: str, by: int, now: datetime) -> Draft | None:
    """The draft as it is now; None when somebody changed it since it was seen, or threw it away."""
    row = db.execute(
        "UPDATE draft SET body = ?, step = ?, version = version + 1, changed_at = ?, changed_by = ?"
        " WHERE id = ? AND version = ? RETURNING *",
        (body, step, to_text(now), by, seen.id, seen.version),
    ).fetchone()
    return None if row is None else _draft(row)


def drop(db: sqlite3.Connection, draft: int) -> None:
    db.execute("DELETE FROM draft WHERE id = ?", (draft,))


def _draft(row: sqlite3.Row) -> Draft:
    return Draft(
        id=row["id"],
        kind=row["kind"],
        body=row["body"],
        step=row["step"],
        version=row["version"],
        changed_at=from_text(row["changed_at"]),
        changed_by=row["changed_by"],
    )
