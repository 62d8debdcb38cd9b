"""A browser for the tests of pages; without one they are skipped, in CI that is a failure."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bot.simulator.server import Simulator, serve
from tests.pages.demo import running_demo
from tests.pages.stage import DESK, Open, Town
from tests.pages.toybot import toy_bot

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str | None:
    if named := os.environ.get("HEARD_BROWSER"):
        return named
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


CUT_OFF = "ERR_INTERNET_DISCONNECTED"
"""Of tests that cut it off themselves."""

NO_BROWSER = "no browser: install chromium, or name one in HEARD_BROWSER"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests of pages skipped, {NO_BROWSER}.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser, hence one event loop, for all tests of this folder."""
    for item in items:
        if item.path.parent.name == "pages" and isinstance(item, pytest.Function):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = browser_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def town() -> AsyncIterator[Town]:
    async with (
        serve(Simulator()) as address,
        toy_bot(address) as bot,
        aiohttp.ClientSession() as session,
    ):
        yield Town(address, bot, session)


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Open]:
    """Opens a page; whatever it complains about in the console fails the test, but a line that was cut."""
    contexts, complaints = [], []

    async def open_at(address: str, size: tuple[int, int] = DESK, **options: Any) -> Page:
        viewport = ViewportSize(width=size[0], height=size[1])
        context = await browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(address)
        await page.wait_for_selector("html[data-ready]")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    assert [one for one in complaints if CUT_OFF not in one] == []


@pytest_asyncio.fixture(loop_scope="session")
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the demo's page, once its opening scene was played."""
    async with running_demo(tmp_path) as address:
        yield address


@pytest.fixture
def open_page(visit: Open, town: Town) -> Open:
    """Opens the simulator's page at a path, and waits until it is ready."""

    async def open_at(path: str = "/", size: tuple[int, int] = DESK, **options: Any) -> Page:
        return await visit(town.address + path, size, **options)

    return open_at
