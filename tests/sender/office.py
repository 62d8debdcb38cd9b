"""A sender at work, for tests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from telegram.ext import Application

from bot.core.posts import Post, Urgency
from bot.sender import Sender
from bot.services import Services
from bot.simulator.client import Person, Town
from bot.store import outbox
from bot.store.database import Store
from bot.transport import AiohttpRequest, Limiter, Limits
from tests.engine import HandTime, services_on


class Office:
    """A sender at work. Its clock stands still unless a test moves it."""

    def __init__(self, services: Services, sender: Sender, time: HandTime) -> None:
        self.services = services
        self.time = time
        self.sender = sender
        self.changed = asyncio.Event()
        self.task = asyncio.create_task(sender.run())
        self._tell_of_changes()

    def _tell_of_changes(self) -> None:
        write = self.store.write

        async def write_and_tell(*args: Any) -> Any:
            try:
                return await write(*args)
            finally:
                self.changed.set()

        self.store.write = write_and_tell  # type: ignore[method-assign,assignment]

    @property
    def store(self) -> Store:
        return self.services.store

    async def post(
        self, label: str, *chats: int, urgency: Urgency = Urgency.NOTICE, post: Post | None = None
    ) -> None:
        await self.store.write(
            outbox.add_post, label, post or Post(html=label), chats, urgency, self.services.clock()
        )
        self.services.posts_waiting.set()

    async def states(self) -> list[tuple[str, str | None]]:
        return await states(self.store)

    async def until(self, *wanted: tuple[str, str | None]) -> None:
        """Until the deliveries, in their order, are in these states with these errors."""
        await self.until_states(lambda found: found == list(wanted))

    async def until_states(self, fit: Callable[[list[tuple[str, str | None]]], bool]) -> None:
        async with asyncio.timeout(5):
            while not fit(await self.states()):
                await self.changed.wait()
                self.changed.clear()

    async def stop(self) -> None:
        self.sender.stop()
        await asyncio.wait_for(self.task, 10)


async def states(store: Store) -> list[tuple[str, str | None]]:
    rows = await store.read(
        lambda db: db.execute("SELECT state, error FROM delivery ORDER BY post, chat").fetchall()
    )
    return [(row["state"], row["error"]) for row in rows]


SENT = ("sent", None)


@asynccontextmanager
async def office_at(address: str, token: str, store: Store, **options: Any) -> AsyncIterator[Office]:
    time = HandTime()
    limiter = Limiter(Limits.none(), time.monotonic, time.sleep)
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{address}/bot")
        .request(AiohttpRequest(read=1))
        .get_updates_request(AiohttpRequest())
        .rate_limiter(limiter)
        .updater(None)
        .build()
    )
    await application.bot.initialize()
    services = services_on(store, time)
    office = Office(services, Sender(services, application.bot, sleep=time.sleep, **options), time)
    try:
        yield office
    finally:
        if not office.task.done():
            await office.stop()
        await application.bot.shutdown()
        await limiter.shutdown()


async def sendings(town: Town) -> list[dict[str, Any]]:
    return [made for made in await town.requests() if made["method"].lower().startswith("send")]


async def texts_to(town: Town, person: Person) -> list[str]:
    return [seen.text for seen in await person.reads() if seen.from_bot]
