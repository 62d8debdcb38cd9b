"""The random numbers that stand for people in what they decided and looked at."""

import sqlite3
from random import Random


def number_of(db: sqlite3.Connection, telegram: int, random: Random) -> int:
    """The same each time, until they are forgotten: then it stands for nobody."""
    db.execute(
        "INSERT INTO actor (telegram, number) VALUES (?, ?) ON CONFLICT (telegram) DO NOTHING",
        (telegram, random.getrandbits(40)),
    )
    return int(db.execute("SELECT number FROM actor WHERE telegram = ?", (telegram,)).fetchone()[0])


def forget(db: sqlite3.Connection, telegram: int) -> None:
    db.execute("DELETE FROM actor WHERE telegram = ?", (telegram,))


def everybody(db: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT telegram FROM actor"))
