"""A start that cannot succeed ends with one clear line and exit code 1; one that may succeed waits."""

import asyncio

from tests.faults.cable import cable_to
from tests.faults.child import Child
from tests.faults.scene import Scene

WRONG_TOKEN = "1000001:another-token-than-the-right-one"


async def single_line(child: Child) -> str:
    assert await child.ended() == 1
    (line,) = child.log.lines
    return line


async def test_a_wrong_token_ends_it_and_is_not_repeated(scene: Scene) -> None:
    line = await single_line(await scene.bot(bot_token=WRONG_TOKEN))

    assert line.startswith("Telegram does not know this token.")
    assert "another-token" not in line


async def test_a_damaged_database_is_left_as_it_is(scene: Scene) -> None:
    scene.database.parent.mkdir()
    scene.database.write_bytes(b"no database at all " * 500)
    before = scene.database.read_bytes()

    line = await single_line(await scene.bot())

    assert line.startswith(f"{scene.database} is damaged")
    assert scene.database.read_bytes() == before


async def test_without_a_network_it_waits_and_starts_when_there_is_one(scene: Scene) -> None:
    async with cable_to(scene.address) as cable:
        bot = await scene.bot(api_url=cable.address)
        await bot.log.says("Telegram cannot be reached")
        await cable.join()
        ada = await scene.town.person("Ada")
        await ada.start()
        await ada.sees("Hello from")

        assert await bot.stop() == 0
    assert [line.partition("outage: ")[2] for line in bot.log.lines if "outage" in line] == [
        "Telegram cannot be reached (NotSent). Trying again until it works.",
        "Over: Telegram cannot be reached.",
    ]


async def test_stopped_while_it_waits_for_a_network_it_ends_at_once(scene: Scene) -> None:
    async with cable_to(scene.address) as cable:
        bot = await scene.bot(api_url=cable.address)
        await bot.log.says("Telegram cannot be reached")

        async with asyncio.timeout(5):
            assert await bot.stop() == 0
