"""Who was asked by a message of their own, and who wants to be reminded."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Person
from bot.store import people
from bot.store.times import from_text, to_text


def add(db: sqlite3.Connection, survey: int, invited: Iterable[int]) -> None:
    db.executemany(
        "INSERT INTO invited (survey, person) VALUES (?, ?) ON CONFLICT (survey, person) DO NOTHING",
        [(survey, person) for person in invited],
    )


def count(db: sqlite3.Connection, survey: int) -> int:
    return int(db.execute("SELECT count(*) FROM invited WHERE survey = ?", (survey,)).fetchone()[0])


def withdraw(db: sqlite3.Connection, survey: int, chats: Iterable[int]) -> None:
    """Nobody is reminded of what they were not asked."""
    db.executemany(
        "DELETE FROM invited WHERE survey = ? AND person = (SELECT id FROM person WHERE telegram = ?)",
        [(survey, chat) for chat in chats],
    )


def waiting(db: sqlite3.Connection, survey: int) -> Iterator[Person]:
    """Those who were invited, have not taken part, want to be reminded, and can be written to."""
    rows = db.execute(
        "SELECT person.* FROM invited JOIN person ON person.id = invited.person"
        " WHERE survey = ? AND declined = 0 AND reachable = 1 AND quiet = 0 AND NOT EXISTS"
        " (SELECT 1 FROM participation WHERE participation.survey = invited.survey"
        " AND participation.person = invited.person) ORDER BY person.id",
        (survey,),
    )
    return map(people.read_person, rows)


@dataclass(frozen=True)
class Invited:
    """One survey that a person was asked about by a message."""

    survey: int
    declined: bool
    again_at: datetime | None


def of_person(db: sqlite3.Connection, person: int) -> list[Invited]:
    rows = db.execute(
        "SELECT survey, declined, again_at FROM invited WHERE person = ? ORDER BY survey", (person,)
    )
    return [
        Invited(
            row["survey"],
            bool(row["declined"]),
            None if row["again_at"] is None else from_text(row["again_at"]),
        )
        for row in rows
    ]


# reminders


def plan_reminder(db: sqlite3.Connection, survey: int, moment: datetime | None) -> None:
    db.execute(
        "UPDATE survey SET remind_at = ? WHERE id = ?", (None if moment is None else to_text(moment), survey)
    )


def due_to_remind(db: sqlite3.Connection, now: datetime) -> list[int]:
    """Surveys that are open, and whose reminder is due."""
    rows = db.execute(
        "SELECT id FROM survey WHERE remind_at <= :now AND closed_at IS NULL AND closes_at > :now",
        {"now": to_text(now)},
    )
    return [row[0] for row in rows]


def decline(db: sqlite3.Connection, survey: int, person: int) -> None:
    """Also for somebody who was not invited and came by a link: then there is nothing to decline."""
    db.execute(
        "UPDATE invited SET declined = 1, again_at = NULL WHERE survey = ? AND person = ?", (survey, person)
    )


def ask_again(db: sqlite3.Connection, survey: int, person: int, moment: datetime) -> bool:
    """False for somebody who was not invited."""
    changed = db.execute(
        "UPDATE invited SET again_at = ?, declined = 0 WHERE survey = ? AND person = ?",
        (to_text(moment), survey, person),
    )
    return changed.rowcount > 0


def due_again(db: sqlite3.Connection, now: datetime) -> list[tuple[int, int]]:
    """Surveys and people who asked to be reminded by now."""
    rows = db.execute("SELECT survey, person FROM invited WHERE again_at <= ?", (to_text(now),))
    return [(row[0], row[1]) for row in rows]


def note_asked_again(db: sqlite3.Connection, survey: int, person: int) -> None:
    db.execute("UPDATE invited SET again_at = NULL WHERE survey = ? AND person = ?", (survey, person))
