"""What the figures of a period are made of, and the figures themselves, kept once they were made."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.impact import Impact, Period
from bot.core.suppression import Cell
from bot.store.times import from_text, to_text


def save(db: sqlite3.Connection, period: Period, impact: Impact, feedback: int) -> None:
    """Once. `feedback`: the count itself, which longer times are made of and nobody is shown."""
    db.execute(
        "INSERT INTO impact (period, value, feedback) VALUES (?, ?, ?) ON CONFLICT (period) DO NOTHING",
        (period.key, impact.model_dump_json(), feedback),
    )


def find(db: sqlite3.Connection, period: Period) -> Impact | None:
    row = db.execute("SELECT value FROM impact WHERE period = ?", (period.key,)).fetchone()
    return None if row is None else Impact.model_validate_json(row["value"])


def list_periods(db: sqlite3.Connection) -> list[Period]:
    """The newest first, of the same first day the longest."""
    found = [Period.read(row[0]) for row in db.execute("SELECT period FROM impact")]
    return sorted(found, key=lambda period: (period.after, period.months), reverse=True)


def find_feedback(db: sqlite3.Connection, period: Period) -> tuple[int, Cell]:
    """How many there were, and as it was shown; nothing where the period was not made."""
    row = db.execute("SELECT value, feedback FROM impact WHERE period = ?", (period.key,)).fetchone()
    return (0, 0) if row is None else (row["feedback"], Impact.model_validate_json(row["value"]).feedback)


@dataclass(frozen=True)
class ClosedSurvey:
    id: int
    asked: int
    invited: int
    answered: int
    first_time: int
    in_room: int


def closed_surveys(db: sqlite3.Connection, since: datetime, before: datetime) -> list[ClosedSurvey]:
    """Those whose tables were made in this time. What is kept private of newcomers counts as none."""
    rows = db.execute(
        "SELECT id, asked, answered, coalesce(newcomers, 0) AS newcomers,"
        " (SELECT count(*) FROM invited WHERE invited.survey = survey.id) AS invited,"
        " (SELECT coalesce(sum(people), 0) FROM room_count WHERE room_count.survey = survey.id) AS in_room"
        " FROM survey WHERE closed_at >= ? AND closed_at < ? AND answered IS NOT NULL",
        (to_text(since), to_text(before)),
    )
    return [
        ClosedSurvey(
            row["id"], row["asked"], row["invited"], row["answered"], row["newcomers"], row["in_room"]
        )
        for row in rows
    ]


def count_audiences(db: sqlite3.Connection, since: datetime, before: datetime) -> dict[str, int]:
    """Answers to surveys that closed in this time, by who people are."""
    rows = db.execute(
        "SELECT person.audience, count(*) FROM participation JOIN person ON person.id = person"
        " JOIN survey ON survey.id = survey WHERE closed_at >= ? AND closed_at < ? GROUP BY person.audience",
        (to_text(since), to_text(before)),
    )
    return dict(rows.fetchall())


def count_feedback(db: sqlite3.Connection, since: date, before: date) -> int:
    """What was sent, without what is only about one family: that is never counted."""
    row = db.execute(
        "SELECT count(*) FROM feedback WHERE state <> 'writing' AND NOT is_family AND day >= ? AND day < ?",
        (since.isoformat(), before.isoformat()),
    ).fetchone()
    return int(row[0])


def answer_days(db: sqlite3.Connection, since: date, before: date) -> list[int | None]:
    """Of what an answer was wanted for, after how many days the first came; None: not yet."""
    rows = db.execute(
        "SELECT julianday((SELECT min(day) FROM feedback_reply"
        " WHERE feedback_reply.feedback = feedback.number AND is_ours)) - julianday(day) AS days"
        " FROM feedback WHERE state <> 'writing' AND NOT is_family AND wants_answer AND day >= ? AND day < ?",
        (since.isoformat(), before.isoformat()),
    )
    return [None if row["days"] is None else int(row["days"]) for row in rows]


def first_day(db: sqlite3.Connection) -> date | None:
    """Of the first survey that was closed."""
    row = db.execute("SELECT min(closed_at) FROM survey WHERE answered IS NOT NULL").fetchone()
    return None if row[0] is None else from_text(row[0]).date()
