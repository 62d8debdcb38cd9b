"""`heard demo`: the page answers, the bot is at work behind it, and both end together."""

import subprocess
from pathlib import Path

import aiohttp

from bot.simulator.client import Town
from bot.simulator.scene import set_scene
from tests.faults.child import Child
from tests.whole.forum import Forum


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


async def test_the_demo_opens_with_a_survey_and_a_vote_in_both_groups(forum: Forum) -> None:
    await set_scene(forum.town.address)
    await forum.town.quiet()

    for name, title in (("Amira", "Harbour parents"), ("Teo", "Harbour young voices")):
        person = await forum.town.person(name)
        (group,) = await person.groups()
        shown = await person.sees("What shall we ask the council about first?", chat=group)
        assert shown.buttons[:4] == ["Short breaks", "Getting to school", "Waiting times", "Mental health"]
        assert forum.rows("SELECT title FROM chat_group WHERE chat = ?", group) == [(title,)]
    rosalind = await forum.town.person("Rosalind")
    typed = [one for one in await rosalind.reads() if not one.from_bot]
    answers = [
        one for one in await rosalind.reads() if one.from_bot and "What can people choose?" in one.text
    ]
    assert typed[-2].message_id < answers[0].message_id < typed[-1].message_id
    assert forum.rows("SELECT count(*) FROM survey WHERE closed_at IS NULL") == [(2,)]
    for name in ("Deirdre", "Kwame"):  # nobody can be alerted who has not pressed Start
        first, *_ = await (await forum.town.person(name)).reads()
        assert first.text == "/start"


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
