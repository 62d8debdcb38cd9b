"""A send fails for good, for now, or nobody knows: each is recorded, and none is sent twice."""

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest

from bot.core.posts import Post, Urgency
from bot.simulator.client import Person, Town
from bot.simulator.server import Simulator, serve
from bot.store import deliveries, outbox
from bot.store.database import StorageFailed, Store
from tests.engine import START
from tests.sender.office import SENT, Office, office_at, states, texts_to


async def test_a_blocked_bot_gives_up_that_person_and_goes_on_with_the_others(
    office: Office, town: Town, ada: Person, bo: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    await ada.block()
    later = office.services.clock() + timedelta(hours=1)
    await office.store.write(outbox.add_post, "later", Post(html="later"), [ada.id], Urgency.NOTICE, later)
    await office.post("A", ada.id, bo.id)
    await office.until(("failed", "Forbidden"), ("failed", "Forbidden"), SENT)

    assert str(ada.id) not in caplog.text


async def test_somebody_who_never_pressed_start_is_given_up(office: Office, town: Town) -> None:
    stranger = await town.person("Stranger")
    await office.post("A", stranger.id)
    await office.until_states(lambda found: [state for state, _ in found] == ["failed"])


async def test_a_group_that_moved_gets_its_posts_once_at_its_new_place(
    office: Office, town: Town, ada: Person
) -> None:
    group = await town.group("Parents", [ada])
    await office.post("before", group)
    await ada.sees("before", chat=group)
    moved = await town.migrate(group)
    await office.post("after", group)
    await office.post("last", group)
    await office.until(SENT, SENT, SENT)

    texts = [seen.text for seen in await ada.reads(moved) if seen.text in {"after", "last"}]
    assert texts == ["after", "last"]
    chats = await office.store.read(lambda db: db.execute("SELECT DISTINCT chat FROM delivery").fetchall())
    assert [row["chat"] for row in chats] == [moved]


async def test_a_post_that_telegram_refuses_fails_with_its_words(
    office: Office, ada: Person, bo: Person
) -> None:
    await office.post("A", ada.id, post=Post(html="<b>broken"))
    await office.post("B", ada.id)
    await ada.sees("B")

    [(state, error), _] = await office.states()
    assert state == "failed"
    assert "entities" in str(error).lower()


async def test_told_to_wait_a_post_waits_and_is_sent_once(office: Office, town: Town, ada: Person) -> None:
    await town.faults(refuse="429", methods=["sendMessage"], times=1)
    await office.post("A", ada.id)
    await office.post("B", ada.id)
    await office.until(("due", "RetryAfter"), ("due", None))

    office.time.passed = 6
    await office.until(SENT, SENT)
    assert await texts_to(town, ada) == ["A", "B"]


async def test_a_lost_answer_is_uncertain_and_never_sent_again(
    office: Office, town: Town, ada: Person, bo: Person
) -> None:
    await town.faults(refuse="silent", methods=["sendMessage"], times=1)
    await office.post("A", ada.id)
    await office.until(("uncertain", "NetworkError"))
    await office.post("B", ada.id)
    await office.until(("uncertain", "NetworkError"), SENT)

    assert await texts_to(town, ada) == ["A", "B"]


async def test_in_an_hour_of_server_errors_few_posts_are_in_doubt_and_the_rest_arrives(
    office: Office, town: Town, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await town.faults(refuse="500")
    people = [await town.person(f"P{n}") for n in range(30)]
    await asyncio.gather(*(person.start() for person in people))
    await office.post("A", *(person.id for person in people))
    for tries in range(1, 20):
        await office.time.until_slept(tries)
        office.time.passed += 1
        await office.time.advance(30)
    await town.faults(refuse=None)
    await office.time.until_slept(20)
    await office.time.advance(30)
    await office.until_states(lambda found: {state for state, _ in found} == {"sent", "uncertain"})

    found = [state for state, _ in await office.states()]
    assert 1 <= found.count("uncertain") <= 8
    assert caplog.text.count("Posts cannot be sent") == 2


async def test_without_a_network_nothing_is_in_doubt_and_all_arrives_later(
    store: Store, simulator: Simulator, unused_tcp_port: int
) -> None:
    async with AsyncExitStack() as stack:
        async with serve(simulator, unused_tcp_port) as address, Town(address) as town:
            ada = await town.person("Ada")
            await ada.start()
            office = await stack.enter_async_context(office_at(address, simulator.token, store))
        await office.post("A", ada.id)
        await office.post("B", ada.id)
        await office.until(("due", "NotSent"), ("due", None))
        await office.time.until_slept(1)

        async with serve(simulator, unused_tcp_port) as address, Town(address) as town:
            office.time.passed += 1
            await office.time.advance(30)
            await office.until(SENT, SENT)
            assert await texts_to(town, town.known(ada.id, "Ada")) == ["A", "B"]
            await office.stop()


async def test_what_was_under_way_at_a_crash_is_doubted_at_the_start_and_not_sent(
    town: Town, simulator: Simulator, store: Store, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await store.write(outbox.add_post, "A", Post(html="A"), [ada.id], Urgency.NOTICE, START)
    await store.write(deliveries.claim_due, START, 8)
    async with office_at(town.address, simulator.token, store) as office:
        await office.post("B", ada.id)
        await office.until(("uncertain", None), SENT)

    assert await texts_to(town, ada) == ["B"]
    assert "1 posts were being sent when the bot stopped" in caplog.text


async def test_a_stopped_sender_finishes_what_it_began(
    town: Town, simulator: Simulator, store: Store, ada: Person
) -> None:
    await town.faults(slow=0.2)
    async with office_at(town.address, simulator.token, store) as office:
        await office.post("A", ada.id)
        await office.until(("sending", None))
        await office.stop()

    assert await states(store) == [SENT]


async def test_a_full_disk_after_sending_does_not_forget_that_it_was_sent(
    office: Office, town: Town, ada: Person
) -> None:
    write, failing = office.store.write, 3

    async def fail_to_settle(story: Any, *args: Any) -> Any:
        nonlocal failing
        if story is deliveries.settle and failing:
            failing -= 1
            raise StorageFailed("SQLITE_FULL")
        return await write(story, *args)

    office.store.write = fail_to_settle  # type: ignore[method-assign,assignment]
    await office.post("A", ada.id)
    for tries in range(1, 4):
        await office.time.until_slept(tries)
        await office.time.advance(30)
    await office.until(SENT)

    assert await texts_to(town, ada) == ["A"]


@pytest.mark.parametrize("trouble", ["telegram", "storage"])
async def test_in_trouble_a_sender_stops_at_once(
    office: Office, town: Town, ada: Person, trouble: str
) -> None:
    if trouble == "telegram":
        await town.faults(refuse="500")
    else:
        office.services.store._closed = True
    office.services.posts_waiting.set()
    if trouble == "telegram":
        await office.post("A", ada.id)
    await office.time.until_slept(1)

    async with asyncio.timeout(1):
        await office.stop()
    office.services.store._closed = False
