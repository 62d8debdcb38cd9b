"""A tiny bot for the simulator's own tests: long polling, answers, edits."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

Handler = Callable[["ToyBot", dict[str, Any]], Awaitable[None]]


class ToyBot:
    def __init__(self, address: str, token: str, session: aiohttp.ClientSession) -> None:
        self.base = f"{address}/bot{token}/"
        self._session = session

    async def raw(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """HTTP status and the whole answer."""
        async with self._session.post(self.base + method, json=params) as answer:
            return answer.status, await answer.json()

    async def call(self, method: str, **params: Any) -> Any:
        _, answer = await self.raw(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def fails(self, method: str, **params: Any) -> tuple[int, str]:
        status, answer = await self.raw(method, **params)
        assert not answer["ok"], answer
        assert answer["error_code"] == status
        return status, answer["description"]

    async def work(self, handle: Handler) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                await handle(self, update)
                offset = update["update_id"] + 1


@asynccontextmanager
async def connected(address: str, token: str) -> AsyncIterator[ToyBot]:
    async with aiohttp.ClientSession() as session:
        yield ToyBot(address, token, session)


@asynccontextmanager
async def working(bot: ToyBot, handle: Handler) -> AsyncIterator[None]:
    task = asyncio.create_task(bot.work(handle))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()}] for label in labels]}
