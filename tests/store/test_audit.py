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


# What is kept no longer

YEARS = timedelta(days=3 * 365)


def written_on(db: sqlite3.Connection, at: datetime, what: str) -> None:
    audit.add(db, at, what, "alert 7", "safeguarding", 5, "")


def thin_out(db: sqlite3.Connection, now: datetime) -> None:
    last = audit.last_before(db, now - timedelta(days=730))
    if last:
        audit.give_way(db, now, last, "bot")


async def test_the_oldest_entries_give_way_to_one_that_carries_their_hash(store: Store) -> None:
    for what in ("a", "b"):
        await store.write(written_on, MONDAY, what)
    _, known = await store.read(audit.newest)
    await store.write(written_on, MONDAY + YEARS, "c")

    await store.write(thin_out, MONDAY + YEARS)

    kept = await store.read(lambda db: [one.entry for one in audit.read(db)])
    assert [(one.number, one.what, one.about) for one in kept] == [
        (3, "c", "alert 7"),
        (4, "checkpoint", "2"),
    ]
    assert kept[1].reason == known
    assert await store.read(audit.verify) is None
    await store.write(thin_out, MONDAY + YEARS)
    assert (await store.read(audit.newest))[0] == 4


async def test_a_later_checkpoint_takes_the_place_of_the_one_before(store: Store) -> None:
    for years in range(4):
        await store.write(written_on, MONDAY + years * YEARS, f"of year {3 * years}")
        await store.write(thin_out, MONDAY + years * YEARS)

    kept = await store.read(lambda db: [one.entry.what for one in audit.read(db)])
    assert kept == ["of year 9", "checkpoint"]
    assert await store.read(audit.verify) is None


async def test_when_all_is_old_only_the_checkpoint_is_left_and_the_record_goes_on(store: Store) -> None:
    await store.write(written_on, MONDAY, "a")
    await store.write(thin_out, MONDAY + YEARS)
    await store.write(written_on, MONDAY + YEARS, "b")

    kept = await store.read(lambda db: [(one.entry.number, one.entry.what) for one in audit.read(db)])
    assert kept == [(2, "checkpoint"), (3, "b")]
    assert await store.read(audit.verify) is None


@pytest.mark.parametrize(("last", "kept"), [("2", "another hash"), ("4", None), ("9", None)])
async def test_a_checkpoint_with_a_wrong_hash_or_number_lets_nothing_go(
    store: Store, last: str, kept: str | None
) -> None:
    for what in ("a", "b", "c"):
        await store.write(written_on, MONDAY, what)
    known = await store.read(lambda db: [*audit.read(db)][-1].hash)
    await store.write(lambda db: audit.add(db, MONDAY, "checkpoint", last, "bot", None, kept or known))

    for sql in ("DELETE FROM audit WHERE number <= 2", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            await store.write(sqlite3.Connection.execute, sql)


async def test_what_a_checkpoint_does_not_cover_stays(store: Store) -> None:
    await store.write(written_on, MONDAY, "a")
    await store.write(written_on, MONDAY + YEARS, "b")
    await store.write(thin_out, MONDAY + YEARS)

    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        await store.write(sqlite3.Connection.execute, "DELETE FROM audit WHERE number = 2")


async def test_entries_cut_off_round_the_triggers_are_missed(store: Store) -> None:
    for years in range(2):
        await store.write(written_on, MONDAY + years * YEARS, "a")
        await store.write(written_on, MONDAY + years * YEARS, "b")
    await store.write(thin_out, MONDAY + YEARS)
    assert await store.read(audit.verify) is None
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("DROP TRIGGER audit_is_kept")
        db.execute("DELETE FROM audit WHERE number = 3")

    assert await store.read(audit.verify) == 1


@pytest.mark.parametrize("since", [0, 1])
def test_a_restore_goes_on_from_entries_that_gave_way_meanwhile(house: House, since: int) -> None:
    """Also where the backup's last entry was the last that gave way."""
    with closing(house.connect()) as db, db:
        written_on(db, MONDAY, "old")
        for _ in range(since):
            written_on(db, MONDAY + YEARS, "before")
    copy = house.backup(MONDAY + YEARS)
    with closing(house.connect()) as db, db:
        thin_out(db, MONDAY + YEARS)
        written_on(db, MONDAY + YEARS, "after")

    house.restore(copy, MONDAY + YEARS + timedelta(hours=2))

    assert what_stands(house.path) == ["before"] * since + ["checkpoint", "after", "restored"]
