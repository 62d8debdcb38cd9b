"""Counts from the room, while they are made and once they count."""

import sqlite3

from bot.core.rooms import Body, Room, RoomState


def begin(db: sqlite3.Connection, survey: int, counted_by: str, counter: int, day: str) -> int:
    row = db.execute(
        "INSERT INTO room_count (survey, counted_by, counter, place, day, people, body)"
        " VALUES (?, ?, ?, '', ?, 0, ?) RETURNING id",
        (survey, counted_by, counter, day, Body().model_dump_json(exclude_defaults=True)),
    ).fetchone()
    return int(row[0])


def find(db: sqlite3.Connection, room: int) -> Room | None:
    row = db.execute("SELECT * FROM room_count WHERE id = ?", (room,)).fetchone()
    return None if row is None else _room(row)


def _room(row: sqlite3.Row) -> Room:
    return Room(
        id=row["id"],
        survey=row["survey"],
        counted_by=row["counted_by"],
        place=row["place"],
        day=row["day"],
        people=row["people"],
        state=RoomState(row["state"]),
        counter=row["counter"],
        body=Body.model_validate_json(row["body"]),
    )


def save(db: sqlite3.Connection, room: Room) -> None:
    db.execute(
        "UPDATE room_count SET place = ?, day = ?, people = ?, state = ?, body = ? WHERE id = ?",
        (
            room.place,
            room.day,
            room.people,
            room.state,
            room.body.model_dump_json(exclude_defaults=True),
            room.id,
        ),
    )


def delete(db: sqlite3.Connection, room: int) -> None:
    db.execute("DELETE FROM room_count WHERE id = ?", (room,))


def of_survey(db: sqlite3.Connection, survey: int) -> list[Room]:
    """Those that count."""
    rows = db.execute(
        "SELECT * FROM room_count WHERE survey = ? AND state = ? ORDER BY id", (survey, RoomState.COUNTED)
    )
    return [_room(row) for row in rows]


def unfinished(db: sqlite3.Connection, survey: int) -> list[Room]:
    """Those that do not count yet, with somebody in them."""
    rows = db.execute(
        "SELECT * FROM room_count WHERE survey = ? AND state <> ? AND people > 0 ORDER BY id",
        (survey, RoomState.COUNTED),
    )
    return [_room(row) for row in rows]


def of_open_surveys(db: sqlite3.Connection, counter: int | None) -> list[Room]:
    """All of them, or those of one person; the newest first."""
    rows = db.execute(
        "SELECT room_count.* FROM room_count JOIN survey ON survey.id = survey WHERE closed_at IS NULL"
        " AND (:counter IS NULL OR counter = :counter) ORDER BY room_count.id DESC LIMIT 20",
        {"counter": counter},
    )
    return [_room(row) for row in rows]


def places(db: sqlite3.Connection, most: int) -> list[str]:
    """Where was counted before, the newest first."""
    rows = db.execute(
        "SELECT place FROM room_count WHERE place <> '' GROUP BY place ORDER BY max(id) DESC LIMIT ?", (most,)
    )
    return [row[0] for row in rows]


def settle(db: sqlite3.Connection, survey: int) -> None:
    """The survey closes: what was not finished goes, and nobody may mend the rest."""
    db.execute("DELETE FROM room_count WHERE survey = ? AND state <> ?", (survey, RoomState.COUNTED))
    db.execute("UPDATE room_count SET counter = NULL WHERE survey = ?", (survey,))
    for room in of_survey(db, survey):
        body = room.body.model_copy(update={"answers": {}, "typed": ()})
        db.execute(
            "UPDATE room_count SET body = ? WHERE id = ?",
            (body.model_dump_json(exclude_defaults=True), room.id),
        )


def count_people(db: sqlite3.Connection, survey: int) -> int:
    row = db.execute(
        "SELECT coalesce(sum(people), 0) FROM room_count WHERE survey = ? AND state = ?",
        (survey, RoomState.COUNTED),
    ).fetchone()
    return int(row[0])
