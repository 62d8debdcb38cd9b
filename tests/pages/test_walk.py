"""The first walk, in a browser, against the demo as a newcomer starts it."""

import asyncio
import csv
import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Locator, Page

from tests.pages.stage import Open, log_of

AMIRA, ROSALIND = 1001, 1021
READY = 40.0


@pytest_asyncio.fixture(loop_scope="session")
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """`heard demo` as a process of its own; yields the page's address once the scene is set."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(tmp_path / "demo")),
        stdout=asyncio.subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), READY)).decode()
        address = next(word for word in line.split() if word.startswith("http"))
        await asyncio.wait_for(scene_is_set(address), READY)
        yield address
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 15)


async def scene_is_set(address: str) -> None:
    """The coordinator has joined and asked a survey."""
    url = f"{address}/sim/events?as={ROSALIND}"
    async with aiohttp.ClientSession() as session, session.get(url) as events:
        if await opened(session, address):
            return
        async for line in events.content:
            if line.startswith(b"event: edited") and await opened(session, address):
                return


async def opened(session: aiohttp.ClientSession, address: str) -> bool:
    url = f"{address}/sim/messages?as={ROSALIND}&chat={ROSALIND}"
    async with session.get(url) as answer:
        return "is open until" in await answer.text()


def button(page: Page, label: str) -> Locator:
    """The newest button of that label in the conversation."""
    return log_of(page).get_by_role("button", name=label, exact=True).last


async def says(page: Page, words: str, patience: float = 15) -> None:
    await log_of(page).get_by_text(words).last.wait_for(timeout=patience * 1000)


async def types(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Message").first
    await box.fill(words)
    await box.press("Enter")


async def join(page: Page) -> None:
    await page.get_by_role("region", name="Conversation: Heard").get_by_role("button", name="Start").click()
    await button(page, "Agree").click()
    await button(page, "Parent or carer").click()
    await says(page, "You are in.")


async def answer(page: Page) -> None:
    """The survey that is open when the demo begins: several, perhaps several again, one, and words."""
    await button(page, "Surveys").click()
    await button(page, "How would you like to be involved?").click()
    await says(page, "What this can change")
    await button(page, "Start").click()
    await button(page, "☐ Quick votes, shown as a bar chart").click()
    await button(page, "☑ Quick votes, shown as a bar chart").wait_for()
    await button(page, "Next ›").click()
    await button(page, "Yes, a little").click()
    await says(page, "In danger, call 999")
    await types(page, "Meetings after bedtime, please.")
    await says(page, "Here is what you answered")
    await button(page, "Send my answers").click()
    await says(page, "Your answers are in.")


async def close(page: Page) -> None:
    await types(page, "/close")
    await says(page, "Which one shall we close?")
    await button(page, "How would you like to be involved?").click()
    await says(page, "Close it now?")
    await button(page, "Close it now").click()
    await says(page, "The result is on its way")


async def exported(page: Page) -> list[dict[str, str]]:
    """The rows of the file that the coordinator downloads in the chat."""
    await types(page, "/export")
    await says(page, "Which survey?")
    await button(page, "How would you like to be involved?").click()
    link = log_of(page).get_by_text("-responses.csv").last
    await link.wait_for(timeout=20_000)
    async with page.expect_download() as coming:
        await link.click()
    path = await (await coming.value).path()
    content = await asyncio.to_thread(path.read_text, encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


async def test_a_newcomer_answers_closes_sees_the_chart_and_exports(visit: Open, demo: str) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await answer(amira)
    await amira.get_by_role("button", name="Let the others answer").click()
    await amira.get_by_text("30 of 30").first.wait_for(timeout=60_000)
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await close(rosalind)
    await says(rosalind, "31 of 32 people answered")
    await says(rosalind, "31 people answered")
    await says(amira, "Here is what people said.")
    charts = log_of(amira).get_by_role("img")
    await charts.first.wait_for()
    assert await charts.count() == 3
    rows = await exported(rosalind)
    assert len(rows) == 31
    assert {row["barrier__unlinked"] for row in rows} <= {"nothing", "a_little", "a_lot", "[c]", "[skipped]"}


async def test_below_the_threshold_a_sentence_stands_in_place_of_the_chart(visit: Open, demo: str) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await answer(amira)
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await close(rosalind)
    await says(rosalind, "1 of 2 people answered")
    await says(amira, "Too few people answered")
    assert await log_of(amira).get_by_role("img").count() == 0
