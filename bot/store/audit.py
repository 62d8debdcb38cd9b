"""The record of who looked at what: added to, read, and never changed."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.core.audit import START, Entry, Link, first_broken, link
from bot.store.times import to_text

_SELECT = "SELECT number, at, what, about, role, actor, reason, previous, hash FROM audit"


def add(
    db: sqlite3.Connection, now: datetime, what: str, about: str, role: str, actor: int | None, reason: str
) -> Link:
    number, previous = newest(db)
    added = link(Entry(number + 1, to_text(now), what, about, role, actor, reason), previous)
    _insert(db, added)
    return added


def newest(db: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the last entry: kept elsewhere, they prove later that nothing is gone."""
    row = db.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return (0, START) if row is None else (int(row[0]), str(row[1]))


def read(db: sqlite3.Connection, after: int = 0) -> Iterator[Link]:
    """The entries with higher numbers, in their order."""
    for row in db.execute(f"{_SELECT} WHERE number > ? ORDER BY number", (after,)):
        yield Link(Entry(*row[:7]), *row[7:])


def verify(db: sqlite3.Connection) -> int | None:
    """The number at which the record was changed; None where it is whole."""
    return first_broken(read(db))


def carry_over(db: sqlite3.Connection, later: sqlite3.Connection) -> None:
    """Into a backup what was recorded after it was made, where the record of `later` goes on from it."""
    number, last = newest(db)
    same = later.execute("SELECT hash FROM audit WHERE number = ?", (number,)).fetchone()
    if number and (same is None or same[0] != last):
        return
    found = [*read(later, number)]
    if first_broken(found, number + 1, last) is None:
        for one in found:
            _insert(db, one)


def _insert(db: sqlite3.Connection, one: Link) -> None:
    entry = one.entry
    db.execute(
        "INSERT INTO audit (number, at, what, about, role, actor, reason, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.number,
            entry.at,
            entry.what,
            entry.about,
            entry.role,
            entry.actor,
            entry.reason,
            one.previous,
            one.hash,
        ),
    )
