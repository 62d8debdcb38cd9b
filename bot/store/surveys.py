"""Surveys that were opened, and the text each was asked with."""

import sqlite3
from datetime import datetime
from functools import lru_cache

from bot.core.asking import Asking, Whom
from bot.core.surveys import Survey
from bot.store.times import from_text, to_text

_SELECT = (
    "SELECT survey.*, edition.text FROM survey JOIN edition ON edition.survey = survey.id"
    " AND edition.number = (SELECT max(number) FROM edition WHERE survey = survey.id)"
)


def find(db: sqlite3.Connection, survey: int) -> Asking | None:
    row = db.execute(f"{_SELECT} WHERE survey.id = ?", (survey,)).fetchone()
    return None if row is None else _asking(row)


def _asking(row: sqlite3.Row) -> Asking:
    return Asking(
        id=row["id"],
        survey=_read_text(row["text"]),
        whom=Whom(row["audience"]),
        opened_at=from_text(row["opened_at"]),
        closes_at=from_text(row["closes_at"]),
        closed_at=None if row["closed_at"] is None else from_text(row["closed_at"]),
        is_vote=bool(row["is_vote"]),
        is_show_of_hands=bool(row["is_show_of_hands"]),
        hear_by=None if row["hear_by"] is None else from_text(row["hear_by"]),
    )


@lru_cache(maxsize=32)
def _read_text(text: str) -> Survey:
    """Every tap needs it, and the same few are asked at any time."""
    return Survey.model_validate_json(text)


def add(
    db: sqlite3.Connection,
    survey: Survey,
    whom: Whom,
    opened_at: datetime,
    closes_at: datetime,
    *,
    file: str = "",
) -> int:
    """`file`: the survey file it was opened from; empty where it was made in the chat."""
    number = int(
        db.execute(
            "INSERT INTO survey (file, audience, opened_at, closes_at) VALUES (?, ?, ?, ?) RETURNING id",
            (file, whom, to_text(opened_at), to_text(closes_at)),
        ).fetchone()[0]
    )
    db.execute(
        "INSERT INTO edition (survey, number, text) VALUES (?, 1, ?)",
        (number, survey.model_dump_json(exclude_none=True)),
    )
    return number


def mark_vote(db: sqlite3.Connection, survey: int, *, show_of_hands: bool) -> None:
    """It was asked as a vote, of no file."""
    db.execute(
        "UPDATE survey SET is_vote = 1, is_show_of_hands = ?, file = '' WHERE id = ?", (show_of_hands, survey)
    )


def plan_hearing(db: sqlite3.Connection, survey: int, hear_by: datetime) -> None:
    db.execute("UPDATE survey SET hear_by = ? WHERE id = ?", (to_text(hear_by), survey))


def edition_of(db: sqlite3.Connection, survey: int) -> int:
    """The number of the text that is asked now; nought where there is no such survey."""
    return int(
        db.execute("SELECT coalesce(max(number), 0) FROM edition WHERE survey = ?", (survey,)).fetchone()[0]
    )


def add_edition(db: sqlite3.Connection, number: int, survey: Survey, edition: int) -> None:
    """A mended text. The one before it is kept."""
    db.execute(
        "INSERT INTO edition (survey, number, text) VALUES (?, ?, ?)",
        (number, edition, survey.model_dump_json(exclude_none=True)),
    )


def count_opened(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM survey").fetchone()[0])


def newest(db: sqlite3.Connection) -> Asking | None:
    row = db.execute(f"{_SELECT} ORDER BY survey.id DESC LIMIT 1").fetchone()
    return None if row is None else _asking(row)


def list_open(db: sqlite3.Connection, now: datetime) -> list[Asking]:
    rows = db.execute(
        f"{_SELECT} WHERE closed_at IS NULL AND closes_at > ? ORDER BY closes_at, survey.id", (to_text(now),)
    )
    return [_asking(row) for row in rows]


def files(db: sqlite3.Connection) -> set[str]:
    """The names of what was ever asked: a file of the content, or a version of a draft."""
    return {row[0] for row in db.execute("SELECT DISTINCT file FROM survey")}


def count_told(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM survey WHERE told_at IS NOT NULL").fetchone()[0])


def list_closed(db: sqlite3.Connection, most: int, first: int = 0) -> list[Asking]:
    """Those whose results went out, the newest first."""
    rows = db.execute(
        f"{_SELECT} WHERE told_at IS NOT NULL ORDER BY survey.id DESC LIMIT ? OFFSET ?", (most, first)
    )
    return [_asking(row) for row in rows]


def with_texts(db: sqlite3.Connection) -> list[Asking]:
    """Closed, and what people wrote is there still. The oldest first."""
    there = "EXISTS (SELECT 1 FROM written WHERE written.survey = survey.id)"
    rows = db.execute(f"{_SELECT} WHERE closed_at IS NOT NULL AND {there} ORDER BY closed_at, survey.id")
    return [_asking(row) for row in rows]


def not_closed(db: sqlite3.Connection) -> list[Asking]:
    """Those whose responses can still be found, also where the closing is due."""
    return [_asking(row) for row in db.execute(f"{_SELECT} WHERE closed_at IS NULL ORDER BY survey.id")]


def due_to_close(db: sqlite3.Connection, now: datetime) -> list[int]:
    rows = db.execute("SELECT id FROM survey WHERE closed_at IS NULL AND closes_at <= ?", (to_text(now),))
    return [row[0] for row in rows]


def due_to_remind(db: sqlite3.Connection, now: datetime, until: datetime) -> list[Asking]:
    """Open, closing soon, and those who did not send have not been told."""
    rows = db.execute(
        f"{_SELECT} WHERE closed_at IS NULL AND closes_at > ? AND closes_at <= ? AND reminded_at IS NULL",
        (to_text(now), to_text(until)),
    )
    return [_asking(row) for row in rows]


def note_reminded(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    db.execute("UPDATE survey SET reminded_at = ? WHERE id = ?", (to_text(now), survey))


def claim_closing(db: sqlite3.Connection, survey: int, now: datetime) -> bool:
    """True for the one who closes it."""
    closed = db.execute(
        "UPDATE survey SET closed_at = ? WHERE id = ? AND closed_at IS NULL", (to_text(now), survey)
    )
    return closed.rowcount == 1


def close_without_result(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    """Its time has passed and its answers are lost: nobody is told a result of nought."""
    db.execute(
        "UPDATE survey SET closed_at = closes_at, answered = 0, told_at = ? WHERE id = ?",
        (to_text(now), survey),
    )


def untold(db: sqlite3.Connection) -> list[int]:
    """Closed, but the results have not gone out yet."""
    return [
        row[0] for row in db.execute("SELECT id FROM survey WHERE closed_at IS NOT NULL AND told_at IS NULL")
    ]


def note_told(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    db.execute("UPDATE survey SET told_at = ? WHERE id = ?", (to_text(now), survey))
