"""A full disk, a lock, a damaged file: waited out, nothing confirmed, nothing lost."""

import logging
import sqlite3
from typing import Any

import pytest
from telegram import Update

from bot.store.database import StorageFailed, Store
from tests.engine import (
    message_update,
)
from tests.intake.desk import ADA, Desk, note, noted


async def test_a_full_disk_is_waited_out_and_nothing_is_lost(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await store.write(lambda db: db.execute("CREATE TABLE filler (x)"))
    await store.write(lambda db: db.execute("PRAGMA max_page_count = 1"))  # no page more than there are
    desk = Desk(store)
    long = "x" * 9000
    desk.enter(*(message_update(n, ADA + n % 3, f"{n}{long}") for n in range(1, 31)))
    for people_waiting in range(3, 3 * 8, 3):
        await desk.time.until_slept(people_waiting)
        await desk.time.advance(30)
    await desk.time.until_slept(3 * 8)
    assert desk.intake.ledger.offset == 1
    assert len(await store.read(noted)) == 0
    assert max(desk.time.slept) == 30
    assert caplog.text.count("The database cannot be used (SQLITE_FULL)") == 1

    await store.write(lambda db: db.execute("PRAGMA max_page_count = 1073741823"))
    await desk.time.advance(31)
    await desk.all_settled()

    written = await store.read(noted)
    assert sorted(int(text.rstrip("x")) for text in written) == list(range(1, 31))
    assert caplog.text.count("Over: The database cannot be used") == 1
    assert desk.apologies == []


async def test_a_database_locked_by_another_program_is_waited_out(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk = Desk(store)
    desk.enter(message_update(1, ADA, "one"), message_update(2, ADA, "two"))
    await desk.until_failing()
    other.execute("ROLLBACK")
    other.close()
    await desk.time.advance(1)
    await desk.all_settled()

    assert await store.read(noted) == ["one", "two"]


async def test_a_bug_on_a_full_disk_is_set_aside_when_there_is_room(store: Store) -> None:
    failing = True

    async def process(update: Update) -> None:
        raise ZeroDivisionError

    desk = Desk(store, process)
    write = store.write

    async def write_later(*args: Any) -> Any:
        if failing:
            raise StorageFailed("SQLITE_FULL")
        return await write(*args)

    store.write = write_later  # type: ignore[assignment]
    desk.enter(message_update(1, ADA))
    await desk.until_failing()
    assert desk.apologies == []
    failing = False
    await desk.time.advance(1)
    await desk.all_settled()

    assert len(desk.apologies) == 1


async def test_a_damaged_database_confirms_nothing(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    await store.write(note, "before")
    await store.compact()
    with store.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 400_000)
    await store.write(lambda db: db.execute("PRAGMA shrink_memory"))  # what it had in mind it reads again
    desk = Desk(store)
    desk.enter(message_update(1, ADA, "one"))
    await desk.until_failing()

    assert desk.intake.ledger.offset == 1
    assert "The database cannot be used (SQLITE_CORRUPT" in caplog.text
    await desk.intake.finish(5)


async def test_what_can_neither_be_handled_nor_set_aside_does_not_come_again_for_ever(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def process(update: Update) -> None:
        await store.write(lambda db: db.execute("DROP TABLE set_aside"))
        raise ZeroDivisionError

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA), message_update(2, ADA))
    await desk.all_settled()

    assert "neither be handled nor set aside" in caplog.text
