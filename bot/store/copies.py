"""A copy of the database from which what may not travel is left out.

What is left out never reaches the disk: the copy is made in memory, cleaned there, and then written anew,
so that no free page and no journal has it either.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkstemp

from bot.store.safe_files import put_in_place

UNFINISHED = ".unfinished"

LEFT_OUT = {
    "answer": "DELETE FROM answer WHERE response IN"
    " (SELECT response.id FROM response JOIN survey ON survey.id = survey WHERE closed_at IS NULL)",
    "response": "DELETE FROM response WHERE survey IN (SELECT id FROM survey WHERE closed_at IS NULL)",
    "participation": "DELETE FROM participation"
    " WHERE survey IN (SELECT id FROM survey WHERE closed_at IS NULL)",
    "left_group": "DELETE FROM left_group WHERE survey IN (SELECT id FROM survey WHERE closed_at IS NULL)",
    "room_count": "DELETE FROM room_count WHERE survey IN (SELECT id FROM survey WHERE closed_at IS NULL)",
    "conversation": "DELETE FROM conversation",
    "difference": "DELETE FROM difference",
    "meeting_answer": "DELETE FROM meeting_answer",
    "feedback": "DELETE FROM feedback WHERE state = 'writing'",
    "alert_words": "DELETE FROM alert_words WHERE alert IN (SELECT id FROM alert WHERE state = 'asked')",
    "alert": "DELETE FROM alert WHERE state = 'asked'",
    "card_owed": "DELETE FROM card_owed",
    "delivery": "DELETE FROM delivery WHERE post IN (SELECT id FROM post"
    " WHERE label GLOB 'feedback *' OR label GLOB 'alert *' OR label GLOB 'card *')",
    "post": "DELETE FROM post WHERE label GLOB 'feedback *' OR label GLOB 'alert *' OR label GLOB 'card *'",
    "invitation": "DELETE FROM invitation",
    "release_page": "DELETE FROM release_page",
}
"""By table, in this order: answers to surveys that are open, and whoever gave them; where people are in
their conversations; what they have not sent yet, or not said whether the lead may read; who was told that
there is news about what they told us, or about an alert; who comes to which meeting; links that give a role.
A copy of an earlier version may not have the table yet."""


class CopyFailed(Exception):  # noqa: N818
    """The copy that was written is not whole; it was removed."""


def open_to_read(file: Path) -> sqlite3.Connection:
    """Also beside a running bot. Makes no file that is not there."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def into_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """All of it at one moment, while others go on writing."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(memory)
    return memory


def write_copy(source: sqlite3.Connection, target: Path, made_at: str) -> int:
    """Writes `target`, whole and readable by us alone, or nothing. Returns how many surveys were open.

    `made_at` (UTC, as text) stands in the copy.
    """
    with closing(into_memory(source)) as memory:
        still_open = memory.execute("SELECT count(*) FROM survey WHERE closed_at IS NULL").fetchone()[0]
        there = {name for (name,) in memory.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for table, statement in LEFT_OUT.items():
            if table in there:
                memory.execute(statement)
        memory.execute("DELETE FROM backup")
        memory.execute("INSERT INTO backup (made_at) VALUES (?)", (made_at,))
        with written_anew(memory, target.parent) as fresh:
            put_in_place(fresh, target)
    return int(still_open)


@contextmanager
def written_anew(memory: sqlite3.Connection, folder: Path) -> Iterator[Path]:
    """The database in memory as a file in `folder`, whole and for our eyes only, to be put in its place.
    What is not is removed. Raises `CopyFailed`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = mkstemp(dir=folder, prefix="heard-", suffix=UNFINISHED)
    os.close(handle)
    fresh = Path(name)
    try:
        memory.execute("VACUUM INTO ?", (name,))
        _check(fresh)
        _to_disk(fresh)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _check(file: Path) -> None:
    with closing(open_to_read(file)) as db:
        if trouble := find_trouble(db):
            raise CopyFailed(trouble)


def find_trouble(db: sqlite3.Connection) -> str:
    """What is wrong with the file, in SQLite's words; empty for a whole one."""
    found = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if found != "ok":
        return found
    return "a row without its owner" if db.execute("PRAGMA foreign_key_check").fetchone() else ""


def _to_disk(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
