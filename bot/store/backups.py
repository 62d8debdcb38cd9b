"""The copies of the database: `heard-YYYY-MM-DD-HHMM.db`, by the time in UTC; the seven newest are kept."""

import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.audit import START
from bot.store import audit
from bot.store.copies import UNFINISHED, CopyFailed, open_to_read, write_copy
from bot.store.migrations import Unusable, check
from bot.store.times import to_text

KEPT = 7
_NAME = re.compile(r"heard-(\d{4}-\d{2}-\d{2})(?:-(\d{4}))?(?:-[a-z0-9-]+)?\.db")
_HOUR = 3600


@dataclass(frozen=True)
class Backup:
    """`made_at` is in UTC, to the minute."""

    file: Path
    made_at: datetime


@dataclass(frozen=True)
class Made:
    """`still_open`: surveys whose answers were left out. `recorded`, `newest`: how many entries the audit log
    in it has, and the hash of the last: kept elsewhere, it proves later that the log was not rewritten."""

    file: Path
    still_open: int
    recorded: int
    newest: str


def folder_of(database: Path) -> Path:
    return database.parent / "backups"


def make_backup(database: Path, now: datetime, why: str = "") -> Made:
    """While the bot runs, or not. `why` stands in the name. Raises `Unusable` where it cannot be done."""
    if not database.exists():
        raise Unusable(f"There is no database at {database} yet.")
    stamp = now.astimezone(UTC).strftime("%Y-%m-%d-%H%M")
    target = folder_of(database) / f"heard-{stamp}{why and f'-{why}'}.db"
    try:
        with closing(open_to_read(database)) as db:
            check(db, database)
            still_open = write_copy(db, target, to_text(now))
        with closing(open_to_read(target)) as copy:
            return Made(target, still_open, *_newest_recorded(copy))
    except CopyFailed as error:
        raise Unusable(f"The copy of {database} is not whole ({error}), so it was not kept.") from error
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{database} cannot be copied ({error}).") from error


def _newest_recorded(copy: sqlite3.Connection) -> tuple[int, str]:
    """A copy made before a migration may not have the log yet."""
    there = copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").fetchone()
    return (0, START) if there is None else audit.newest(copy)


def list_backups(database: Path) -> list[Backup]:
    """The newest first."""
    files = folder_of(database).glob("heard-*.db")
    found = [Backup(file, made_at) for file in files if (made_at := _time_of(file.name)) is not None]
    return sorted(found, key=lambda backup: (backup.made_at, backup.file.name), reverse=True)


def _time_of(name: str) -> datetime | None:
    parts = _NAME.fullmatch(name)
    if parts is None:
        return None
    try:
        return datetime.strptime(f"{parts[1]} {parts[2] or '0000'}", "%Y-%m-%d %H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def drop_old(database: Path) -> None:
    """All but the seven newest, and what an interrupted copy left behind."""
    for backup in list_backups(database)[KEPT:]:
        backup.file.unlink(missing_ok=True)
    for unfinished in folder_of(database).glob(f"*{UNFINISHED}*"):
        if time.time() - unfinished.stat().st_mtime > _HOUR:
            unfinished.unlink(missing_ok=True)
