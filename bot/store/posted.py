"""What one thing that was posted became: its messages, where they stand, and what is in doubt."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.core.posts import Post, Urgency
from bot.store import outbox
from bot.store.times import to_text


def labels(db: sqlite3.Connection, beginning: str) -> list[str]:
    rows = db.execute("SELECT label FROM post WHERE label GLOB ? ORDER BY label", (f"{beginning} *",))
    return [row[0] for row in rows]


def posts_labelled(db: sqlite3.Connection, beginning: str) -> list[tuple[int, Post]]:
    """The numbers and bodies of the posts whose labels begin so, in the order of their labels."""
    rows = db.execute("SELECT id, body FROM post WHERE label GLOB ? ORDER BY label", (f"{beginning} *",))
    return [(number, Post.model_validate_json(body)) for number, body in rows]


def add_after(db: sqlite3.Connection, label: str, post: Post, first: str, due: datetime) -> None:
    """One more message wherever the post with the label `first` went, or goes."""
    number = outbox.add_body(db, label, post, Urgency.BROADCAST)
    db.execute(
        "INSERT INTO delivery (post, chat, thread, urgency, due_at, first)"
        " SELECT ?, chat, thread, urgency, max(due_at, ?), post FROM delivery"
        " WHERE post = ? AND state IN ('due', 'sending', 'sent') ON CONFLICT DO NOTHING",
        (number, to_text(due), outbox.find_post(db, first)),
    )


def failed_groups(db: sqlite3.Connection, beginning: str) -> list[int]:
    """The groups that one of the posts could not be put into whose label begins so."""
    rows = db.execute(
        "SELECT DISTINCT chat FROM delivery WHERE state = 'failed' AND chat < 0"
        " AND post IN (SELECT id FROM post WHERE label GLOB ?) ORDER BY chat",
        (f"{beginning} *",),
    )
    return [row[0] for row in rows]


# what may have arrived


@dataclass(frozen=True)
class Unsure:
    """Posts of one kind of which nobody knows whether they arrived. `kind`, `number`: the beginning of their
    labels, such as "issue" and 7. `groups`: those among the chats."""

    kind: str
    number: int
    private: int
    groups: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.private + len(self.groups)


def unsure(db: sqlite3.Connection) -> list[Unsure]:
    """By the first two words of their labels; the newest first."""
    rows = db.execute(
        "SELECT label, chat FROM delivery CROSS JOIN post ON post.id = delivery.post"
        " WHERE state = 'uncertain' ORDER BY post.id DESC, chat"
    )
    found: dict[tuple[str, int], tuple[set[int], set[int]]] = {}
    for label, chat in rows:
        private, in_groups = found.setdefault(_kind_of(label), (set(), set()))
        (in_groups if chat < 0 else private).add(chat)
    return [
        Unsure(kind, number, len(private), tuple(sorted(in_groups)))
        for (kind, number), (private, in_groups) in found.items()
    ]


def _kind_of(label: str) -> tuple[str, int]:
    kind, number, *_ = [*label.split(), "", ""]
    return kind, int(number) if number.isdecimal() else 0


def count_unsure(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT count(DISTINCT chat) FROM delivery WHERE state = 'uncertain'").fetchone()
    return int(row[0])


def settle_unsure(db: sqlite3.Connection, kind: str, number: int, chat: int) -> int:
    """It is there. `chat`: 0 for all. Returns how many."""
    return db.execute(
        "UPDATE delivery SET state = 'sent', error = NULL WHERE state = 'uncertain'"
        " AND (:chat = 0 OR chat = :chat) AND post IN (SELECT id FROM post WHERE label GLOB :beginning)",
        {"chat": chat, "beginning": _beginning(kind, number)},
    ).rowcount


def send_unsure(db: sqlite3.Connection, kind: str, number: int, chat: int, now: datetime) -> int:
    """It is not there, and goes out once more. Returns how many."""
    return db.execute(
        "UPDATE delivery SET state = 'due', due_at = :now, not_before = '', tries = 0, error = NULL"
        " WHERE state = 'uncertain' AND (:chat = 0 OR chat = :chat)"
        " AND post IN (SELECT id FROM post WHERE label GLOB :beginning)",
        {"chat": chat, "beginning": _beginning(kind, number), "now": to_text(now)},
    ).rowcount


def _beginning(kind: str, number: int) -> str:
    return f"{kind} {number} *" if number else f"{kind} *"
