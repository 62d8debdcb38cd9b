"""A bot that polls, a time that passes quickly, and an ear for the log; for tests."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Update
from telegram.ext import ExtBot

from bot.context import Bot
from bot.intake import Intake, Polling
from bot.intake.outage import Sleep
from bot.store.database import Store
from bot.transport import AiohttpRequest
from tests.engine import services_on

ADA = 700001
Process = Callable[[Store, Update], Awaitable[object]]


def note(db: sqlite3.Connection, text: str) -> None:
    """An effect whose doubling would be seen."""
    db.execute("INSERT INTO picture (png) VALUES (?)", (text.encode(),))


def noted(db: sqlite3.Connection) -> list[str]:
    return [row["png"].decode() for row in db.execute("SELECT png FROM picture ORDER BY id")]


async def note_text(store: Store, update: Update) -> None:
    if update.message is not None:
        await store.write(note, str(update.message.text))


class Running:
    """A bot that polls; `alive` is set each time Telegram answered."""

    def __init__(self, store: Store, bot: Bot, polling: Polling, alive: asyncio.Event) -> None:
        self.store = store
        self.bot = bot
        self.polling = polling
        self.alive = alive
        self.task = asyncio.create_task(polling.run())

    async def stop(self) -> None:
        self.polling.stop()
        await asyncio.wait_for(self.task, 10)

    async def has_noted(self, texts: list[str]) -> None:
        async with asyncio.timeout(5):
            while sorted(await self.store.read(noted)) != sorted(texts):
                self.alive.clear()
                await asyncio.wait({asyncio.create_task(self.alive.wait())}, timeout=0.05)


@asynccontextmanager
async def running(
    store: Store,
    address: str,
    token: str,
    process: Process = note_text,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Running]:
    async with AiohttpRequest() as fetching, AiohttpRequest(read=2) as request:
        bot = ExtBot(token, base_url=f"{address}/bot", request=request, get_updates_request=fetching)
        alive = asyncio.Event()

        async def apologise(update: Update, code: str) -> None:
            pass

        intake = Intake(
            services_on(store), bot, lambda update: process(store, update), apologise, sleep=sleep
        )
        run = Running(store, bot, Polling(intake, bot, fetching, alive.set, sleep=sleep), alive)
        try:
            yield run
        finally:
            if not run.task.done():
                await run.stop()


class QuickTime:
    """A sleep that takes no time, and remembers how long it would have taken."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._moved.set()
        await asyncio.sleep(0)

    async def until(self, seconds: float) -> None:
        async with asyncio.timeout(10):
            while sum(self.slept) < seconds:
                self._moved.clear()
                await self._moved.wait()


@asynccontextmanager
async def logged(words: str) -> AsyncIterator[asyncio.Event]:
    """An event that is set when the log says these words."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if words in record.getMessage():
                said.set()

    said, listener = asyncio.Event(), Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield said
    finally:
        logging.getLogger().removeHandler(listener)
