"""Whether people felt heard, and whether they heard what came of it."""

import sqlite3
from datetime import datetime

from bot.core.feelings import Felt
from bot.store.times import to_text


def note_feeling(db: sqlite3.Connection, survey: int, person: int, answer: str) -> bool:
    """Who said something and what was said are kept apart. False for who did before."""
    noted = db.execute(
        "INSERT INTO felt (survey, person) VALUES (?, ?) ON CONFLICT (survey, person) DO NOTHING",
        (survey, person),
    )
    if noted.rowcount == 0:
        return False
    db.execute(
        "INSERT INTO feeling (survey, answer, people) VALUES (?, ?, 1)"
        " ON CONFLICT (survey, answer) DO UPDATE SET people = people + 1",
        (survey, answer),
    )
    return True


def surveys_felt(db: sqlite3.Connection, person: int) -> list[int]:
    """Those after which this person said whether they feel heard."""
    rows = db.execute("SELECT survey FROM felt WHERE person = ? ORDER BY survey", (person,))
    return [row[0] for row in rows]


def list_felt(db: sqlite3.Connection, closed_before: datetime) -> list[Felt]:
    """The survey that closed first comes first."""
    counts: dict[int, dict[str, int]] = {}
    for row in db.execute(
        "SELECT survey, answer, people FROM feeling JOIN survey ON survey.id = survey"
        " WHERE closed_at <= ? ORDER BY closed_at, survey.id",
        (to_text(closed_before),),
    ):
        counts.setdefault(row["survey"], {})[row["answer"]] = row["people"]
    return [Felt(survey, said) for survey, said in counts.items()]


_UNHEARD = (
    "SELECT id FROM survey WHERE heard_at IS NULL AND told_at IS NOT NULL"
    " AND (answered > 0 OR EXISTS (SELECT 1 FROM room_count WHERE room_count.survey = survey.id))"
    " AND hear_by <= :now"
)


def unheard(db: sqlite3.Connection, now: datetime) -> list[int]:
    """Surveys that people answered, of which nothing was reported back by the time that was promised."""
    return [row[0] for row in db.execute(f"{_UNHEARD} ORDER BY hear_by", {"now": to_text(now)})]


def due_unheard(db: sqlite3.Connection, now: datetime) -> list[int]:
    """Those of which coordinators were not reminded, or wanted to be reminded by now."""
    rows = db.execute(
        f"{_UNHEARD} AND (hear_reminded_at IS NULL OR hear_again_at <= :now)", {"now": to_text(now)}
    )
    return [row[0] for row in rows]


def note_reminded(db: sqlite3.Connection, survey: int, now: datetime) -> None:
    db.execute(
        "UPDATE survey SET hear_reminded_at = ?, hear_again_at = NULL WHERE id = ?", (to_text(now), survey)
    )


def remind_again(db: sqlite3.Connection, survey: int, moment: datetime) -> None:
    db.execute("UPDATE survey SET hear_again_at = ? WHERE id = ?", (to_text(moment), survey))


def note_heard(db: sqlite3.Connection, survey: int, now: datetime) -> bool:
    """False where it was noted before."""
    noted = db.execute(
        "UPDATE survey SET heard_at = ?, hear_again_at = NULL WHERE id = ? AND heard_at IS NULL",
        (to_text(now), survey),
    )
    return noted.rowcount == 1


def count_newcomers(db: sqlite3.Connection, survey: int) -> int:
    """Those who took part in this survey, and in none before."""
    row = db.execute(
        "SELECT count(*) FROM participation AS mine WHERE survey = ? AND NOT EXISTS (SELECT 1"
        " FROM participation AS earlier WHERE earlier.person = mine.person AND earlier.survey < mine.survey)",
        (survey,),
    ).fetchone()
    return int(row[0])


def save_newcomers(db: sqlite3.Connection, survey: int, newcomers: int | None) -> None:
    """None where the number is kept private."""
    db.execute("UPDATE survey SET newcomers = ? WHERE id = ?", (newcomers, survey))


def find_newcomers(db: sqlite3.Connection, survey: int) -> int | None:
    row = db.execute("SELECT newcomers FROM survey WHERE id = ?", (survey,)).fetchone()
    return None if row is None else row["newcomers"]
