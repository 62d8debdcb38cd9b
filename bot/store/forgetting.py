"""Taking a person out of every table, and out of what a copy of the database brings back."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.store import actors, conversations, outbox, people, responses, surveys, votes
from bot.store.keys import KeyLost, Keys
from bot.store.times import from_text


def forget(db: sqlite3.Connection, keys: Keys, telegram: int) -> bool:
    """With their answers to surveys that are not closed. True if some of these cannot be found any more."""
    lost = _forget_answers(db, keys, telegram)
    outbox.forget_chat(db, telegram)
    conversations.forget(db, telegram)
    actors.forget(db, telegram)
    people.forget(db, telegram)
    return lost


def _forget_answers(db: sqlite3.Connection, keys: Keys, telegram: int) -> bool:
    """Also the votes of somebody in a group who never joined."""
    person = people.find(db, telegram)
    lost = False
    for asking in surveys.not_closed(db):
        try:
            responses.delete_found(db, keys.finder(asking.id, telegram))
            votes.note_change(db, asking.id)
        except KeyLost:
            lost = lost or (person is not None and responses.took_part(db, asking.id, person.id))
    return lost


def apply_erasures(db: sqlite3.Connection, keys: Keys) -> int:
    """Forgets everybody again who was forgotten, and has not joined since. Returns how many."""
    erased_at = keys.erasures.read()
    if not erased_at:
        return 0
    again = [
        telegram
        for telegram, agreed_at in _everybody(db)
        if (at := erased_at.get(keys.erasures.mark(telegram))) is not None
        and (agreed_at is None or agreed_at <= at)
    ]
    for telegram in again:
        forget(db, keys, telegram)
    return len(again)


def _everybody(db: sqlite3.Connection) -> Iterator[tuple[int, datetime | None]]:
    """Every Telegram id that stands anywhere, and when its person agreed to the notice."""
    joined = dict(db.execute("SELECT telegram, agreed_at FROM person").fetchall())
    with_role = {row[0] for row in db.execute("SELECT telegram FROM role")}
    everybody = joined.keys() | with_role | outbox.private_chats(db) | actors.everybody(db)
    for telegram in sorted(everybody):
        agreed_at = joined.get(telegram)
        yield telegram, None if agreed_at is None else from_text(agreed_at)
