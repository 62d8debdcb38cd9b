"""Posts on their way: claimed before they are sent, settled after."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.pacing import WEEK, Pace
from bot.core.posts import Post, Urgency
from bot.store import bulletins, groups
from bot.store.times import from_text, to_text


@dataclass(frozen=True)
class Delivery:
    """A claimed post for one chat. `tries` counts the sendings that failed for now."""

    post: int
    chat: int
    thread: int
    tries: int
    urgency: Urgency
    body: Post


DUE = """
SELECT post, chat, thread, tries, urgency, gentle FROM delivery AS mine
WHERE state = 'due' AND due_at <= :now AND not_before <= :now AND urgency <= :least
AND NOT EXISTS (SELECT 1 FROM delivery AS other WHERE other.chat = mine.chat AND other.state = 'sending')
AND NOT EXISTS (
    SELECT 1 FROM delivery AS earlier
    WHERE earlier.chat = mine.chat AND earlier.state = 'due' AND earlier.due_at <= :now
    AND (earlier.urgency, earlier.due_at, earlier.post, earlier.thread)
        < (mine.urgency, mine.due_at, mine.post, mine.thread)
)
ORDER BY urgency, due_at, post LIMIT :most
"""


def claim_due(
    db: sqlite3.Connection,
    now: datetime,
    most: int,
    pace: Pace = Pace(),  # noqa: B008 (it cannot be changed)
    least: Urgency = Urgency.BROADCAST,
) -> list[Delivery]:
    """Marks up to `most` deliveries as being sent, the urgent and the oldest first, one a chat.

    `least`: nothing that is less urgent than this.

    A chat with one on its way gets no other, so that posts arrive in their order. A post that cannot be
    read is marked as failed, and holds up nobody. A gentle one that may not go now is put off: the bot may
    have been stopped when it was due.
    """
    rows = db.execute(DUE, {"now": to_text(now), "most": most, "least": least}).fetchall()
    going = [row for row in rows if not (row["gentle"] and _put_off(db, row, now, pace))]
    db.executemany(
        "UPDATE delivery SET state = 'sending' WHERE post = ? AND chat = ? AND thread = ?",
        [(row["post"], row["chat"], row["thread"]) for row in going],
    )
    return [delivery for row in going if (delivery := _read_delivery(db, *row[:5])) is not None]


def _put_off(db: sqlite3.Connection, row: sqlite3.Row, now: datetime, pace: Pace) -> bool:
    """True if it waits. `due_at` says from now on when it goes or went."""
    had = db.execute(
        "SELECT due_at FROM delivery WHERE gentle = 1 AND chat = ? AND due_at > ?"
        " AND state IN ('sending', 'sent', 'uncertain')",
        (row["chat"], to_text(now - WEEK)),
    )
    moment = pace.next_room([from_text(due) for (due,) in had], now)
    db.execute(
        "UPDATE delivery SET due_at = ? WHERE post = ? AND chat = ? AND thread = ?",
        (to_text(moment), row["post"], row["chat"], row["thread"]),
    )
    db.execute(
        "UPDATE delivery SET due_at = ? WHERE chat = ? AND first = ? AND state = 'due'",
        (to_text(moment), row["chat"], row["post"]),
    )
    return moment > now


def _read_delivery(
    db: sqlite3.Connection, post: int, chat: int, thread: int, tries: int, urgency: int
) -> Delivery | None:
    body = db.execute("SELECT body FROM post WHERE id = ?", (post,)).fetchone()[0]
    try:
        return Delivery(post, chat, thread, tries, Urgency(urgency), Post.model_validate_json(body))
    except ValueError:
        db.execute(
            "UPDATE delivery SET state = 'failed', error = 'unreadable post'"
            " WHERE post = ? AND chat = ? AND thread = ?",
            (post, chat, thread),
        )
        return None


def settle(
    db: sqlite3.Connection,
    delivery: Delivery,
    state: str,
    message: int | None,
    error: str | None,
    more: Sequence[int] = (),
) -> None:
    """`state`: sent, failed (for good) or uncertain (it may have arrived; a person decides). `more`: the
    further messages of an album."""
    db.execute(
        "UPDATE delivery SET state = ?, message = ?, error = ?, more = ?"
        " WHERE post = ? AND chat = ? AND thread = ? AND state = 'sending'",
        (
            state,
            message,
            error,
            " ".join(map(str, more)),
            delivery.post,
            delivery.chat,
            delivery.thread,
        ),
    )


def try_again(db: sqlite3.Connection, delivery: Delivery, due: datetime, error: str) -> None:
    """What is behind it in the same chat waits as long, so that nothing overtakes."""
    db.execute(
        "UPDATE delivery SET state = 'due', not_before = ?, tries = tries + 1, error = ?"
        " WHERE post = ? AND chat = ? AND thread = ? AND state = 'sending'",
        (to_text(due), error, delivery.post, delivery.chat, delivery.thread),
    )


def doubt_interrupted(db: sqlite3.Connection) -> int:
    """At start-up: what was being sent when the bot stopped may have arrived. Returns how many."""
    return db.execute("UPDATE delivery SET state = 'uncertain' WHERE state = 'sending'").rowcount


def doubt_all(db: sqlite3.Connection) -> None:
    """In a restored backup: what waited then may have been sent since."""
    db.execute(
        "UPDATE delivery SET state = 'uncertain', error = 'restored' WHERE state IN ('due', 'sending')"
    )


def follow_chat(db: sqlite3.Connection, old: int, new: int) -> None:
    """A group became a supergroup: all that was meant for the one is for the other."""
    db.execute("UPDATE OR IGNORE delivery SET chat = ? WHERE chat = ?", (new, old))
    db.execute("DELETE FROM delivery WHERE chat = ?", (old,))  # the new chat had it already
    groups.follow_chat(db, old, new)
    bulletins.follow_chat(db, old, new)


def give_up_chat(db: sqlite3.Connection, chat: int, error: str) -> None:
    """We may not write there any more: nothing that is due is tried in vain."""
    db.execute(
        "UPDATE delivery SET state = 'failed', error = ? WHERE chat = ? AND state = 'due'", (error, chat)
    )
    db.execute("UPDATE person SET reachable = 0 WHERE telegram = ?", (chat,))
    groups.note_left(db, chat)
