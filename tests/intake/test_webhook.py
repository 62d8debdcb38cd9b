"""What a webhook brings is answered when it is settled; a stop loses nothing."""

import asyncio

import pytest
from telegram import Update

from bot.intake import NotTaken
from bot.store.database import StorageFailed, Store
from tests.engine import (
    message_update,
    settle_down,
)
from tests.intake.desk import ADA, Desk, note, noted, text_of


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
