"""Posts that are to go out, or went: each made once, for as many chats as get it."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.pacing import WEEK, Pace
from bot.core.posts import Post, Urgency
from bot.store.times import from_text, to_text


def add_post(
    db: sqlite3.Connection,
    label: str,
    post: Post,
    chats: Iterable[int],
    urgency: Urgency,
    due: datetime,
    thread: int = 0,
) -> None:
    """Does nothing for a label and chat that are there already, so that a job may be begun again.

    `thread`: the topic of a group.
    """
    number = add_body(db, label, post, urgency)
    db.executemany(
        "INSERT INTO delivery (post, chat, thread, urgency, due_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(number, chat, thread, urgency, to_text(due)) for chat in chats],
    )


def has_posts(db: sqlite3.Connection, label: str) -> bool:
    """Whether there are posts whose labels begin so."""
    return bool(_labelled(db, label))


def send_again(db: sqlite3.Connection, label: str, chat: int, urgency: Urgency, due: datetime) -> None:
    """All posts whose labels begin so go to this chat, also if they went there before. What is on its
    way there already is not sent twice."""
    db.executemany(
        "INSERT INTO delivery (post, chat, urgency, due_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (post, chat, thread) DO UPDATE SET state = 'due', due_at = excluded.due_at,"
        " not_before = '', tries = 0, message = NULL, error = NULL WHERE state NOT IN ('due', 'sending')",
        [(post, chat, urgency, to_text(due)) for post in _labelled(db, label)],
    )


def _labelled(db: sqlite3.Connection, label: str) -> list[int]:
    """In the order of their labels."""
    rows = db.execute(
        "SELECT id FROM post WHERE label >= :label AND label < :label || '~' ORDER BY label", {"label": label}
    )
    return [row[0] for row in rows]


def add_body(db: sqlite3.Connection, label: str, post: Post, urgency: Urgency) -> int:
    db.execute(
        "INSERT INTO post (label, urgency, body) VALUES (?, ?, ?) ON CONFLICT (label) DO NOTHING",
        (label, urgency, post.model_dump_json(exclude_defaults=True)),
    )
    return int(db.execute("SELECT id FROM post WHERE label = ?", (label,)).fetchone()[0])


def add_gentle(
    db: sqlite3.Connection, label: str, post: Post, due: Mapping[int, datetime], after: str | None = None
) -> None:
    """A post that nobody waits for, to each chat at its time, see `find_room`. Once, as `add_post`.

    `after`: the label of the post that this one goes on from. Both together are one of the week's.
    """
    number = add_body(db, label, post, Urgency.BROADCAST)
    first = None if after is None else find_post(db, after)
    db.executemany(
        "INSERT INTO delivery (post, chat, urgency, due_at, gentle, first) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [
            (number, chat, Urgency.BROADCAST, to_text(moment), first is None, first)
            for chat, moment in due.items()
        ],
    )


def find_post(db: sqlite3.Connection, label: str) -> int:
    return int(db.execute("SELECT id FROM post WHERE label = ?", (label,)).fetchone()[0])


def find_room(db: sqlite3.Connection, chats: Iterable[int], now: datetime, pace: Pace) -> dict[int, datetime]:
    """When each chat may have one more gentle post, given those it had and those that wait for it."""
    others: dict[int, list[datetime]] = {}
    for row in db.execute(
        "SELECT chat, due_at FROM delivery WHERE gentle = 1 AND due_at > ? AND state <> 'failed'",
        (to_text(now - WEEK),),
    ):
        others.setdefault(row["chat"], []).append(from_text(row["due_at"]))
    return {chat: pace.next_room(others.get(chat, []), now) for chat in chats}


def drop_labelled(db: sqlite3.Connection, beginning: str) -> list[int]:
    """What waits of the posts whose label begins so is not sent any more. Returns to which chats."""
    rows = db.execute(
        "DELETE FROM delivery WHERE state = 'due' AND post IN (SELECT id FROM post WHERE label GLOB ?)"
        " RETURNING chat",
        (f"{beginning} *",),
    )
    return [row[0] for row in rows.fetchall()]


def forget_labelled(db: sqlite3.Connection, beginning: str) -> None:
    """Nothing tells any more that these posts were ever made, nor to whom they went."""
    db.execute("DELETE FROM post WHERE label GLOB ?", (f"{beginning} *",))


def drop_arrived(db: sqlite3.Connection, label: str) -> bool:
    """Posts whose labels are like this are forgotten once they went out, or could not. True if there were."""
    dropped = db.execute(
        "DELETE FROM post WHERE label GLOB ? AND NOT EXISTS"
        " (SELECT 1 FROM delivery WHERE delivery.post = post.id AND state IN ('due', 'sending'))",
        (label,),
    )
    return dropped.rowcount > 0


def any_arrived(db: sqlite3.Connection, label: str) -> bool:
    row = db.execute(
        "SELECT 1 FROM post JOIN delivery ON delivery.post = post.id"
        " WHERE label GLOB ? AND state NOT IN ('due', 'sending') LIMIT 1",
        (label,),
    ).fetchone()
    return row is not None


def count_labelled(db: sqlite3.Connection, beginning: str) -> dict[str, int]:
    """How many deliveries of the posts whose label begins so are in which state."""
    rows = db.execute(
        "SELECT state, count(*) FROM delivery WHERE post IN (SELECT id FROM post WHERE label GLOB ?)"
        " GROUP BY state",
        (f"{beginning} *",),
    )
    return {row[0]: row[1] for row in rows}


def count_later(db: sqlite3.Connection, beginning: str, now: datetime) -> int:
    """How many of them are due only after `now`."""
    row = db.execute(
        "SELECT count(*) FROM delivery WHERE state = 'due' AND due_at > ?"
        " AND post IN (SELECT id FROM post WHERE label GLOB ?)",
        (to_text(now), f"{beginning} *"),
    ).fetchone()
    return int(row[0])


@dataclass(frozen=True)
class Entry:
    """A post for one chat, as it stands in the outbox."""

    post: Post
    state: str
    due_at: datetime


def posts_for(db: sqlite3.Connection, chat: int) -> list[Entry]:
    """All that was sent or waits, the oldest first."""
    rows = db.execute(
        "SELECT post.body, state, due_at FROM delivery JOIN post ON post.id = delivery.post"
        " WHERE chat = ? ORDER BY due_at, post.id",
        (chat,),
    )
    return [Entry(_read_post(body), state, from_text(due)) for body, state, due in rows]


def _read_post(body: str) -> Post:
    """Without words where it cannot be read."""
    try:
        return Post.model_validate_json(body)
    except ValueError:
        return Post()


def drop_due(db: sqlite3.Connection, chat: int) -> None:
    """What waits for this chat is not sent any more. An alert still is."""
    db.execute("DELETE FROM delivery WHERE chat = ? AND state = 'due' AND urgency > ?", (chat, Urgency.ALERT))


def find_sent(db: sqlite3.Connection, chat: int, message: int) -> tuple[str, Post] | None:
    """The post that stands in a message of this chat, with its label."""
    row = db.execute(
        "SELECT label, body FROM delivery JOIN post ON post.id = delivery.post"
        " WHERE chat = ? AND message = ?",
        (chat, message),
    ).fetchone()
    return None if row is None else (row[0], _read_post(row[1]))


def drop_settled(db: sqlite3.Connection, beginning: str, chat: int) -> None:
    """Posts to this chat alone whose labels begin so are forgotten, once they went out or could not."""
    db.execute(
        "DELETE FROM post WHERE label GLOB ? AND id IN"
        " (SELECT post FROM delivery WHERE chat = ? AND state NOT IN ('due', 'sending'))",
        (f"{beginning} *", chat),
    )


def last_state(db: sqlite3.Connection, beginning: str, chat: int) -> str | None:
    """Of the newest delivery to this chat of the posts whose labels begin so."""
    row = db.execute(
        "SELECT state FROM delivery JOIN post ON post.id = delivery.post WHERE chat = ? AND label GLOB ?"
        " ORDER BY due_at DESC, post.id DESC LIMIT 1",
        (chat, f"{beginning} *"),
    ).fetchone()
    return None if row is None else str(row[0])


def forget_chat(db: sqlite3.Connection, chat: int) -> None:
    """Nothing tells that anything was ever sent there. A post that was for nobody else goes too. What
    belongs to an alert goes with the alert."""
    posts = db.execute(
        "DELETE FROM delivery WHERE chat = ? AND post NOT IN"
        " (SELECT id FROM post WHERE label GLOB 'alert * person *') RETURNING post",
        (chat,),
    ).fetchall()
    db.executemany(
        "DELETE FROM post WHERE id = ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.post = post.id)",
        [(post,) for (post,) in posts],
    )


def private_chats(db: sqlite3.Connection) -> frozenset[int]:
    """A person's own chat has the number of the person; groups have numbers below zero."""
    return frozenset(row[0] for row in db.execute("SELECT DISTINCT chat FROM delivery WHERE chat > 0"))


def count_by_state(db: sqlite3.Connection) -> dict[str, int]:
    rows = db.execute("SELECT state, count(*) FROM delivery WHERE state <> 'sent' GROUP BY state")
    return {row[0]: row[1] for row in rows}
