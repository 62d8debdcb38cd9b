"""What people told the forum, as its writers find it. Who they are only `Writers` can tell."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from random import Random

from bot.core.feedback.piece import Kind, Piece, State, Wish
from bot.core.feedback.thread import Passing, PassingState, Reply
from bot.core.words import ENGLISH

LOWEST, HIGHEST = 100_000, 999_999
"""Six digits can be said on the phone."""
SELECT = (
    "SELECT number, state, kind, topic, messages, typed_in, wants_answer, may_share, may_quote, is_family,"
    " language, about, day, answer_by, over_on, detail, theme, same_as, is_repeat, handler, quote, has_news,"
    " version, finder, finder IS NOT NULL AS has_writer FROM feedback"
)
"""What `read_piece` reads."""
_WISHES = {
    Wish.ANSWER: "wants_answer",
    Wish.SHARE: "may_share",
    Wish.QUOTE: "may_quote",
    Wish.FAMILY: "is_family",
}


def find(db: sqlite3.Connection, number: int) -> Piece | None:
    row = db.execute(f"{SELECT} WHERE number = ?", (number,)).fetchone()
    return None if row is None else read_piece(row)


def find_own(db: sqlite3.Connection, number: int, finder: bytes) -> Piece | None:
    """None for what somebody else wrote, and for what leads to nobody any more."""
    row = db.execute(f"{SELECT} WHERE number = ? AND finder = ?", (number, finder)).fetchone()
    return None if row is None else read_piece(row)


def find_draft(db: sqlite3.Connection, finder: bytes) -> Piece | None:
    """What this person is writing, and has not sent."""
    row = db.execute(f"{SELECT} WHERE finder = ? AND state = 'writing'", (finder,)).fetchone()
    return None if row is None else read_piece(row)


def list_own(db: sqlite3.Connection, finder: bytes) -> list[Piece]:
    """What this person sent, the newest first."""
    rows = db.execute(
        f"{SELECT} WHERE finder = ? AND state <> 'writing' ORDER BY day DESC, number",
        (finder,),
    )
    return [read_piece(row) for row in rows]


def begin(db: sqlite3.Connection, finder: bytes, sealed: bytes, today: date, random: Random) -> Piece:
    """A piece without words yet, under a number that nobody has."""
    day, piece = today.isoformat(), None
    while piece is None:
        number = random.randint(LOWEST, HIGHEST)
        begun = db.execute(
            "INSERT INTO feedback (number, finder, sealed, state, kind, messages, wants_answer, may_share,"
            " may_quote, is_family, language, about, day, changed_on)"
            " VALUES (?, ?, ?, 'writing', 'problem', '[]', 1, 0, 0, 0, ?, '', ?, ?)"
            " ON CONFLICT (number) DO NOTHING",
            (number, finder, sealed, ENGLISH, day, day),
        )
        piece = find(db, number) if begun.rowcount else None
    return piece


_SAVE = """
UPDATE feedback SET state = :state, kind = :kind, topic = :topic, messages = :messages, typed_in = :typed_in,
    wants_answer = :answer, may_share = :share, may_quote = :quotable, is_family = :family,
    language = :language, about = :about, day = :day, answer_by = :answer_by,
    reminded = CASE answer_by WHEN :answer_by THEN reminded ELSE 0 END, over_on = :over_on,
    detail = :detail, theme = :theme, same_as = :same_as, is_repeat = :is_repeat, handler = :handler,
    quote = :quote, has_news = :has_news, changed_on = :today, version = version + 1
