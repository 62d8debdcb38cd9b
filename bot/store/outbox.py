"""Posts on their way: made once, claimed before they are sent, settled after."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.posts import Post, Urgency
from bot.store.times import to_text


@dataclass(frozen=True)
class Delivery:
    """A claimed post for one chat. `tries` counts the sendings that failed for now."""

    post: int
    chat: int
    thread: int
    tries: int
    body: Post


def add_picture(db: sqlite3.Connection, png: bytes) -> int:
    return int(db.execute("INSERT INTO picture (png) VALUES (?) RETURNING id", (png,)).fetchone()[0])


def find_picture(db: sqlite3.Connection, picture: int) -> bytes:
    return bytes(db.execute("SELECT png FROM picture WHERE id = ?", (picture,)).fetchone()[0])


def add_post(
    db: sqlite3.Connection, label: str, post: Post, chats: Iterable[int], urgency: Urgency, due: datetime
) -> None:
    """Does nothing for a label and chat that are there already, so that a job may be begun again."""
    db.execute(
        "INSERT INTO post (label, urgency, body) VALUES (?, ?, ?) ON CONFLICT (label) DO NOTHING",
        (label, urgency, post.model_dump_json(exclude_defaults=True)),
    )
    number = db.execute("SELECT id FROM post WHERE label = ?", (label,)).fetchone()[0]
    db.executemany(
        "INSERT INTO delivery (post, chat, urgency, due_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(number, chat, urgency, to_text(due)) for chat in chats],
    )


def claim_due(db: sqlite3.Connection, now: datetime, most: int) -> list[Delivery]:
    """Marks up to `most` deliveries as being sent, the urgent and the oldest first."""
    due = db.execute(
        "SELECT post, chat, thread, tries FROM delivery WHERE state = 'due' AND due_at <= ?"
        " ORDER BY urgency, due_at LIMIT ?",
        (to_text(now), most),
    ).fetchall()
    db.executemany(
        "UPDATE delivery SET state = 'sending' WHERE post = ? AND chat = ? AND thread = ?",
        [(row["post"], row["chat"], row["thread"]) for row in due],
    )
    return [
        Delivery(row["post"], row["chat"], row["thread"], row["tries"], _body(db, row["post"])) for row in due
    ]


def _body(db: sqlite3.Connection, post: int) -> Post:
    return Post.model_validate_json(db.execute("SELECT body FROM post WHERE id = ?", (post,)).fetchone()[0])


def settle(
    db: sqlite3.Connection, delivery: Delivery, state: str, message: int | None, error: str | None
) -> None:
    """`state`: sent, failed (for good) or uncertain (it may have arrived; a person decides)."""
    db.execute(
        "UPDATE delivery SET state = ?, message = ?, error = ? WHERE post = ? AND chat = ? AND thread = ?",
        (state, message, error, delivery.post, delivery.chat, delivery.thread),
    )


def try_again(db: sqlite3.Connection, delivery: Delivery, due: datetime, error: str) -> None:
    db.execute(
        "UPDATE delivery SET state = 'due', due_at = ?, tries = tries + 1, error = ?"
        " WHERE post = ? AND chat = ? AND thread = ?",
        (to_text(due), error, delivery.post, delivery.chat, delivery.thread),
    )


def doubt_interrupted(db: sqlite3.Connection) -> int:
    """At start-up: what was being sent when the bot stopped may have arrived. Returns how many."""
    return db.execute("UPDATE delivery SET state = 'uncertain' WHERE state = 'sending'").rowcount


def follow_chat(db: sqlite3.Connection, old: int, new: int) -> None:
    """A group became a supergroup: all that was meant for the one is for the other."""
    db.execute("UPDATE OR IGNORE delivery SET chat = ? WHERE chat = ?", (new, old))


def give_up_chat(db: sqlite3.Connection, chat: int, error: str) -> None:
    """We may not write there any more: nothing that is due is tried in vain."""
    db.execute(
        "UPDATE delivery SET state = 'failed', error = ? WHERE chat = ? AND state = 'due'", (error, chat)
    )
    db.execute("UPDATE person SET reachable = 0 WHERE telegram = ?", (chat,))


def count_by_state(db: sqlite3.Connection) -> dict[str, int]:
    rows = db.execute("SELECT state, count(*) FROM delivery WHERE state <> 'sent' GROUP BY state")
    return {row[0]: row[1] for row in rows}
