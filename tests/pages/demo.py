"""The demo as a newcomer starts it, and what one does on its page."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from playwright.async_api import Locator, Page

from tests.pages.stage import log_of

AMIRA, GETHIN, TEO, ROSALIND, KWAME = 1001, 1002, 1011, 1021, 1042
READY = 40.0


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[str]:
    """`heard demo` as a process of its own; yields the page's address once the scene is set."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--folder", str(folder / "demo")),
        stdout=asyncio.subprocess.PIPE,
        cwd=folder,
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
    """The coordinator has joined, opened a survey, and put a vote into the groups."""
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
        return "This vote is open until" in await answer.text()


def button(page: Page, label: str) -> Locator:
    """The newest button of that label in the conversation."""
    return log_of(page).get_by_role("button", name=label, exact=True).last


async def says(page: Page, words: str, patience: float = 30) -> None:
    await log_of(page).get_by_text(words).last.wait_for(timeout=patience * 1000)


async def types(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Message").first
    await box.fill(words)
    await box.press("Enter")


async def join(page: Page, who: str = "Parent or carer", age: str = "") -> None:
    await page.get_by_role("region", name="Conversation: Heard").get_by_role("button", name="Start").click()
    await button(page, "Agree").click()
    await button(page, who).click()
    if age:
        await button(page, age).click()
    await says(page, "You are in.")
