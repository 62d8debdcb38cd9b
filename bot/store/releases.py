"""What was released to officers, withdrawn, and how often it was pulled."""

import sqlite3
from datetime import datetime

from bot.core.releases import Release, Scope, Subject, What
from bot.store.times import from_text, to_text

_SELECT = (
    "SELECT id, what, about, responses, texts, released_at, withdrawn_at, pulls, audit_hash, title, replaced"
    " FROM release"
)


def add(db: sqlite3.Connection, release: Release) -> None:
    db.execute(
        "INSERT INTO release (id, what, about, responses, texts, released_at, audit_hash, title)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            release.id,
            release.subject.what,
            release.subject.about,
            release.scope.responses,
            release.scope.texts,
            to_text(release.released_at),
            release.audit_hash,
            release.title,
        ),
    )


def find(db: sqlite3.Connection, release: int) -> Release | None:
    row = db.execute(f"{_SELECT} WHERE id = ?", (release,)).fetchone()
    return None if row is None else _release(row)


def find_in_force(db: sqlite3.Connection, subject: Subject) -> Release | None:
    row = db.execute(
        f"{_SELECT} WHERE what = ? AND about = ? AND withdrawn_at IS NULL", (subject.what, subject.about)
    ).fetchone()
    return None if row is None else _release(row)


def list_in_force(db: sqlite3.Connection) -> list[Release]:
    """The newest first."""
    rows = db.execute(f"{_SELECT} WHERE withdrawn_at IS NULL ORDER BY released_at DESC, id")
    return [_release(row) for row in rows]


def list_all(db: sqlite3.Connection, first: int, most: int) -> list[Release]:
    """Also what was withdrawn; the newest first."""
    rows = db.execute(f"{_SELECT} ORDER BY released_at DESC, id LIMIT ? OFFSET ?", (most, first))
    return [_release(row) for row in rows]


def count_all(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM release").fetchone()[0])


def withdraw(db: sqlite3.Connection, release: int, now: datetime, *, replaced: bool = False) -> bool:
    """False where it was withdrawn before. `replaced`: a newer one takes its place."""
    changed = db.execute(
        "UPDATE release SET withdrawn_at = ?, replaced = ? WHERE id = ? AND withdrawn_at IS NULL",
        (to_text(now), replaced, release),
    )
    return changed.rowcount == 1


def count_pull(db: sqlite3.Connection, release: int) -> None:
    db.execute("UPDATE release SET pulls = pulls + 1 WHERE id = ?", (release,))


def withdraw_recorded(db: sqlite3.Connection) -> None:
    """In a copy that was put back: what the audit log says was withdrawn after the copy was made."""
    db.execute(
        "UPDATE release SET withdrawn_at = (SELECT max(at) FROM audit"
        " WHERE what = 'release_withdrawn' AND about = 'release ' || release.id)"
        " WHERE withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM audit"
        " WHERE what = 'release_withdrawn' AND about = 'release ' || release.id)"
    )


def _release(row: sqlite3.Row) -> Release:
    return Release(
        id=row["id"],
        subject=Subject(What(row["what"]), row["about"]),
        scope=Scope(bool(row["responses"]), bool(row["texts"])),
        released_at=from_text(row["released_at"]),
        withdrawn_at=None if row["withdrawn_at"] is None else from_text(row["withdrawn_at"]),
        pulls=row["pulls"],
        audit_hash=row["audit_hash"],
        title=row["title"],
        replaced=bool(row["replaced"]),
    )
