"""In order for each person, side by side for many, and once."""

import asyncio

from telegram import Update

from bot.store.database import StorageFailed, Store
from tests.engine import (
    message_update,
    settle_down,
)
from tests.intake.desk import ADA, BO, Desk, note, noted, text_of


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
