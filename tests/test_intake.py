"""Updates in order, once, and never lost: whatever fails."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError
from telegram.ext import ExtBot

from bot.core.posts import Post, Urgency
from bot.intake import Intake, NotTaken
from bot.logs import describe_bug
from bot.store import outbox, updates
from bot.store.database import StorageFailed, Store
from tests.engine import (
    START,
    UNREADABLE,
    HandTime,
    message_update,
    opened,
    services_on,
    settle_down,
)

TOKEN = "1000001:a-token-that-nobody-may-read"
ADA, BO = 700001, 700002
Process = Callable[[Update], Awaitable[object]]


def note(db: sqlite3.Connection, text: str) -> None:
    """An effect whose doubling would be seen."""
    db.execute("INSERT INTO picture (png) VALUES (?)", (text.encode(),))


def noted(db: sqlite3.Connection) -> list[str]:
    return [row["png"].decode() for row in db.execute("SELECT png FROM picture ORDER BY id")]


def set_aside(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    return [tuple(row) for row in db.execute("SELECT kind, error, code FROM set_aside")]


class Desk:
    """An intake without a network: `process` is what a test makes of it."""

    def __init__(self, store: Store, process: Process | None = None, **options: Any) -> None:
        self.store = store
        self.time = HandTime()
        self.apologies: list[str] = []
        self.intake = Intake(
            services_on(store, self.time),
            ExtBot(TOKEN),
            process or self.note_text,
            self.apologise,
            sleep=self.time.sleep,
            **options,
        )

    async def note_text(self, update: Update) -> None:
        await self.store.write(note, text_of(update))

    async def apologise(self, update: Update, code: str) -> None:
        self.apologies.append(code)

    def enter(self, *raws: dict[str, Any]) -> None:
        for raw in raws:
            self.intake.enter(raw)

    async def all_settled(self) -> None:
        await asyncio.wait_for(self.intake.ledger.wait_until(1, 5), 5)
        assert len(self.intake.ledger) == 0, "not everything was settled"

    async def until_failing(self) -> None:
        """Until the storage's trouble is being waited out."""
        await self.time.until_slept(1)


def text_of(update: Update) -> str:
    assert update.message is not None and update.message.text is not None
    return update.message.text


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    async with opened(tmp_path) as store:
        yield store


# Order, and side by side


async def test_each_persons_updates_are_handled_in_order_whoever_else_writes(store: Store) -> None:
    async def process(update: Update) -> None:
        await asyncio.sleep(0.001 * (update.update_id % 3))
        await store.write(note, text_of(update))

    desk = Desk(store, process)
    desk.enter(*(message_update(n, ADA + n % 7, f"{n}") for n in range(140)))
    await desk.all_settled()

    written = [int(text) for text in await store.read(noted)]
    assert len(written) == 140
    for person in range(7):
        theirs = [n for n in written if n % 7 == person]
        assert theirs == sorted(theirs)


async def test_at_most_sixteen_people_are_served_at_once(store: Store) -> None:
    at_once, most, go_on = 0, 0, asyncio.Event()

    async def process(update: Update) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await go_on.wait()
        at_once -= 1

    desk = Desk(store, process)
    desk.enter(*(message_update(n, ADA + n) for n in range(50)))
    await settle_down()
    assert at_once == 16
    go_on.set()
    await desk.all_settled()

    assert most == 16


async def test_one_slow_person_stalls_nobody_else(store: Store) -> None:
    go_on = asyncio.Event()

    async def process(update: Update) -> None:
        if text_of(update) == "slow":
            await go_on.wait()
        await store.write(note, text_of(update))

    desk = Desk(store, process)
    desk.enter(
        message_update(1, ADA, "slow"), message_update(2, ADA, "after"), message_update(3, BO, "quick")
    )
    await desk.intake.take_in(message_update(3, BO, "quick"))

    assert await store.read(noted) == ["quick"]
    assert desk.intake.ledger.offset == 1
    go_on.set()
    await desk.all_settled()
    assert await store.read(noted) == ["quick", "slow", "after"]
    assert desk.intake.ledger.offset == 4


