"""The record of who looked at what: added to, read, and never changed."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.core.audit import CHECKPOINT, START, Entry, Link, beginning, first_broken, link
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
    row = db.execute("SELECT min(number) FROM audit").fetchone()
    if row[0] is None:
        return None
    return first_broken(read(db), *beginning(row[0], (one.entry for one in _checkpoints(db))))


def _checkpoints(db: sqlite3.Connection) -> Iterator[Link]:
    """The newest first."""
    for row in db.execute(f"{_SELECT} WHERE what = '{CHECKPOINT}' ORDER BY number DESC"):
        yield Link(Entry(*row[:7]), *row[7:])


# What is kept no longer


def last_before(db: sqlite3.Connection, moment: datetime) -> int:
    """The number of the entry up to which all are older; 0 where none is."""
    row = db.execute(
        "SELECT number FROM audit WHERE at >= ? ORDER BY number LIMIT 1", (to_text(moment),)
    ).fetchone()
    last = newest(db)[0] if row is None else int(row[0]) - 1
    first = db.execute("SELECT min(number) FROM audit").fetchone()[0]
    return 0 if first is None or last < first else last


def give_way(db: sqlite3.Connection, now: datetime, last: int, role: str) -> None:
    """The entries up to `last` go; one that carries its number and hash is added for them all."""
    known = _hash_of(db, last)
    if known is not None:
        add(db, now, CHECKPOINT, str(last), role, None, known)
        _drop_covered(db)


def _drop_covered(db: sqlite3.Connection) -> None:
    for one in _checkpoints(db):
        db.execute("DELETE FROM audit WHERE number <= ?", (int(one.entry.about),))
        return


def _hash_of(db: sqlite3.Connection, number: int) -> str | None:
    """Also of the last entry that gave way; None where it is not known."""
    row = db.execute("SELECT hash FROM audit WHERE number = ?", (number,)).fetchone()
    if row is not None:
        return str(row[0])
    found = (one.entry.reason for one in _checkpoints(db) if one.entry.about == str(number))
    return next(found, None)


# After a restore


def carry_over(db: sqlite3.Connection, later: sqlite3.Connection) -> None:
    """Into a backup what was recorded after it was made, where the record of `later` goes on from it."""
    number, last = newest(db)
    if number and _hash_of(later, number) != last:
        return
    found = [*read(later, number)]
    if first_broken(found, number + 1, last) is None:
        for one in found:
            _insert(db, one)
        _drop_covered(db)


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
