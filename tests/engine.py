"""What the engine's tests stand on: services without content, and a time that is moved by hand."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import cast

from bot.content import Content
from bot.services import Services
from bot.store.database import Store, open_store
from bot.store.keys import Keys
from bot.texts import Texts

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""One pixel."""
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class HandTime:
    """A clock and a sleep that go on only when `advance` is called."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)
    _sleepers: list[tuple[float, int, asyncio.Future[None]]] = field(default_factory=list)
    _slept: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: "count[int]" = field(default_factory=count)

    def monotonic(self) -> float:
        return self.passed

    def clock(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._slept.set()
        awake = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.passed + seconds, next(self._numbers), awake))
        await awake

    async def until_slept(self, times: int) -> None:
        """Until somebody has begun to sleep so many times."""
        async with asyncio.timeout(5):
            while len(self.slept) < times:
                self._slept.clear()
                await self._slept.wait()

    async def advance(self, seconds: float) -> None:
        """Wakes everybody whose time comes, in order, and lets each go on before the next."""
        until = self.passed + seconds
        await settle_down()
        while self._sleepers and self._sleepers[0][0] <= until:
            self.passed, _, awake = heapq.heappop(self._sleepers)
            if not awake.done():
                awake.set_result(None)
            await settle_down()
        self.passed = until


async def settle_down() -> None:
    """Lets everything that can go on without time or network do so."""
    for _ in range(20):
        await asyncio.sleep(0)


async def soon(*waits: asyncio.Future[object], patience: float = 5.0) -> None:
    async with asyncio.timeout(patience):
        await asyncio.gather(*waits)


@asynccontextmanager
async def opened(folder: Path, patience: float = 0.05) -> AsyncIterator[Store]:
    async with open_store(folder / "heard.db", START.date().isoformat(), patience) as store:
        yield store


def services_on(store: Store, time: HandTime | None = None) -> Services:
    """The engine reads neither content nor texts."""
    return Services(
        store=store,
        content=cast(Content, None),
        texts=cast(Texts, None),
        keys=Keys(store.path.parent / "keys"),
        clock=(time or HandTime()).clock,
        random=Random(7),
    )


def message_update(
    number: int, person: int, text: str = "hello", chat: int | None = None
) -> dict[str, object]:
    """A message as Telegram sends it; in a group where `chat` says so."""
    where = {"id": person, "type": "private"} if chat is None else {"id": chat, "type": "group", "title": "G"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(START.timestamp()),
            "chat": where,
            "from": {"id": person, "is_bot": False, "first_name": "Adelheid"},
            "text": text,
        },
    }


UNREADABLE: dict[str, object] = {"message": {"message_id": "no date, no chat", "text": "secret words"}}
