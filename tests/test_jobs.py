"""Due work is woken, by time and by hand; what fails holds up nothing else."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.jobs import Jobs
from bot.services import Services
from bot.store import updates
from bot.store.database import StorageFailed, Store
from tests.engine import HandTime, opened, services_on


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    async with opened(tmp_path) as store:
        yield store


class Work:
    """Due work that counts how often it was done, and fails while there are errors in it."""

    def __init__(self, *errors: Exception, name: str = "do_work") -> None:
        self.__qualname__ = name
        self.errors = list(errors)
        self.done = 0
        self.doing = asyncio.Event()

    async def __call__(self, services: Services) -> None:
        self.doing.set()
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        self.done += 1


async def test_due_work_is_done_by_itself_within_seconds(store: Store) -> None:
    work, alive = Work(), asyncio.Event()
    jobs = Jobs(services_on(store), [work])
    jobs.start(alive.set)

    await asyncio.wait_for(alive.wait(), 5)
    await jobs.stop()

    assert work.done >= 1


async def test_waking_does_it_at_once_and_ends_when_it_is_done(store: Store) -> None:
    work = Work()
    await Jobs(services_on(store), [work, work]).wake()

    assert work.done == 2


async def test_work_that_fails_does_not_hold_up_the_rest_and_is_tried_again(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    broken, other = Work(ValueError("about Kai"), ValueError("about Kai"), name="close_due"), Work()
    jobs = Jobs(services_on(store), [broken, other])
    for _ in range(3):
        await jobs.wake()

    assert (broken.done, other.done) == (1, 3)
    assert caplog.text.count("Due work failed: close_due") == 1
    assert caplog.text.count("Works again: close_due") == 1
    assert "ValueError" in caplog.text
    assert "Kai" not in caplog.text


async def test_a_full_disk_is_met_again_next_time(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    work = Work(StorageFailed("SQLITE_FULL"))
    jobs = Jobs(services_on(store), [work])
    await jobs.wake()
    await jobs.wake()

    assert work.done == 1
    assert "StorageFailed" in caplog.text


async def test_nothing_is_done_by_two_at_once(store: Store) -> None:
    at_once = most = 0

    async def work(services: Services) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.001)
        at_once -= 1

    jobs = Jobs(services_on(store), [work])
    await asyncio.gather(*(jobs.wake() for _ in range(5)))

    assert most == 1


async def test_stopping_lets_what_is_under_way_come_to_its_end(store: Store) -> None:
    begun, go_on, done = asyncio.Event(), asyncio.Event(), False

    async def work(services: Services) -> None:
        nonlocal done
        begun.set()
        await go_on.wait()
        done = True

    jobs = Jobs(services_on(store), [work])
    jobs.start()
    await asyncio.wait_for(begun.wait(), 5)
    stopping = asyncio.create_task(jobs.stop())
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.wait_for(stopping, 5)

    assert done


async def test_numbers_of_updates_are_forgotten_after_two_days(store: Store) -> None:
    time = HandTime()
    jobs = Jobs(services_on(store, time), [])
    for day in ("2026-11-20", "2026-11-21", "2026-11-23"):
        await store.write(updates.take, int(day[-2:]), day)
    await jobs.wake()
    assert await taken(store) == [21, 23]

    time.passed = 86_400 * 3
    await jobs.wake()
    assert await taken(store) == []


async def taken(store: Store) -> list[int]:
    return await store.read(lambda db: [row["id"] for row in db.execute("SELECT id FROM taken_update")])
