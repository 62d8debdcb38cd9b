"""What was sent and is to be edited, or taken out of the chat again: one row a message, until it is done."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.posts import Post
from bot.store.times import to_text


class What(StrEnum):
    EDIT = "edit"
    REMOVE = "remove"
    """Where Telegram deletes it no more, it is edited."""


@dataclass(frozen=True)
class Amendment:
    """`messages`: all that the post was in this chat. `body`: what the first of them is to show."""

    post: int
    chat: int
    thread: int
    what: What
    messages: tuple[int, ...]
    body: Post


def rewrite(db: sqlite3.Connection, post: int, body: Post) -> None:
    """What a post says from now on. What waits goes out so; what was sent has to be amended."""
    db.execute("UPDATE post SET body = ? WHERE id = ?", (body.model_dump_json(exclude_defaults=True), post))


def amend(db: sqlite3.Connection, post: int, what: What) -> None:
    """Wherever it went, and where it is on its way. What is to be removed is not edited any more."""
    db.execute(
        "INSERT INTO amendment (post, chat, thread, what) SELECT post, chat, thread, ? FROM delivery"
        " WHERE post = ? AND state IN ('sent', 'sending') ON CONFLICT (post, chat, thread)"
        " DO UPDATE SET what = CASE what WHEN 'remove' THEN what ELSE excluded.what END, not_before = ''",
        (what, post),
    )


DUE = (
    "SELECT amendment.*, delivery.message, delivery.more, post.body FROM amendment"
    " CROSS JOIN delivery USING (post, chat, thread) CROSS JOIN post ON post.id = amendment.post"
    " WHERE amendment.not_before <= ? AND state = 'sent' AND message IS NOT NULL"
    " ORDER BY amendment.not_before LIMIT ?"
)


def due(db: sqlite3.Connection, now: datetime, most: int) -> list[Amendment]:
    """What is still on its way waits until it was sent."""
    return [
        Amendment(
            post=row["post"],
            chat=row["chat"],
            thread=row["thread"],
            what=What(row["what"]),
            messages=(row["message"], *map(int, row["more"].split())),
            body=Post.model_validate_json(row["body"]),
        )
        for row in db.execute(DUE, (to_text(now), most))
    ]


def done(db: sqlite3.Connection, amendment: Amendment) -> None:
    """Unless the post says something else by now: then it is due once more."""
    db.execute(
        "DELETE FROM amendment WHERE post = ? AND chat = ? AND thread = ? AND what = ?"
        " AND EXISTS (SELECT 1 FROM post WHERE post.id = amendment.post AND body = ?)",
        (
            amendment.post,
            amendment.chat,
            amendment.thread,
            amendment.what,
            amendment.body.model_dump_json(exclude_defaults=True),
        ),
    )


def put_off(db: sqlite3.Connection, amendment: Amendment, until: datetime) -> None:
    db.execute(
        "UPDATE amendment SET not_before = ? WHERE post = ? AND chat = ? AND thread = ?",
        (to_text(until), amendment.post, amendment.chat, amendment.thread),
    )
