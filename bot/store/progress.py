"""The message in which a coordinator sees how far something is that goes out to many."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.times import from_text, to_text


@dataclass(frozen=True)
class Progress:
    """`about`: how the labels of the posts begin that are counted, such as "invitation 4". `message`: None
    until it was sent. `shown`: the numbers that it shows."""

    about: str
    chat: int
    message: int | None
    shown: str
    next_edit_at: datetime
    stopped: bool

    @property
    def kind(self) -> str:
        return self.about.partition(" ")[0]

    @property
    def number(self) -> int:
        return int(self.about.partition(" ")[2])


def begin(db: sqlite3.Connection, about: str, chat: int, post: str, shown: str, now: datetime) -> None:
    """`post`: the label of the message. Begun again, it is the newer message that counts."""
    db.execute(
        "INSERT INTO progress (about, chat, post, shown, next_edit_at)"
        " SELECT ?, ?, id, ?, ? FROM post WHERE label = ? ON CONFLICT (about) DO UPDATE SET"
        " chat = excluded.chat, post = excluded.post, shown = excluded.shown, stopped = 0,"
        " next_edit_at = excluded.next_edit_at",
        (about, chat, shown, to_text(now), post),
    )


def due(db: sqlite3.Connection, now: datetime) -> list[Progress]:
    """Those that were sent and may be edited again."""
    rows = db.execute(
        "SELECT progress.*, delivery.message FROM progress JOIN delivery"
        " ON delivery.post = progress.post AND delivery.chat = progress.chat"
        " WHERE next_edit_at <= ? AND message IS NOT NULL",
        (to_text(now),),
    )
    return [_progress(row) for row in rows]


def _progress(row: sqlite3.Row) -> Progress:
    return Progress(
        about=row["about"],
        chat=row["chat"],
        message=row["message"],
        shown=row["shown"],
        next_edit_at=from_text(row["next_edit_at"]),
        stopped=bool(row["stopped"]),
    )


def note_shown(db: sqlite3.Connection, about: str, shown: str, next_edit_at: datetime) -> None:
    db.execute(
        "UPDATE progress SET shown = ?, next_edit_at = ? WHERE about = ?",
        (shown, to_text(next_edit_at), about),
    )


def stop(db: sqlite3.Connection, about: str) -> None:
    """`shown` is emptied, so that the message is edited once more."""
    db.execute("UPDATE progress SET stopped = 1, shown = '' WHERE about = ?", (about,))


def end(db: sqlite3.Connection, about: str) -> None:
    db.execute("DELETE FROM progress WHERE about = ?", (about,))
