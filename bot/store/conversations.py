"""Where the chat with somebody is, joined or not: what their typed words belong to, and the live buttons."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class Conversation:
    """The survey or the task that typed words belong to, and the message with the live buttons.

    A task is such as "newvote:7": whose words these are, and what they are about.
    """

    survey: int | None
    screen: int | None
    task: str | None = None


def find(db: sqlite3.Connection, telegram: int) -> Conversation:
    row = db.execute(
        "SELECT survey, screen, task FROM conversation WHERE telegram = ?", (telegram,)
    ).fetchone()
    return Conversation(None, None) if row is None else Conversation(*row)


def turn_to(db: sqlite3.Connection, telegram: int, survey: int, screen: int | None) -> None:
    """Typed words belong to `survey` from now on. A screen that is not known leaves the last one."""
    _turn(db, telegram, survey, None, screen)


def turn_to_task(db: sqlite3.Connection, telegram: int, task: str, screen: int | None) -> None:
    """Typed words belong to this task from now on, and to no survey."""
    _turn(db, telegram, None, task, screen)


def turn_away(db: sqlite3.Connection, telegram: int, screen: int | None = None) -> None:
    """Typed words belong to nothing. Of somebody who has not joined there is no row any more."""
    _turn(db, telegram, None, None, screen)
    db.execute(
        "DELETE FROM conversation WHERE telegram = ?"
        " AND NOT EXISTS (SELECT 1 FROM person WHERE person.telegram = conversation.telegram)",
        (telegram,),
    )


def _turn(
    db: sqlite3.Connection, telegram: int, survey: int | None, task: str | None, screen: int | None
) -> None:
    db.execute(
        "INSERT INTO conversation (telegram, survey, task, screen) VALUES (?, ?, ?, ?) ON CONFLICT (telegram)"
        " DO UPDATE SET survey = excluded.survey, task = excluded.task,"
        " screen = coalesce(excluded.screen, screen)",
        (telegram, survey, task, screen),
    )


def leave_closed(db: sqlite3.Connection) -> None:
    """Who was in the middle of a survey that has closed is in it no more."""
    db.execute(
        "UPDATE conversation SET survey = NULL"
        " WHERE survey IN (SELECT id FROM survey WHERE closed_at IS NOT NULL)"
    )


def move_screen(db: sqlite3.Connection, telegram: int, screen: int) -> int | None:
    """The live buttons are now in message `screen`; returns the message they were in before. Of somebody who
    has not joined it is kept only while they are in the middle of something."""
    before = find(db, telegram).screen
    db.execute(
        "UPDATE conversation SET screen = ? WHERE telegram = ?",
        (screen, telegram),
    )
    db.execute(
        "INSERT INTO conversation (telegram, screen) SELECT telegram, ? FROM person WHERE telegram = ?"
        " ON CONFLICT (telegram) DO NOTHING",
        (screen, telegram),
    )
    return before


def forget(db: sqlite3.Connection, telegram: int) -> None:
    db.execute("DELETE FROM conversation WHERE telegram = ?", (telegram,))
