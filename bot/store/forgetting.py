"""Taking a person out of every table, and out of what a copy of the database brings back."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.store import outbox, people
from bot.store.erasures import Erasures
from bot.store.times import from_text


def forget(db: sqlite3.Connection, telegram: int) -> None:
    """All but responses: those of open surveys are found by their keys alone."""
    outbox.forget_chat(db, telegram)
    people.forget(db, telegram)


def apply_erasures(db: sqlite3.Connection, erasures: Erasures) -> int:
    """Forgets everybody again who was forgotten, and has not joined since. Returns how many."""
    erased_at = erasures.read()
    if not erased_at:
        return 0
    again = [
        telegram
        for telegram, agreed_at in _everybody(db)
        if (at := erased_at.get(erasures.mark(telegram))) is not None
        and (agreed_at is None or agreed_at <= at)
    ]
    for telegram in again:
        forget(db, telegram)
    return len(again)


def _everybody(db: sqlite3.Connection) -> Iterator[tuple[int, datetime | None]]:
    """Every Telegram id that stands anywhere, and when its person agreed to the notice."""
    joined = dict(db.execute("SELECT telegram, agreed_at FROM person").fetchall())
    with_role = {row[0] for row in db.execute("SELECT telegram FROM role")}
    for telegram in sorted(joined.keys() | with_role | outbox.private_chats(db)):
        agreed_at = joined.get(telegram)
        yield telegram, None if agreed_at is None else from_text(agreed_at)