WHERE number = :number AND version = :version
"""


def save(db: sqlite3.Connection, piece: Piece, today: date) -> bool:
    """Over the version that was seen. False when somebody changed it since, or deleted it."""
    values = {
        "number": piece.number,
        "version": piece.version,
        "state": piece.state,
        "kind": piece.kind,
        "topic": piece.topic,
        "messages": json.dumps(piece.messages, ensure_ascii=False),
        "typed_in": json.dumps(piece.typed_in),
        "answer": Wish.ANSWER in piece.wishes,
        "share": Wish.SHARE in piece.wishes,
        "quotable": Wish.QUOTE in piece.wishes,
        "family": piece.is_family,
        "language": piece.language,
        "about": piece.about,
        "day": piece.day.isoformat(),
        "answer_by": _day_text(piece.answer_by),
        "over_on": _day_text(piece.over_on),
        "detail": piece.detail,
        "theme": piece.theme,
        "same_as": piece.same_as,
        "is_repeat": piece.is_repeat,
        "handler": piece.handler,
        "quote": piece.quote,
        "has_news": piece.has_news,
        "today": today.isoformat(),
    }
    return db.execute(_SAVE, values).rowcount == 1


def note_seen(db: sqlite3.Connection, number: int) -> None:
    """Its writer has looked at what is new. That is no change for anybody else."""
    db.execute("UPDATE feedback SET has_news = 0 WHERE number = ?", (number,))


def sealed_writer(db: sqlite3.Connection, number: int) -> bytes | None:
    """For `Writers.open`."""
    row = db.execute("SELECT sealed FROM feedback WHERE number = ?", (number,)).fetchone()
    return None if row is None else row[0]


def sealed_writers(db: sqlite3.Connection) -> Iterator[tuple[bytes, date]]:
    """Of each piece that still leads to somebody: to whom, and its day."""
    rows = db.execute("SELECT sealed, day FROM feedback WHERE sealed IS NOT NULL")
    return ((sealed, date.fromisoformat(day)) for sealed, day in rows.fetchall())


def has_own(db: sqlite3.Connection, finder: bytes) -> bool:
    row = db.execute("SELECT 1 FROM feedback WHERE finder = ? LIMIT 1", (finder,)).fetchone()
    return row is not None


def unlink(db: sqlite3.Connection, number: int) -> None:
    """From now on nothing leads from the piece to its writer. Who is counted in another piece of the
    theme, or of the topic where neither has a theme, is counted there."""
    db.execute(
        "UPDATE feedback SET is_repeat = EXISTS (SELECT 1 FROM feedback AS other"
        " WHERE other.finder = feedback.finder AND other.number <> :number AND other.theme IS feedback.theme"
        " AND (other.theme IS NOT NULL OR other.topic IS feedback.topic)),"
        " finder = NULL, sealed = NULL, has_news = 0, answer_by = NULL, version = version + 1"
        " WHERE number = :number",
        {"number": number},
    )


def over_since(db: sqlite3.Connection, day: date) -> list[int]:
    """What was over on this day or before, and still leads to its writer."""
    rows = db.execute(
        "SELECT number FROM feedback WHERE finder IS NOT NULL AND over_on <= ?", (day.isoformat(),)
    )
    return sorted(row[0] for row in rows)


def delete_unsent(db: sqlite3.Connection, day: date) -> None:
    """What was being written, and nobody went on with since this day."""
    db.execute("DELETE FROM feedback WHERE state = 'writing' AND changed_on <= ?", (day.isoformat(),))


def over_unchanged(db: sqlite3.Connection, day: date) -> list[int]:
    """What is done, or cannot be, and nothing happened to after this day."""
    rows = db.execute(
        "SELECT number FROM feedback WHERE over_on IS NOT NULL AND changed_on <= ?", (day.isoformat(),)
    )
    return [row[0] for row in rows]


def delete(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM feedback WHERE number = ?", (number,))


def delete_own(db: sqlite3.Connection, finder: bytes) -> int:
    """All that this person wrote and that still leads to them. Returns how many."""
    return db.execute("DELETE FROM feedback WHERE finder = ?", (finder,)).rowcount


# what was said since


def replies_to(db: sqlite3.Connection, number: int) -> list[Reply]:
    rows = db.execute(
        "SELECT is_ours, text, day FROM feedback_reply WHERE feedback = ? ORDER BY position", (number,)
    )
    return [Reply(bool(ours), text, date.fromisoformat(day)) for ours, text, day in rows]


def add_reply(db: sqlite3.Connection, number: int, reply: Reply) -> None:
    db.execute(
        "INSERT INTO feedback_reply (feedback, position, is_ours, text, day) SELECT ?, count(*), ?, ?, ?"
        " FROM feedback_reply WHERE feedback = ?",
        (number, reply.is_ours, reply.text, reply.day.isoformat(), number),
    )


_PASSINGS = "SELECT id, feedback, body, words, state, day FROM feedback_passing"


def passings_of(db: sqlite3.Connection, number: int) -> list[Passing]:
    """What was asked or passed on, the oldest first."""
    rows = db.execute(f"{_PASSINGS} WHERE feedback = ? ORDER BY day, id", (number,))
    return [read_passing(row) for row in rows]


def passed_of(db: sqlite3.Connection, finder: bytes) -> list[Passing]:
    """What went out of all that this person told us."""
    rows = db.execute(
        "SELECT feedback_passing.id, feedback, body, words, feedback_passing.state, feedback_passing.day"
        " FROM feedback JOIN feedback_passing ON feedback = number"
        " WHERE finder = ? AND feedback_passing.state = 'passed' ORDER BY feedback_passing.day, id",
        (finder,),
    )
    return [read_passing(row) for row in rows]


def theme_name(db: sqlite3.Connection, theme: int) -> str:
    row = db.execute("SELECT name FROM feedback_theme WHERE id = ?", (theme,)).fetchone()
    return "" if row is None else str(row[0])


def find_passing(db: sqlite3.Connection, passing: int) -> Passing | None:
    row = db.execute(f"{_PASSINGS} WHERE id = ?", (passing,)).fetchone()
    return None if row is None else read_passing(row)


def add_passing(db: sqlite3.Connection, passing: Passing) -> None:
    db.execute(
        "INSERT INTO feedback_passing (id, feedback, body, words, state, day) VALUES (?, ?, ?, ?, ?, ?)",
        (
            passing.id,
            passing.feedback,
            passing.body,
            passing.words,
            passing.state,
            passing.day.isoformat(),
        ),
    )


def settle_passing(
    db: sqlite3.Connection, passing: int, before: PassingState, state: PassingState, day: date
) -> bool:
    """False where it is not `before` any more."""
    changed = db.execute(
        "UPDATE feedback_passing SET state = ?, day = ? WHERE id = ? AND state = ?",
        (state, day.isoformat(), passing, before),
    )
    return changed.rowcount == 1


def read_passing(row: sqlite3.Row) -> Passing:
    return Passing(
        row["id"],
        row["feedback"],
        row["body"],
        row["words"],
        PassingState(row["state"]),
        date.fromisoformat(row["day"]),
    )


def read_piece(row: sqlite3.Row) -> Piece:
    return Piece(
        number=row["number"],
        state=State(row["state"]),
        kind=Kind(row["kind"]),
        messages=tuple(json.loads(row["messages"])),
        day=date.fromisoformat(row["day"]),
        topic=row["topic"],
        wishes=frozenset(wish for wish, column in _WISHES.items() if row[column]),
        language=row["language"],
        about=row["about"],
        answer_by=_day(row["answer_by"]),
        detail=row["detail"],
        theme=row["theme"],
        same_as=row["same_as"],
        handler=row["handler"],
        quote=row["quote"],
        has_news=bool(row["has_news"]),
        has_writer=bool(row["has_writer"]),
        is_repeat=bool(row["is_repeat"]),
        over_on=_day(row["over_on"]),
        typed_in=tuple(json.loads(row["typed_in"])),
        version=row["version"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
