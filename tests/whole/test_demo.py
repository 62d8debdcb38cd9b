"""`heard demo`: the page answers, the bot is at work behind it, and both end together."""

import subprocess
from pathlib import Path

import aiohttp

from bot.simulator.client import Town
from tests.faults.child import Child


async def test_the_demo_serves_its_page_runs_the_bot_and_ends_with_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HEARD_BOT_TOKEN=1:real\nHEARD_DATA_DIR=/nowhere\n")
    demo = Child({"HEARD_BOT_TOKEN": "1:real"}, tmp_path, "demo", "--port", "0")
    await demo.start()
    try:
        line = await demo.out.says("Open http://127.0.0.1:")
        address = line.split()[1]
        async with aiohttp.ClientSession() as browser, browser.get(address) as page:
            assert page.status == 200
            assert "<html" in await page.text()
        async with Town(address, patience=20) as town:
            amira = await town.person("Amira")
            await amira.start()
            await amira.sees("Hello from")
        (child,) = children_of(demo.number)

        assert await demo.stop() == 0
        assert not exists(child)
    finally:
        await demo.kill()


async def test_the_demo_empties_no_folder_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("years of work")
    demo = Child({}, tmp_path, "demo", "--port", "0")
    await demo.start()

    assert await demo.ended() == 1
    (line,) = demo.log.lines
    assert "is not empty, and no demo made it" in line
    assert (tmp_path / "demo" / "thesis.txt").read_text() == "years of work"


def children_of(number: int) -> list[int]:
    """The processes that a process started, and that still run."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in listed.stdout.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == number]


def exists(number: int) -> bool:
    return subprocess.run(["ps", "-p", str(number)], capture_output=True, check=False).returncode == 0
