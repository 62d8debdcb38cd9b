"""Troubles that pass while the bot runs: told once, waited out, and nothing is lost."""

import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.simulator.client import Person
from tests.faults.cable import cable_to
from tests.faults.child import Child
from tests.faults.scene import Scene
from tests.faults.watch import seen

RIVALRY = "Another program fetches this bot's updates; stop one of the two"
LINUX = sys.platform == "linux"


def told(bot: Child, words: str) -> list[str]:
    return [line for line in bot.log.lines if words in line]


async def test_a_network_that_goes_and_comes_back(scene: Scene) -> None:
    async with cable_to(scene.address) as cable:
        await cable.join()
        bot = await scene.bot(api_url=cable.address)
        ada = await scene.town.person("Ada")
        await ada.start()
        await ada.sees("Hello from")

        await cable.cut()
        await bot.log.says("Telegram cannot be reached")
        await ada.tap("Agree", wait=0)
        await cable.join()
        await ada.sees("Who are you?")
        await bot.log.says("Over: Telegram cannot be reached")

        assert await bot.stop() == 0
    beginning, end = told(bot, "Telegram cannot be reached")
    assert beginning.endswith("Trying again until it works.")
    assert end.endswith("Over: Telegram cannot be reached.")


async def test_a_second_bot_on_the_same_token_is_told_of_waits_and_takes_over(scene: Scene) -> None:
    first = await scene.bot()
    ada = await scene.town.person("Ada")
    await ada.start()
    await ada.sees("Hello from")
    second = await scene.bot(data_dir=str(scene.folder / "other"), keys_dir=str(scene.folder / "other-keys"))
    await seen(lambda: bool(told(first, RIVALRY) or told(second, RIVALRY)))

    assert await first.stop() == 0
    bo = await scene.town.person("Bo")
    await bo.start()
    await bo.sees("Hello from")

    assert await second.stop() == 0


@pytest.mark.skipif(not LINUX, reason="limits another process, which only Linux can")
async def test_a_full_disk_is_waited_out_and_the_answer_is_not_lost(scene: Scene) -> None:
    bot = await scene.bot()
    ada = await joining(scene)
    with full_disk(bot):
        await ada.tap("Parent or carer", wait=0)
        await bot.log.says("The database cannot be used (SQLITE_")
        assert scene.rows("SELECT count(*) FROM person") == [(0,)]
    await ada.sees("Welcome")
    await bot.log.says("Over: The database cannot be used")

    assert scene.rows("SELECT count(*) FROM person") == [(1,)]
    assert await bot.stop() == 0
    assert scene.rows("SELECT count(*) FROM set_aside") == [(0,)]


@pytest.mark.skipif(not LINUX, reason="limits another process, which only Linux can")
async def test_a_disk_that_is_full_at_the_start_is_told_in_one_line(scene: Scene) -> None:
    (scene.folder / "data").mkdir()
    bot = await scene.bot()
    resource.prlimit(bot.number, resource.RLIMIT_FSIZE, (0, 0))

    assert await bot.ended() == 1
    (line,) = bot.log.lines
    assert "Is the disk full" in line


async def test_a_database_that_another_program_locks_is_waited_for(scene: Scene) -> None:
    bot = await scene.bot()
    ada = await joining(scene)
    with locked(scene.database):
        await ada.tap("Parent or carer", wait=0)
        await bot.log.says("The database cannot be used (SQLITE_BUSY)")
    await ada.sees("Welcome")

    assert scene.rows("SELECT count(*) FROM person") == [(1,)]
    assert await bot.stop() == 0


async def joining(scene: Scene) -> Person:
    """Somebody who is about to say who they are: that is the first that is stored of them."""
    ada = await scene.town.person("Ada")
    await ada.start()
    await ada.tap("Agree")
    await ada.sees("Who are you?")
    return ada


@contextmanager
def full_disk(bot: Child) -> Iterator[None]:
    """No file of the bot can grow, as on a full disk."""
    before = resource.prlimit(bot.number, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(bot.number, resource.RLIMIT_FSIZE, before)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
