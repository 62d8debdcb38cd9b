"""One SQLite file: one writer whose waiting transactions share a commit, and a reader of its own."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from bot.store import updates
from bot.store.migrations import migrate
from bot.store.receipt import Receipt, current

P = ParamSpec("P")
T = TypeVar("T")

MOST_SHARING = 64
"""Transactions in one commit; more would make the first of them wait."""


_PASSING = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )
)
# A question that writes is a mistake, and would be one for ever.
_PASSING_WHEN_READING = _PASSING - {sqlite3.SQLITE_READONLY}


class StorageFailed(Exception):  # noqa: N818
    """Nothing of the transaction was stored, for a reason that may pass; named by SQLite's error name."""


@dataclass
class Waiting:
    """One transaction in the writer's queue."""

    story: Callable[[sqlite3.Connection], Any]
    receipt: Receipt | None
    done: asyncio.Future[Any]


Outcome = tuple[Waiting, Any, Exception | None]


class Store:
    """Every read and write of the bot goes through here. Made by `open_store`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._queue: asyncio.Queue[Waiting | None] = asyncio.Queue()
        self._turn = asyncio.Lock()
        self._closed = False
        self._writing = asyncio.create_task(self._write_for_ever())

    async def write(
        self, story: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `story(db, …)` in the database thread as one transaction: all of it is stored, or nothing.

        While an update is being handled its number is stored with the first such effect, and so is what it
        carries; if the number stands there already `AlreadyTaken` is raised. Raises `StorageFailed` when
        nothing could be stored.
        """
        if self._closed:
            raise StorageFailed("the database is closed")
        receipt = current.get()
        waiting = Waiting(
            lambda db: story(db, *args, **kwargs),
            None if receipt is None or receipt.settled else receipt,
            asyncio.get_running_loop().create_future(),
        )
        self._queue.put_nowait(waiting)
        # Shielded: the transaction is finished even if whoever asked for it is cancelled meanwhile.
        result: T = await asyncio.shield(waiting.done)
        return result

    async def read(
        self, question: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `question(db, …)` on a connection that cannot write, all of it on one state of the data."""
        return await _in_thread(
            self._reader,
            lambda db: _on_one_state(db, lambda: question(db, *args, **kwargs)),
            _PASSING_WHEN_READING,
        )

    async def compact(self) -> None:
        """Leaves no trace of what was deleted: rewrites the file and empties the write-ahead log."""
        async with self._turn:
            await _in_thread(self._writer, _compact)

    async def empty_log(self) -> None:
        """What was deleted or changed no longer stands in the write-ahead log either."""
        async with self._turn:
            await _in_thread(self._writer, _empty_log)

    async def close(self) -> None:
        """Writes what waits, then closes: the threads would otherwise keep the process from ending."""
        self._closed = True
        self._queue.put_nowait(None)
        await self._writing
        await self._reader.close()
        await self._writer.close()

    async def _write_for_ever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while not self._queue.empty() and len(batch) < MOST_SHARING:
                batch.append(self._queue.get_nowait())
            await self._write_batch([waiting for waiting in batch if waiting is not None])
            if None in batch:
                return

    async def _write_batch(self, batch: list[Waiting]) -> None:
        if not batch:
            return
        async with self._turn:
            try:
                outcomes = await _in_thread(self._writer, lambda db: _commit_together(db, batch))
            except StorageFailed as failed:  # none of them is stored; each is told with an error of its own
                outcomes = [(waiting, None, StorageFailed(*failed.args)) for waiting in batch]
            except Exception as error:
                outcomes = [(waiting, None, error) for waiting in batch]
        for outcome in outcomes:
            _settle(outcome)


def _compact(db: sqlite3.Connection) -> None:
    _empty_log(db)
    db.execute("VACUUM")
    _empty_log(db)


def _empty_log(db: sqlite3.Connection) -> None:
    busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StorageFailed("SQLITE_BUSY")


def _on_one_state(db: sqlite3.Connection, question: Callable[[], T]) -> T:
    db.execute("BEGIN")
    try:
        return question()
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _commit_together(db: sqlite3.Connection, batch: list[Waiting]) -> list[Outcome]:
    """One commit for all; a story that fails takes back only its own part."""
    db.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [_run_story(db, waiting) for waiting in batch]
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return outcomes


def _run_story(db: sqlite3.Connection, waiting: Waiting) -> Outcome:
    db.execute("SAVEPOINT story")
    try:
        if waiting.receipt is not None:
            updates.take(db, waiting.receipt.update_id, waiting.receipt.day)
            for carried in waiting.receipt.carried:
                carried(db)
        result = waiting.story(db)
    except Exception as error:
        if _is_storage_trouble(error):
            raise  # the whole commit is given up, and every story in it is told
        db.execute("ROLLBACK TO story")
        db.execute("RELEASE story")
        return waiting, None, error
    db.execute("RELEASE story")
    return waiting, result, None


def _settle(outcome: Outcome) -> None:
    waiting, result, error = outcome
    if error is None and waiting.receipt is not None:
        waiting.receipt.settle()
    if waiting.done.done():
        return
    if error is None:
        waiting.done.set_result(result)
    else:
        waiting.done.set_exception(error)


def _is_storage_trouble(error: BaseException, passing: frozenset[int] = _PASSING) -> bool:
    """A full disk, a locked or damaged file: no mistake of the story's, and somebody may put it right."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in passing


async def _in_thread(
    connection: aiosqlite.Connection,
    work: Callable[[sqlite3.Connection], T],
    passing: frozenset[int] = _PASSING,
) -> T:
    """One call into the connection's thread for all of `work`. Raises `StorageFailed`.

    aiosqlite offers a call a statement; a transaction of five statements would cross the threads
    seven times. This is the one place that uses its inner call.
    """
    try:
        result: T = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]
    except sqlite3.Error as error:
        if _is_storage_trouble(error, passing):
            raise StorageFailed(error.sqlite_errorname) from error
        raise
    return result


@asynccontextmanager
async def open_store(path: Path, today: str, patience: float = 5.0) -> AsyncIterator[Store]:
    """Opens the database, brings it to the newest version, and closes it at the end.

    Raises `bot.store.migrations.Unusable` for a damaged or newer file. `today` (ISO date) names the
    copy that is made before a migration. `patience`: seconds a transaction waits for another program's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(migrate, path, today)
    async with (
        aiosqlite.connect(path, isolation_level=None, timeout=patience) as writer,
        aiosqlite.connect(path, isolation_level=None, timeout=patience) as reader,
    ):
        await _in_thread(writer, _prepare_writer)
        await _in_thread(reader, _prepare_reader)
        store = Store(path, writer, reader)
        try:
            yield store
        finally:
            await store.close()


def _prepare_writer(db: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        db.execute(f"PRAGMA {pragma}")
    db.row_factory = sqlite3.Row


def _prepare_reader(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA query_only = ON")
    db.row_factory = sqlite3.Row
