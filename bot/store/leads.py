"""Whether alerts reach the leads: each is asked once a week."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.times import from_text, to_text


@dataclass(frozen=True)
class LeadCheck:
    """`waits_since`, `asked_at`: when they were asked first and last, while they have not answered.
    `answered_at`: when they tapped that alerts reach them; None: not yet."""

    waits_since: datetime
    asked_at: datetime
    answered_at: datetime | None


def find(db: sqlite3.Connection, lead: int) -> LeadCheck | None:
    row = db.execute(
        "SELECT waits_since, asked_at, answered_at FROM lead_check WHERE telegram = ?", (lead,)
    ).fetchone()
    if row is None:
        return None
    return LeadCheck(from_text(row[0]), from_text(row[1]), row[2] and from_text(row[2]))


def note_asked(db: sqlite3.Connection, lead: int, now: datetime) -> None:
    db.execute(
        "INSERT INTO lead_check (telegram, waits_since, asked_at) VALUES (:lead, :now, :now)"
        " ON CONFLICT (telegram) DO UPDATE SET asked_at = excluded.asked_at, answered_at = NULL,"
        " waits_since = CASE WHEN answered_at IS NULL THEN waits_since ELSE excluded.waits_since END",
        {"lead": lead, "now": to_text(now)},
    )


def note_answered(db: sqlite3.Connection, lead: int, now: datetime) -> None:
    db.execute("UPDATE lead_check SET answered_at = ? WHERE telegram = ?", (to_text(now), lead))


def ask_anew(db: sqlite3.Connection, lead: int) -> None:
    """They pressed Start, and have not answered yet: they are asked at once."""
    db.execute("DELETE FROM lead_check WHERE telegram = ? AND answered_at IS NULL", (lead,))
