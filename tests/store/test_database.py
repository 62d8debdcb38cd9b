"""One writer, shared commits, and what happens when the disk or another program is in the way."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.core.refusal import AlreadyTaken
from bot.store.database import StorageFailed, Store
from bot.store.receipt import Receipt, current
from tests.engine import opened


def note(db: sqlite3.Connection, code: str) -> None:
    db.execute("INSERT INTO set_aside VALUES (?, 'message', 'x', ?, '')", (abs(hash(code)), code))


def note_and_fail(db: sqlite3.Connection, code: str) -> None:
    note(db, code)
    raise ZeroDivisionError


def note_much(db: sqlite3.Connection, code: str) -> None:
    note(db, code + "x" * 200_000)


def noted(db: sqlite3.Connection) -> list[str]:
    return sorted(row["code"] for row in db.execute("SELECT code FROM set_aside"))


def fill_disk(db: sqlite3.Connection) -> None:
    """From now on the file cannot grow, as on a full disk: SQLite says SQLITE_FULL."""
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")


def empty_disk(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked_by_another(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def handling(update_id: int) -> Iterator[Receipt]:
    receipt = Receipt(update_id, "2026-11-23")
    token = current.set(receipt)
    try:
        yield receipt
    finally:
        current.reset(token)


class Gate:
    """Keeps the database thread busy until it is opened, so that transactions pile up behind it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self._open = threading.Event()

    def story(self, db: sqlite3.Connection) -> None:
        self.entered.set()
        assert self._open.wait(5)

    def open(self) -> None:
        self._open.set()


async def busy(store: Store) -> tuple[Gate, asyncio.Task[None]]:
    gate = Gate()
    first = asyncio.create_task(store.write(gate.story))
    assert await asyncio.to_thread(gate.entered.wait, 5)
    return gate, first


