"""An intake without a network, for tests."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

from bot.intake import Intake
from bot.store.database import Store
from tests.engine import (
    HandTime,
    services_on,
)

TOKEN = "1000001:a-token-that-nobody-may-read"
ADA, BO = 700001, 700002
Process = Callable[[Update], Awaitable[object]]


def note(db: sqlite3.Connection, text: str) -> None:
    """An effect whose doubling would be seen."""
    db.execute("INSERT INTO picture (png) VALUES (?)", (text.encode(),))


def noted(db: sqlite3.Connection) -> list[str]:
    return [row["png"].decode() for row in db.execute("SELECT png FROM picture ORDER BY id")]


def set_aside(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    return [tuple(row) for row in db.execute("SELECT kind, error, code FROM set_aside")]


class Desk:
    """An intake without a network: `process` is what a test makes of it."""

    def __init__(self, store: Store, process: Process | None = None, **options: Any) -> None:
        self.store = store
        self.time = HandTime()
        self.apologies: list[str] = []
        self.intake = Intake(
            services_on(store, self.time),
            ExtBot(TOKEN),
            process or self.note_text,
            self.apologise,
            sleep=self.time.sleep,
            **options,
        )

    async def note_text(self, update: Update) -> None:
        await self.store.write(note, text_of(update))

    async def apologise(self, update: Update, code: str) -> None:
        self.apologies.append(code)

    def enter(self, *raws: dict[str, Any]) -> None:
        for raw in raws:
            self.intake.enter(raw)

    async def all_settled(self) -> None:
        await asyncio.wait_for(self.intake.ledger.wait_until(1, 5), 5)
        assert len(self.intake.ledger) == 0, "not everything was settled"

    async def until_failing(self) -> None:
        """Until the storage's trouble is being waited out."""
        await self.time.until_slept(1)


def text_of(update: Update) -> str:
    assert update.message is not None and update.message.text is not None
    return update.message.text
