"""Where votes are asked, what their messages show, and how an open one stands."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.answers import Answer
from bot.core.vote_drafts import Place
from bot.core.votes import Page
from bot.store.times import to_text


@dataclass(frozen=True)
class Posting:
    """A vote in one group or topic, or in private (chat 0). `message`: once it was sent."""

    survey: int
    chat: int
    thread: int
    version: int
    message: int | None

    @property
    def place(self) -> Place:
        return Place(chat=self.chat, thread=self.thread)


_POSTINGS = (
    "SELECT posting.survey, posting.chat, posting.thread, version, delivery.message FROM posting"
    " LEFT JOIN delivery ON delivery.post = posting.post AND delivery.chat = posting.chat"
    " AND delivery.thread = posting.thread AND delivery.state = 'sent'"
)


def add_posting(db: sqlite3.Connection, survey: int, place: Place) -> None:
    db.execute(
        "INSERT INTO posting (survey, chat, thread) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (survey, place.chat, place.thread),
    )


def note_post(db: sqlite3.Connection, survey: int, place: Place, label: str) -> None:
    """The newest message of the vote there, which shows the vote as it is now. The one before is old."""
    db.execute(
        "INSERT INTO old_copy (post, survey) SELECT post, survey FROM posting"
        " WHERE survey = ? AND chat = ? AND thread = ? AND post IS NOT NULL ON CONFLICT DO NOTHING",
        (survey, place.chat, place.thread),
    )
    db.execute(
        "UPDATE posting SET post = (SELECT id FROM post WHERE label = ?), shown = version"
        " WHERE survey = ? AND chat = ? AND thread = ?",
        (label, survey, place.chat, place.thread),
    )


def postings_of(db: sqlite3.Connection, survey: int) -> list[Posting]:
    return [Posting(*row) for row in db.execute(f"{_POSTINGS} WHERE posting.survey = ?", (survey,))]


@dataclass(frozen=True)
class OldCopy:
    """A message of a vote that stands again further down."""

    survey: int
    post: int
    chat: int
    message: int


def old_copies(db: sqlite3.Connection) -> list[OldCopy]:
    """Those that were sent and do not say so yet."""
    return [OldCopy(*row) for row in db.execute(_OLD_COPIES)]


# In this order: there are few old copies, and many deliveries.
_OLD_COPIES = (
    "SELECT survey, old_copy.post, chat, message FROM old_copy"
    " CROSS JOIN delivery ON delivery.post = old_copy.post AND state = 'sent'"
)


def drop_old_copy(db: sqlite3.Connection, post: int) -> None:
    db.execute("DELETE FROM old_copy WHERE post = ?", (post,))


def is_asked_in(db: sqlite3.Connection, survey: int, chat: int) -> bool:
    row = db.execute("SELECT 1 FROM posting WHERE survey = ? AND chat = ? LIMIT 1", (survey, chat)).fetchone()
    return row is not None


def asked_in_private(db: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT survey FROM posting WHERE chat = 0"))


def running_in(db: sqlite3.Connection, chat: int) -> list[int]:
    """The votes that are open in a group."""
    rows = db.execute(
        "SELECT DISTINCT survey FROM posting JOIN survey ON survey.id = survey"
        " WHERE chat = ? AND closed_at IS NULL ORDER BY survey",
        (chat,),
    )
    return [row[0] for row in rows]


def without_message(db: sqlite3.Connection) -> list[Posting]:
    """Of open votes, in groups that the bot is in: those that stand nowhere, since the group moved."""
    rows = db.execute(
        f"{_POSTINGS} JOIN survey ON survey.id = posting.survey"
        " JOIN chat_group ON chat_group.chat = posting.chat AND is_member = 1"
        " WHERE posting.post IS NULL AND posting.chat <> 0 AND closed_at IS NULL"
    )
    return [Posting(*row) for row in rows]


# What the messages show


def note_change(db: sqlite3.Connection, survey: int) -> None:
    """Its messages in groups show something that is no longer so."""
    db.execute("UPDATE posting SET version = version + 1 WHERE survey = ? AND chat <> 0", (survey,))


def show_at_once(db: sqlite3.Connection, survey: int) -> None:
    """The next edit need not wait."""
    db.execute("UPDATE posting SET next_edit_at = NULL WHERE survey = ?", (survey,))


_DUE = """
WHERE version > shown AND (next_edit_at IS NULL OR next_edit_at <= :now) AND delivery.message IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM posting AS other WHERE other.chat = posting.chat AND other.next_edit_at > :now)
"""


def claim_edits(
    db: sqlite3.Connection, now: datetime, pause: datetime, busy: Collection[int] = ()
) -> list[Posting]:
    """Messages that show too little, at most one a chat and none where one is `busy`; that chat has its next
    edit at `pause`."""
    found = {
        row["chat"]: Posting(*row)
        for row in db.execute(f"{_POSTINGS} {_DUE} ORDER BY next_edit_at DESC", {"now": to_text(now)})
        if row["chat"] not in busy
    }
    db.executemany(
        "UPDATE posting SET next_edit_at = ? WHERE survey = ? AND chat = ? AND thread = ?",
        [(to_text(pause), one.survey, one.chat, one.thread) for one in found.values()],
    )
    return list(found.values())


def has_edits(db: sqlite3.Connection, now: datetime) -> bool:
    row = db.execute(
        "SELECT 1 FROM posting WHERE version > shown AND post IS NOT NULL"
        " AND (next_edit_at IS NULL OR next_edit_at <= ?) LIMIT 1",
        (to_text(now),),
    ).fetchone()
    return row is not None or db.execute(_OLD_COPIES).fetchone() is not None


def note_shown(db: sqlite3.Connection, posting: Posting) -> None:
    db.execute(
        "UPDATE posting SET shown = max(shown, ?) WHERE survey = ? AND chat = ? AND thread = ?",
        (posting.version, posting.survey, posting.chat, posting.thread),
    )


# How it stands


def answers_given(db: sqlite3.Connection, survey: int, question: str) -> list[tuple[Answer, int]]:
    """Each answer that counts, with how many gave it."""
    rows = db.execute(
        "SELECT value, count(*) FROM answer JOIN response ON response.id = answer.response"
        " WHERE response.survey = ? AND sent = 1 AND question = ? GROUP BY value",
        (survey, question),
    )
    return [(Answer.model_validate_json(value), times) for value, times in rows]


def count_voters(db: sqlite3.Connection, survey: int) -> int:
    row = db.execute("SELECT count(*) FROM response WHERE survey = ? AND sent = 1", (survey,)).fetchone()
    return int(row[0])


def save_choice(db: sqlite3.Connection, response: bytes, sent: bool, bands: Sequence[str | None]) -> None:
    """`bands`: who one is, age group and area; the last two only of somebody who joined."""
    db.execute(
        "UPDATE response SET sent = ?, audience = ?, age = ?, area = ? WHERE id = ?", (sent, *bands, response)
    )


def drop_choice(db: sqlite3.Connection, finder: bytes) -> None:
    """The vote alone: that its giver left a group stays known."""
    db.execute("DELETE FROM response WHERE finder = ?", (finder,))


def join_in(db: sqlite3.Connection, survey: int, person: int, takes_part: bool) -> None:
    """Of somebody who joined: that they took part, or no longer."""
    if takes_part:
        db.execute(
            "INSERT INTO participation (survey, person) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (survey, person),
        )
    else:
        db.execute("DELETE FROM participation WHERE survey = ? AND person = ?", (survey, person))


# Who left a group


def note_left(db: sqlite3.Connection, survey: int, chat: int, finder: bytes) -> None:
    db.execute(
        "INSERT INTO left_group (survey, chat, finder) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (survey, chat, finder),
    )


def note_back(db: sqlite3.Connection, survey: int, chat: int, finder: bytes) -> None:
    db.execute("DELETE FROM left_group WHERE survey = ? AND chat = ? AND finder = ?", (survey, chat, finder))


def has_left(db: sqlite3.Connection, survey: int, chat: int, finder: bytes) -> bool:
    row = db.execute(
        "SELECT 1 FROM left_group WHERE survey = ? AND chat = ? AND finder = ?", (survey, chat, finder)
    ).fetchone()
    return row is not None


def forget_leavers(db: sqlite3.Connection, survey: int) -> None:
    db.execute("DELETE FROM left_group WHERE survey = ?", (survey,))


# Pages of the Local Offer


@dataclass(frozen=True)
class Approved:
    page: Page
    approved_on: str
    """A day, as ISO date."""


def add_page(db: sqlite3.Connection, survey: int, page: Page) -> None:
    db.execute(
        "INSERT INTO approval (survey, title, address) VALUES (?, ?, ?)", (survey, page.title, page.address)
    )


def find_page(db: sqlite3.Connection, survey: int) -> Page | None:
    row = db.execute("SELECT title, address FROM approval WHERE survey = ?", (survey,)).fetchone()
    return None if row is None else Page(title=row["title"], address=row["address"])


def approve_page(db: sqlite3.Connection, survey: int, day: str) -> None:
    db.execute("UPDATE approval SET approved_on = ? WHERE survey = ?", (day, survey))


def was_approved(db: sqlite3.Connection, survey: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM approval WHERE survey = ? AND approved_on IS NOT NULL", (survey,)
    ).fetchone()
    return row is not None


def approved_pages(db: sqlite3.Connection) -> list[Approved]:
    """The newest first; a page that was asked about twice stands once."""
    rows = db.execute(
        "SELECT title, address, max(approved_on) AS day FROM approval WHERE approved_on IS NOT NULL"
        " GROUP BY address ORDER BY day DESC, title"
    )
    return [Approved(Page(title=row["title"], address=row["address"]), row["day"]) for row in rows]
