"""What those with a role in the forum are called by the others."""

import sqlite3


def name_of(db: sqlite3.Connection, person: int) -> str:
    """Empty where they have not said."""
    row = db.execute("SELECT name FROM colleague WHERE person = ?", (person,)).fetchone()
    return "" if row is None else str(row[0])


def save_name(db: sqlite3.Connection, person: int, name: str) -> None:
    db.execute(
        "INSERT INTO colleague (person, name) VALUES (?, ?)"
        " ON CONFLICT (person) DO UPDATE SET name = excluded.name",
        (person, name),
    )
