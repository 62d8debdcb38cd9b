"""The tables that may be shown, as they were computed at closing, and whom they are shared with."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.core.released import Released
from bot.core.results import Result, Table
from bot.store import rooms, surveys
from bot.store.times import to_text


def save(db: sqlite3.Connection, survey: int, result: Result, asked: int) -> None:
    """`asked`: how many people could have answered."""
    db.executemany(
        "INSERT INTO result (survey, question, position, value) VALUES (?, ?, ?, ?)",
        [
            (survey, table.question, position, table.model_dump_json(exclude_defaults=True))
            for position, table in enumerate(result.tables)
        ],
    )
    db.execute("UPDATE survey SET answered = ?, asked = ? WHERE id = ?", (result.responses, asked, survey))


def find(db: sqlite3.Connection, survey: int) -> Result | None:
    """None while the survey is open."""
    row = db.execute("SELECT answered FROM survey WHERE id = ?", (survey,)).fetchone()
    if row is None or row["answered"] is None:
        return None
    in_room = rooms.count_people(db, survey)
    return Result(responses=row["answered"], tables=tuple(_tables(db, survey)), in_room=in_room)


def _tables(db: sqlite3.Connection, survey: int) -> Sequence[Table]:
    rows = db.execute("SELECT value FROM result WHERE survey = ? ORDER BY position", (survey,))
    return [Table.model_validate_json(row["value"]) for row in rows]


def count_asked(db: sqlite3.Connection, survey: int) -> int:
    return int(db.execute("SELECT asked FROM survey WHERE id = ?", (survey,)).fetchone()[0])


def find_released(db: sqlite3.Connection, survey: int) -> Released | None:
    asking = surveys.find(db, survey)
    row = db.execute(
        "SELECT answered, asked, shared_at, told_at FROM survey WHERE id = ?", (survey,)
    ).fetchone()
    if asking is None or row["told_at"] is None:
        return None
    in_room = rooms.count_people(db, survey)
    return Released(asking, row["answered"], row["asked"], row["shared_at"] is not None, in_room)


def count_released(db: sqlite3.Connection, person: int | None) -> int:
    """All of them; or those that this person may see: shared with all, or they took part."""
    return int(db.execute(f"SELECT count(*) {_SEEN_BY}", {"person": person}).fetchone()[0])


def list_released(db: sqlite3.Connection, person: int | None, first: int, most: int) -> list[Released]:
    """The newest first."""
    rows = db.execute(
        f"SELECT id {_SEEN_BY} ORDER BY closed_at DESC, id DESC LIMIT :most OFFSET :first",
        {"person": person, "first": first, "most": most},
    )
    found = (find_released(db, row["id"]) for row in rows.fetchall())
    return [one for one in found if one is not None]


_SEEN_BY = (
    "FROM survey WHERE told_at IS NOT NULL AND (:person IS NULL OR shared_at IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM participation WHERE participation.survey = survey.id AND person = :person))"
)


def share(db: sqlite3.Connection, survey: int, shared_at: datetime | None) -> None:
    """With all members; None takes it back."""
    moment = None if shared_at is None else to_text(shared_at)
    db.execute("UPDATE survey SET shared_at = ? WHERE id = ?", (moment, survey))
