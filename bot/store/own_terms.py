"""Hard words that coordinators explained in the chat. With each, the directory is put together anew."""

import sqlite3

from bot.core.own_terms import OwnTerm
from bot.store import entries


def list_all(db: sqlite3.Connection) -> list[OwnTerm]:
    rows = db.execute("SELECT id, word, meaning, version FROM own_term ORDER BY word")
    return [OwnTerm(*row) for row in rows]


def find(db: sqlite3.Connection, id: str) -> OwnTerm | None:
    row = db.execute("SELECT id, word, meaning, version FROM own_term WHERE id = ?", (id,)).fetchone()
    return None if row is None else OwnTerm(*row)


def find_word(db: sqlite3.Connection, word: str) -> OwnTerm | None:
    row = db.execute("SELECT id, word, meaning, version FROM own_term WHERE word = ?", (word,)).fetchone()
    return None if row is None else OwnTerm(*row)


def save(db: sqlite3.Connection, term: OwnTerm) -> bool:
    """Over the version that was seen. False where somebody explained it otherwise since."""
    saved = db.execute(
        "INSERT INTO own_term (id, word, meaning, version) VALUES (:id, :word, :meaning, :version + 1)"
        " ON CONFLICT (id) DO UPDATE SET meaning = excluded.meaning, version = excluded.version"
        " WHERE own_term.version = :version",
        vars(term),
    )
    if saved.rowcount:
        entries.note_change(db)
    return saved.rowcount == 1


def drop(db: sqlite3.Connection, id: str) -> None:
    db.execute("DELETE FROM own_term WHERE id = ?", (id,))
    entries.note_change(db)
