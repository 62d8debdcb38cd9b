"""The audit log is only added to, survives being forgotten, and is carried over a restore."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import audit
from bot.store.database import Store
from bot.store.migrations import migrate
from tests.store.test_restoring import House, house

__all__ = ["house"]

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def note(db: sqlite3.Connection, what: str) -> None:
    audit.add(db, MONDAY, what, "alert 7", "safeguarding", 5, "")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET what = 'nothing'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 2",
        "INSERT OR REPLACE INTO audit SELECT number, at, 'x', '', '', 0, '', previous, 'h' FROM audit",
        "INSERT INTO audit VALUES (9, '', '', '', '', 1, '', '', 'h')",
    ],
)
async def test_no_statement_changes_what_is_written(store: Store, sql: str) -> None:
    for what in ("alert_opened", "alert_read"):
        await store.write(note, what)

    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        await store.write(sqlite3.Connection.execute, sql)

    kept = await store.read(lambda db: [*audit.read(db)])
    assert [one.entry.what for one in kept] == ["alert_opened", "alert_read"]
    assert await store.read(audit.verify) is None


async def test_a_change_made_round_the_triggers_is_found(store: Store) -> None:
    for what in ("a", "b", "c"):
        await store.write(note, what)
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("DROP TRIGGER audit_stays")
        db.execute("UPDATE audit SET about = 'alert 8' WHERE number = 2")

    assert await store.read(audit.verify) == 2


async def test_the_newest_number_and_hash_prove_what_was_there(store: Store) -> None:
    await store.write(note, "a")
    number, known = await store.read(audit.newest)
    await store.write(note, "b")

    later = await store.read(lambda db: [*audit.read(db, number)])
    assert number == 1
    assert later[0].previous == known


def what_stands(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        assert audit.verify(db) is None
        return [one.entry.what for one in audit.read(db)]


def test_a_restore_brings_the_record_along_and_is_written_down_itself(house: House) -> None:
    with closing(house.connect()) as db, db:
        note(db, "before")
    copy = house.backup(MONDAY)
    with closing(house.connect()) as db, db:
        note(db, "after")

    house.restore(copy, MONDAY + timedelta(hours=2))

    assert what_stands(house.path) == ["before", "after", "restored"]


def test_a_record_that_does_not_go_on_from_the_backup_s_is_left_behind(house: House) -> None:
    with closing(house.connect()) as db, db:
        note(db, "before")
    copy = house.backup(MONDAY)
    house.path.unlink()
    migrate(house.path, "2026-11-23")
    with closing(house.connect()) as db, db:
        note(db, "somebody else's")
        note(db, "of another forum")

    house.restore(copy, MONDAY + timedelta(hours=2))

    assert what_stands(house.path) == ["before", "restored"]


def test_who_is_forgotten_leaves_entries_that_stand_for_nobody(house: House) -> None:
    with closing(house.connect()) as db, db:
        db.execute("INSERT INTO actor VALUES (77, 5)")
        note(db, "alert_read")

    house.forget(77, MONDAY)

    assert house.rows("SELECT * FROM actor") == []
    assert house.rows("SELECT what, actor FROM audit") == [("alert_read", 5)]
