"""Putting a backup in the place of the database."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.asking import Asking
from bot.store import alerts, audit, bulletins, deliveries, releases, surveys
from bot.store.backups import make_backup
from bot.store.copies import CopyFailed, find_trouble, into_memory, open_to_read, written_anew
from bot.store.erasures import KEPT
from bot.store.forgetting import apply_erasures
from bot.store.keys import Keys
from bot.store.migrations import Unusable, check, upgrade
from bot.store.safe_files import put_in_place, write_names
from bot.store.times import from_text


@dataclass(frozen=True)
class Restored:
    """What was done. `replaced`: there was a database; `kept`: its backup, None if it was damaged.

    `begun_anew`: titles of surveys that were open in the backup, and are open again without answers.
    `over`: those whose time has passed; they are closed, without a result. `forgotten`: how many people
    had asked to be forgotten since. `list_known`: whether the list of erasures was there to tell.
    """

    made_at: datetime
    replaced: bool
    kept: Path | None
    begun_anew: tuple[str, ...]
    over: tuple[str, ...]
    forgotten: int
    list_known: bool


def restore(file: Path, database: Path, keys: Keys, now: datetime, replace_newer: bool) -> Restored:
    """Raises `Unusable`, and has changed nothing then. The bot must not run meanwhile."""
    with closing(_read(file)) as memory:
        made_at = _when_made(memory, file)
        _check_age(file, made_at, now)
        if not replace_newer:
            _check_not_newer(database, made_at)
        list_known = keys.erasures.was_begun
        keys.erasures.begin()
        begun_anew, over = _settle_surveys(memory, now)
        memory.execute("DELETE FROM backup")
        memory.execute("DELETE FROM invitation")
        memory.execute("DELETE FROM release_page")
        deliveries.doubt_all(memory)
        alerts.begin_anew(memory, now)
        bulletins.doubt_due(memory, now)
        _go_on_recording(memory, database, made_at, now)
        releases.withdraw_recorded(memory)
        forgotten = apply_erasures(memory, keys)
        replaced = database.exists()
        try:
            with written_anew(memory, database.parent) as fresh:
                kept = _put_away(database, now)
                put_in_place(fresh, database)
        except CopyFailed as error:
            raise Unusable(f"{file} could not be written anew ({error}); nothing was replaced.") from error
    _renew_keys(keys, [asking.id for asking in begun_anew])
    return Restored(
        made_at=made_at,
        replaced=replaced,
        kept=kept,
        begun_anew=_titles(begun_anew),
        over=_titles(over),
        forgotten=forgotten,
        list_known=list_known,
    )


def _titles(askings: list[Asking]) -> tuple[str, ...]:
    return tuple(asking.survey.title.usual for asking in askings)


def _read(file: Path) -> sqlite3.Connection:
    """The backup in memory, checked and brought to the newest version."""
    if not file.is_file():
        raise Unusable(f"{file} is not there.")
    try:
        with closing(open_to_read(file)) as db:
            version = check(db, file)
            if not version:
                raise Unusable(f"{file} is empty.")
            if trouble := find_trouble(db):
                raise Unusable(f"{file} is damaged ({trouble}). Choose another backup.")
            memory = into_memory(db)
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{file} is not a backup that can be read ({error}).") from error
    memory.row_factory = sqlite3.Row
    memory.execute("PRAGMA foreign_keys = ON")
    upgrade(memory, version)
    return memory


def _when_made(memory: sqlite3.Connection, file: Path) -> datetime:
    row = memory.execute("SELECT made_at FROM backup").fetchone()
    if row is None:
        raise Unusable(f"{file} was not made by `heard backup`. Only what that made can be restored.")
    return from_text(row["made_at"])


def _check_age(file: Path, made_at: datetime, now: datetime) -> None:
    if now - made_at > KEPT:
        raise Unusable(
            f"{file} is older than {KEPT.days} days. The list of people who asked to be forgotten does not"
            " go back so far, so it cannot be restored."
        )


def _check_not_newer(database: Path, made_at: datetime) -> None:
    """Nearly always it is newer: whoever restores should know what they lose."""
    files = [database, database.with_name(f"{database.name}-wal")]
    changed = [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in files if file.exists()]
    if changed and max(changed) > made_at:
        raise Unusable(
            f"{database} is newer: it was last changed on {_moment(max(changed))}, the backup was made on"
            f" {_moment(made_at)}. What came between would be lost. Add --yes to replace it."
        )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _settle_surveys(db: sqlite3.Connection, now: datetime) -> tuple[list[Asking], list[Asking]]:
    """No backup has answers of surveys that were open. In time they begin anew; else they are over."""
    unclosed = surveys.not_closed(db)
    over = [asking for asking in unclosed if not asking.is_open(now)]
    for asking in over:
        surveys.close_without_result(db, asking.id, now)
    return [asking for asking in unclosed if asking.is_open(now)], over


def _go_on_recording(memory: sqlite3.Connection, database: Path, made_at: datetime, now: datetime) -> None:
    """What was written down after the backup was made is not lost with the rest; nor that it was put back."""
    if database.exists() and not _is_damaged(database):
        with closing(open_to_read(database)) as db:
            if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").fetchone() is not None:
                audit.carry_over(memory, db)
    audit.add(memory, now, "restored", f"backup {_moment(made_at)}", "operator", None, "")


def _put_away(database: Path, now: datetime) -> Path | None:
    """Keeps the database as a backup like every other, with the same left out, unless it is damaged; then
    empties its log, which would otherwise be taken for the new one's."""
    kept = None
    if database.exists() and not _is_damaged(database):
        kept = make_backup(database, now, "before-restore").file
        _empty_log(database)
    for name in ("-wal", "-shm"):
        database.with_name(f"{database.name}{name}").unlink(missing_ok=True)
    write_names(database.parent)
    return kept


def _is_damaged(database: Path) -> bool:
    try:
        with closing(open_to_read(database)) as db:
            return bool(find_trouble(db))
    except sqlite3.OperationalError as error:
        raise Unusable(f"{database} cannot be read now ({error}).") from error
    except sqlite3.DatabaseError:
        return True


def _empty_log(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise Unusable(f"{database} is in use ({error}). Stop whatever uses it.") from error


def _renew_keys(keys: Keys, open_surveys: list[int]) -> None:
    """Nothing that was answered before can be found any more, neither here nor in another copy."""
    for survey in keys.surveys():
        keys.destroy(survey)
    for survey in open_surveys:
        keys.create(survey)
