"""What is kept no longer, and what the forum was told of it before."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.core.retention import Notice
from bot.store.times import from_text, to_text

_OVER = (
    "SELECT id FROM survey WHERE closed_at < ? AND told_at IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM written WHERE written.survey = survey.id AND held = 1)"
)
"""Closed, told, and without words of an alert that is not dealt with."""


def with_texts(db: sqlite3.Connection, before: datetime) -> list[int]:
    """Surveys that closed before then, and whose texts were not deleted yet."""
    return _ids(db, f"{_OVER} AND texts_gone_at IS NULL ORDER BY id", before)


def with_responses(db: sqlite3.Connection, before: datetime) -> list[int]:
    return _ids(db, f"{_OVER} AND responses_gone_at IS NULL ORDER BY id", before)


def _ids(db: sqlite3.Connection, sql: str, before: datetime) -> list[int]:
    return [row[0] for row in db.execute(sql, (to_text(before),))]


def delete_texts(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    """What people wrote, as it was typed and as it was read. What they chose stays."""
    db.execute("DELETE FROM written WHERE survey = ?", (survey,))
    db.execute(
        "UPDATE answer SET value = json_remove(value, '$.text', '$.quotable')"
        " WHERE response IN (SELECT id FROM response WHERE survey = ?)"
        " AND json_extract(value, '$.text') IS NOT NULL",
        (survey,),
    )
    db.execute("UPDATE survey SET texts_gone_at = ? WHERE id = ?", (to_text(now), survey))


def delete_responses(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    """With their answers. The tables that may be shown stay, and who took part."""
    db.execute("DELETE FROM response WHERE survey = ?", (survey,))
    db.execute("UPDATE survey SET responses_gone_at = ? WHERE id = ?", (to_text(now), survey))


@dataclass(frozen=True)
class Gone:
    """What of a survey was deleted because of its age."""

    responses: bool = False
    texts: bool = False


def gone_of(db: sqlite3.Connection, survey: int) -> Gone:
    row = db.execute("SELECT responses_gone_at, texts_gone_at FROM survey WHERE id = ?", (survey,)).fetchone()
    return Gone(row["responses_gone_at"] is not None, row["texts_gone_at"] is not None)


# What the forum was told


def notices(db: sqlite3.Connection) -> list[Notice]:
    rows = db.execute("SELECT told_at, until, periods FROM deletion_notice ORDER BY told_at")
    return [Notice(from_text(row[0]), from_text(row[1]), row[2]) for row in rows]


def add_notice(db: sqlite3.Connection, notice: Notice) -> None:
    db.execute(
        "INSERT INTO deletion_notice (told_at, until, periods) VALUES (?, ?, ?)",
        (to_text(notice.told_at), to_text(notice.until), notice.periods),
    )


def drop_notice(db: sqlite3.Connection, notice: Notice) -> None:
    """One that no deletion goes by any more, unless the file is still to be compacted."""
    db.execute("DELETE FROM deletion_notice WHERE told_at = ? AND to_compact = 0", (to_text(notice.told_at),))


def owe_compacting(db: sqlite3.Connection) -> None:
    """Something was deleted, in this transaction."""
    db.execute(
        "UPDATE deletion_notice SET to_compact = 1 WHERE told_at = (SELECT max(told_at) FROM deletion_notice)"
    )


def owes_compacting(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM deletion_notice WHERE to_compact = 1").fetchone() is not None


def note_compacted(db: sqlite3.Connection) -> None:
    db.execute("UPDATE deletion_notice SET to_compact = 0 WHERE to_compact = 1")