async def test_an_update_is_settled_by_its_commit_though_the_reply_is_still_out(store: Store) -> None:
    replied = asyncio.Event()

    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        await replied.wait()

    desk = Desk(store, process)
    await desk.intake.take_in(message_update(1, ADA))

    assert desk.intake.ledger.offset == 2
    replied.set()
    await desk.intake.finish(5)


# Once


async def test_a_replay_after_a_restart_does_nothing_twice(store: Store) -> None:
    for _ in range(3):
        desk = Desk(store)  # remembers nothing
        desk.enter(message_update(1, ADA, "one"), message_update(2, ADA, "two"))
        await desk.all_settled()
        assert desk.apologies == []

    assert await store.read(noted) == ["one", "two"]


async def test_an_update_that_comes_again_while_it_is_known_is_not_handled_again(store: Store) -> None:
    handled = 0

    async def process(update: Update) -> None:
        nonlocal handled
        handled += 1

    desk = Desk(store, process)
    for _ in range(3):
        desk.enter(message_update(1, ADA))
        await desk.all_settled()

    assert handled == 1


async def test_a_second_part_that_fails_is_not_a_reason_to_do_the_first_again(store: Store) -> None:
    trouble = [StorageFailed("SQLITE_FULL")]

    async def process(update: Update) -> None:
        await store.write(note, "first")
        if trouble:
            raise trouble.pop()

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA))
    await desk.until_failing()
    await desk.time.advance(1)
    await desk.intake.finish(5)

    assert await store.read(noted) == ["first"]


# Unreadable, and bugs


async def test_an_unreadable_update_is_set_aside_and_counted_and_the_others_go_on(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(store)
    desk.enter({"update_id": 1, **UNREADABLE}, message_update(2, ADA, "fine"))
    await desk.all_settled()

    assert await store.read(noted) == ["fine"]
    [(kind, error, code)] = await store.read(set_aside)
    assert kind == "unreadable"
    assert error in {"TypeError", "KeyError"}
    assert await store.read(updates.count_set_aside) == 1
    assert code in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"update_id": "1"}, {"update_id": None}])
async def test_what_has_no_number_is_passed_over(store: Store, raw: Any) -> None:
    desk = Desk(store)

    await desk.intake.take_in(raw)

    assert len(desk.intake.ledger) == 0


async def test_a_bug_is_set_aside_logged_with_a_code_and_apologised_for_once(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def process(update: Update) -> None:
        raise ValueError(f"bad words: {text_of(update)}")

    for _ in range(2):  # as at a replay after a restart
        desk = Desk(store, process)
        desk.enter(message_update(1, ADA, "my son Kai"))
        await desk.all_settled()
        if desk.apologies:
            [code] = desk.apologies

    assert desk.apologies == []
    assert await store.read(set_aside) == [("message", "ValueError", code)]
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{5}", code)
    assert caplog.text.count(code) == 1
    assert "ValueError" in caplog.text
    assert "process" in caplog.text  # where it happened
    for private in ("Kai", "Adelheid", str(ADA), TOKEN):
        assert private not in caplog.text


async def test_a_bug_after_the_effect_was_stored_keeps_the_effect(store: Store) -> None:
    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise ZeroDivisionError

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert len(desk.apologies) == 1
    assert len(await store.read(set_aside)) == 1


async def test_an_apology_that_cannot_be_sent_is_no_reason_to_stop(store: Store) -> None:
    async def process(update: Update) -> None:
        raise ZeroDivisionError

    desk = Desk(store, process)

    async def fail(update: Update, code: str) -> None:
        raise NetworkError("down")

    desk.intake._apologise = fail
    desk.enter(message_update(1, ADA), message_update(2, ADA))
    await desk.all_settled()

    assert await store.read(updates.count_set_aside) == 2


def test_a_bug_is_described_by_kind_and_place_alone() -> None:
    def inner() -> None:
        raise KeyError("my son Kai")

    try:
        try:
            inner()
        except KeyError as error:
            raise RuntimeError("about Kai") from error
    except RuntimeError as error:
        described = describe_bug(error)

    assert "RuntimeError" in described and "KeyError" in described and "inner" in described
    assert "Kai" not in described


# Replies that did not arrive


async def test_somebody_who_blocked_the_bot_is_remembered_as_out_of_reach(store: Store) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [ADA, BO], Urgency.NOTICE, START)

    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise Forbidden("Forbidden: bot was blocked by the user")

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert [d.chat for d in await store.write(outbox.claim_due, START, 8)] == [BO]
    assert desk.apologies == []


