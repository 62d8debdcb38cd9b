"""What people said about coming to a meeting, under a digest that only the key of that meeting makes."""

import sqlite3


def key_of(bulletin: int) -> str:
    """The name of its key."""
    return f"meeting-{bulletin}"


def say(db: sqlite3.Connection, finder: bytes, bulletin: int, answer: str) -> None:
    """Who cannot come needs nothing there."""
    db.execute(
        "INSERT INTO meeting_answer (finder, bulletin, answer) VALUES (?, ?, ?) ON CONFLICT (finder)"
        " DO UPDATE SET answer = excluded.answer,"
        " need = CASE excluded.answer WHEN 'cannot' THEN '' ELSE need END",
        (finder, bulletin, answer),
    )


def say_need(db: sqlite3.Connection, finder: bytes, bulletin: int, need: str) -> None:
    db.execute(
        "INSERT INTO meeting_answer (finder, bulletin, answer, need) VALUES (?, ?, 'come', ?)"
        " ON CONFLICT (finder) DO UPDATE SET answer = 'come', need = excluded.need",
        (finder, bulletin, need),
    )


def answer_of(db: sqlite3.Connection, finder: bytes) -> str:
    """Empty where nothing was said."""
    row = db.execute("SELECT answer FROM meeting_answer WHERE finder = ?", (finder,)).fetchone()
    return "" if row is None else str(row[0])


def need_of(db: sqlite3.Connection, finder: bytes) -> str:
    row = db.execute("SELECT need FROM meeting_answer WHERE finder = ?", (finder,)).fetchone()
    return "" if row is None else str(row[0])


def count(db: sqlite3.Connection, bulletin: int) -> dict[str, int]:
    rows = db.execute(
        "SELECT answer, count(*) FROM meeting_answer WHERE bulletin = ? GROUP BY answer", (bulletin,)
    )
    return {row[0]: row[1] for row in rows}


def needs(db: sqlite3.Connection, bulletin: int) -> tuple[str, ...]:
    """By the alphabet, so that nothing tells in which order they came."""
    rows = db.execute(
        "SELECT need FROM meeting_answer WHERE bulletin = ? AND need <> '' ORDER BY need", (bulletin,)
    )
    return tuple(row[0] for row in rows)


def with_answers(db: sqlite3.Connection) -> list[int]:
    return [row[0] for row in db.execute("SELECT DISTINCT bulletin FROM meeting_answer ORDER BY bulletin")]


def drop(db: sqlite3.Connection, finder: bytes) -> None:
    db.execute("DELETE FROM meeting_answer WHERE finder = ?", (finder,))


def forget(db: sqlite3.Connection, bulletin: int) -> None:
    db.execute("DELETE FROM meeting_answer WHERE bulletin = ?", (bulletin,))
