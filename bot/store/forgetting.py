"""Taking a person out of every table, and out of what a copy of the database brings back."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime

from bot.store import (
    actors,
    alerts,
    conversations,
    feedback,
    meetings,
    outbox,
    people,
    record,
    responses,
    surveys,
    votes,
)
from bot.store.keys import KeyLost, Keys
from bot.store.times import from_text


def forget(db: sqlite3.Connection, keys: Keys, telegram: int) -> bool:
    """With their answers to surveys that are not closed, and what they told us, as far as it leads to them.
    True if some of the answers cannot be found any more.

    Of an alert that is open nothing goes before it is dealt with.
    """
    lost = _forget_answers(db, keys, telegram)
    feedback.delete_own(db, keys.writers.finder(telegram))
    alerts.forget(db, keys.alerts, telegram)
    outbox.forget_chat(db, telegram)
    _forget_differences(db, keys, telegram)
    _forget_meetings(db, keys, telegram)
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


def _forget_differences(db: sqlite3.Connection, keys: Keys, telegram: int) -> None:
    """What they said on entries of the record, while it can be found. Otherwise it is not known as theirs."""
    for entry in record.still_asked(db):
        with suppress(KeyLost):
            record.drop_difference(db, keys.finder(record.key_of(entry), telegram))


def _forget_meetings(db: sqlite3.Connection, keys: Keys, telegram: int) -> None:
    for bulletin in meetings.with_answers(db):
        with suppress(KeyLost):
            meetings.drop(db, keys.finder(meetings.key_of(bulletin), telegram))


def apply_erasures(db: sqlite3.Connection, keys: Keys) -> int:
    """Forgets everybody again who was forgotten, and has neither joined since nor, without joining, told us
    anything. Returns how many."""
    erased_at = keys.erasures.read()
    if not erased_at:
        return 0
    wrote = _writers(db, keys)
    again = [
        telegram
        for telegram, agreed_at in _everybody(db, keys, wrote)
        if (at := erased_at.get(keys.erasures.mark(telegram))) is not None
        and not _came_back(at, agreed_at, wrote.get(telegram))
    ]
    for telegram in again:
        forget(db, keys, telegram)
    return len(again)


def _came_back(erased: datetime, agreed_at: datetime | None, wrote: date | None) -> bool:
    """What somebody tells us is always dated later than the day on which they were forgotten."""
    if agreed_at is not None:
        return agreed_at > erased
    return wrote is not None and wrote > erased.date()


def _writers(db: sqlite3.Connection, keys: Keys) -> dict[int, date]:
    """Who told us something that still leads to them, and the last day on which they did."""
    found: dict[int, date] = {}
    for sealed, day in feedback.sealed_writers(db):
        telegram = keys.writers.open(sealed)
        if telegram is not None:
            found[telegram] = max(day, found.get(telegram, day))
    return found


def _everybody(
    db: sqlite3.Connection, keys: Keys, wrote: Iterable[int]
) -> Iterator[tuple[int, datetime | None]]:
    """Every Telegram id that stands anywhere, and when its person agreed to the notice."""
    joined = dict(db.execute("SELECT telegram, agreed_at FROM person").fetchall())
    with_role = {row[0] for row in db.execute("SELECT telegram FROM role")}
    everybody = joined.keys() | with_role | outbox.private_chats(db) | actors.everybody(db)
    for telegram in sorted(everybody.union(wrote, alerts.everybody(db, keys.alerts))):
        agreed_at = joined.get(telegram)
        yield telegram, None if agreed_at is None else from_text(agreed_at)