async def test_a_group_that_moved_while_we_replied_is_followed(store: Store) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [-500], Urgency.NOTICE, START)

    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise ChatMigrated(-100500)

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, chat=-500))
    await desk.intake.finish(5)

    assert [d.chat for d in await store.write(outbox.claim_due, START, 8)] == [-100500]


async def test_a_reply_lost_to_the_network_keeps_its_effect_and_is_no_bug(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def process(update: Update) -> None:
        await store.write(note, text_of(update))
        raise NetworkError("Bad Gateway")

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA, "kept"))
    await desk.intake.finish(5)

    assert await store.read(noted) == ["kept"]
    assert await store.read(set_aside) == []
    assert "A reply could not be sent (NetworkError)" in caplog.text


@pytest.mark.parametrize(
    ("stored", "error"), [(True, BadRequest("Can't parse entities")), (False, NetworkError("Bad Gateway"))]
)
async def test_a_reply_that_was_wrong_or_an_effect_that_never_came_is_apologised_for(
    store: Store, stored: bool, error: Exception
) -> None:
    async def process(update: Update) -> None:
        if stored:
            await store.write(note, text_of(update))
        raise error

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA))
    await desk.intake.finish(5)

    assert len(desk.apologies) == 1


# Storage


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


# Webhook


async def test_what_a_webhook_brings_is_answered_after_it_is_stored(store: Store) -> None:
    desk = Desk(store)

    await desk.intake.take_in(message_update(1, ADA, "one"))

    assert await store.read(noted) == ["one"]


async def test_the_same_update_brought_again_meanwhile_waits_for_the_same_one(store: Store) -> None:
    go_on = asyncio.Event()

    async def process(update: Update) -> None:
        await go_on.wait()
        await store.write(note, text_of(update))

    desk = Desk(store, process)
    brought = [asyncio.create_task(desk.intake.take_in(message_update(1, ADA, "one"))) for _ in range(3)]
    await settle_down()
    assert not any(task.done() for task in brought)
    brought[0].cancel()  # its connection broke
    go_on.set()
    await asyncio.wait_for(asyncio.gather(*brought[1:]), 5)
    await desk.intake.take_in(message_update(1, ADA, "one"))

    assert await store.read(noted) == ["one"]


async def test_what_a_stopping_bot_could_not_store_must_be_brought_again(store: Store) -> None:
    async def process(update: Update) -> None:
        await asyncio.Event().wait()

    desk = Desk(store, process)
    brought = asyncio.create_task(desk.intake.take_in(message_update(1, ADA)))
    await settle_down()
    await desk.intake.finish(0.01)

    with pytest.raises(NotTaken):
        await brought


async def test_what_was_begun_is_finished_before_the_bot_stops(store: Store) -> None:
    go_on = asyncio.Event()

    async def process(update: Update) -> None:
        await go_on.wait()
        await store.write(note, text_of(update))

    desk = Desk(store, process)
    desk.enter(*(message_update(n, ADA, f"{n}") for n in range(3)))
    finishing = asyncio.create_task(desk.intake.finish(5))
    await settle_down()
    go_on.set()
    await finishing

    assert await store.read(noted) == ["0", "1", "2"]


async def test_a_bot_whose_disk_is_full_stops_at_once(store: Store) -> None:
    async def process(update: Update) -> None:
        raise StorageFailed("SQLITE_FULL")

    desk = Desk(store, process)
    desk.enter(message_update(1, ADA))
    await desk.until_failing()

    await asyncio.wait_for(desk.intake.finish(60), 1)

    assert desk.intake.ledger.offset == 1


async def test_a_stopping_bot_takes_nothing_new(store: Store) -> None:
    desk = Desk(store)
    await desk.intake.finish(1)

    with pytest.raises(NotTaken):
        await desk.intake.take_in(message_update(1, ADA, "late"))
    assert await store.read(noted) == []