async def test_what_was_written_is_read_and_outlives_the_program(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.write(note, "A")

        assert await store.read(noted) == ["A"]
    async with opened(tmp_path) as store:
        assert await store.read(noted) == ["A"]


async def test_a_transaction_that_fails_stores_nothing_of_itself(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        await store.write(note_and_fail, "A")

    assert await store.read(noted) == []


async def test_transactions_that_wait_share_one_commit_and_fail_each_by_itself(store: Store) -> None:
    statements: list[str] = []
    await store.write(lambda db: db.set_trace_callback(statements.append))
    gate, first = await busy(store)

    stories = [note, note_and_fail, note, note]
    writes = [asyncio.create_task(store.write(story, f"N{n}")) for n, story in enumerate(stories)]
    await asyncio.sleep(0)
    gate.open()
    outcomes = await asyncio.gather(first, *writes, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes[1:]] == [
        type(None),
        ZeroDivisionError,
        type(None),
        type(None),
    ]
    assert await store.read(noted) == ["N0", "N2", "N3"]
    assert statements.count("COMMIT") == 2 + 1  # the tracing one, the gate's, and one for all four


async def test_on_a_full_disk_a_shared_commit_fails_as_a_whole_and_works_again_later(store: Store) -> None:
    await store.write(fill_disk)
    gate, first = await busy(store)
    writes = [
        asyncio.create_task(store.write(story, f"N{n}")) for n, story in enumerate([note, note_much, note])
    ]
    await asyncio.sleep(0)
    gate.open()
    outcomes = await asyncio.gather(first, *writes, return_exceptions=True)

    assert [str(outcome) for outcome in outcomes[1:]] == ["SQLITE_FULL"] * 3
    assert {type(outcome) for outcome in outcomes[1:]} == {StorageFailed}
    assert await store.read(noted) == []

    await store.write(empty_disk)
    await store.write(note_much, "B")
    assert len(await store.read(noted)) == 1


async def test_a_database_locked_by_another_program_is_a_passing_trouble(store: Store) -> None:
    with locked_by_another(store.path), pytest.raises(StorageFailed, match="SQLITE_BUSY"):
        await store.write(note, "A")

    await store.write(note, "B")
    assert await store.read(noted) == ["B"]


async def test_another_program_reading_for_long_hinders_nobody(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM set_aside").fetchall()

        await store.write(note, "A")

        assert await store.read(noted) == ["A"]


async def test_somebody_cancelled_in_the_middle_of_a_write_leaves_no_open_transaction(store: Store) -> None:
    gate, first = await busy(store)
    second = asyncio.create_task(store.write(note, "B"))
    await asyncio.sleep(0)
    first.cancel()
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    gate.open()

    await store.write(note, "C")

    assert await store.read(noted) == ["B", "C"]
    with closing(sqlite3.connect(store.path, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # nobody holds the database


async def test_an_update_is_settled_by_its_commit_and_taken_once(store: Store) -> None:
    with handling(7) as receipt:
        await store.write(note, "A")
        assert receipt.settled
        await store.write(note, "B")  # the same update may write again

    with handling(7) as replay:
        with pytest.raises(AlreadyTaken):
            await store.write(note, "C")
        assert not replay.settled

    assert await store.read(noted) == ["A", "B"]


async def test_an_update_whose_effect_was_not_stored_is_not_settled_and_may_come_again(store: Store) -> None:
    with handling(7) as receipt:
        with pytest.raises(ZeroDivisionError):
            await store.write(note_and_fail, "A")
        assert not receipt.settled

    with handling(7) as again:
        await store.write(note, "A")
        assert again.settled


async def test_two_at_once_of_the_same_update_have_one_effect(store: Store) -> None:
    async def handle() -> None:
        with handling(7):
            await store.write(note, "A")

    outcomes = await asyncio.gather(
        *(asyncio.create_task(handle()) for _ in range(5)), return_exceptions=True
    )

    assert sum(isinstance(outcome, AlreadyTaken) for outcome in outcomes) == 4
    assert await store.read(noted) == ["A"]


async def test_the_reader_cannot_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(note, "A")

    assert await store.read(noted) == []


async def test_one_question_sees_one_state_though_somebody_writes_meanwhile(store: Store) -> None:
    between, go_on = threading.Event(), threading.Event()

    def count_twice(db: sqlite3.Connection) -> tuple[int, int]:
        before = len(noted(db))
        between.set()
        assert go_on.wait(5)
        return before, len(noted(db))

    question = asyncio.create_task(store.read(count_twice))
    assert await asyncio.to_thread(between.wait, 5)
    await store.write(note, "A")
    go_on.set()

    assert await question == (0, 0)
    assert await store.read(noted) == ["A"]


async def test_closing_writes_what_waits_and_refuses_what_comes_later(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        gate, first = await busy(store)
        waiting = asyncio.create_task(store.write(note, "A"))
        await asyncio.sleep(0)
        gate.open()
    await asyncio.gather(first, waiting)

    with pytest.raises(StorageFailed):
        await store.write(note, "B")
    async with opened(tmp_path) as store:
        assert await store.read(noted) == ["A"]


async def test_every_commit_is_on_the_disk_and_what_is_deleted_is_overwritten(store: Store) -> None:
    def pragmas(db: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await store.write(pragmas) == ["wal", 2, 1, 1]


async def test_after_compacting_no_trace_of_deleted_words_is_in_any_file(store: Store) -> None:
    secret = "seldom-said-words"
    await store.write(note, secret)
    await store.write(lambda db: db.execute("DELETE FROM set_aside"))

    await store.compact()

    files = list(store.path.parent.glob("heard.db*"))
    assert not any(secret.encode() in file.read_bytes() for file in files)
    assert len(files) >= 2


async def test_compacting_while_another_program_reads_says_that_it_could_not(store: Store) -> None:
    await store.write(note, "A")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM set_aside").fetchall()
        await store.write(note, "B")

        with pytest.raises(StorageFailed):
            await store.compact()
