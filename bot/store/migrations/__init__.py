"""Brings a database file to the newest version, one numbered step at a time."""

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from bot.store.copies import CopyFailed, write_copy

APPLICATION = 0x48455244
"""Marks the file as ours ("HERD"), so that nobody else's database is taken for an old one of Heard's."""


class Unusable(Exception):  # noqa: N818
    """The database cannot be used as it is; the message says why and what to do."""


def steps() -> list[str]:
    """The SQL of every step, in order: the first brings version 0 to 1."""
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def migrate(path: Path, today: str) -> None:
    """Raises `Unusable` for a file that is damaged, newer than this program, not ours, or out of reach."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            _bring_up(db, path, today)
    except CopyFailed as error:
        raise Unusable(f"{path} cannot be copied before it is brought up to date ({error}).") from error
    except sqlite3.OperationalError as error:
        raise Unusable(
            f"{path} cannot be used now ({error}). Is the disk full, or the folder locked?"
        ) from error
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{path} is damaged ({error}). Restore the newest backup.") from error


def _bring_up(db: sqlite3.Connection, path: Path, today: str) -> None:
    version = check(db, path)
    if version and version < len(steps()):
        _copy_first(db, path, version, today)
    upgrade(db, version)


def upgrade(db: sqlite3.Connection, version: int) -> None:
    """From `version` to the newest."""
    for number, sql in enumerate(steps()[version:], start=version + 1):
        _apply(db, number, sql)


def check(db: sqlite3.Connection, path: Path) -> int:
    """The version of the database; 0 for an empty one. Raises `Unusable`."""
    version, newest = _number(db, "user_version"), len(steps())
    empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not empty and _number(db, "application_id") != APPLICATION:
        raise Unusable(f"{path} is not a database of Heard. Choose another HEARD_DATA_DIR.")
    if version > newest:
        raise Unusable(
            f"{path} was written by a newer Heard (version {version}, this one knows {newest}). Update Heard."
        )
    if version and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Unusable(f"{path} is damaged. Restore the newest backup.")
    return version


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def _copy_first(db: sqlite3.Connection, path: Path, version: int, today: str) -> None:
    """A backup like the others, with the same left out; it goes when it is the oldest of them."""
    copy = path.parent / "backups" / f"heard-{today}-before-version-{version + 1}.db"
    write_copy(db, copy, f"{today}T00:00:00.000000+00:00")


def _apply(db: sqlite3.Connection, number: int, sql: str) -> None:
    db.execute("BEGIN EXCLUSIVE")
    try:
        for statement in _statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number:d}")
        db.execute(f"PRAGMA application_id = {APPLICATION:d}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _statements(sql: str) -> list[str]:
    """`executescript` would commit by itself, so the statements are taken one by one."""
    found, rest = [], ""
    for line in sql.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
