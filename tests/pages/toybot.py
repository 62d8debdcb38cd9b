"""A small bot of a test's own, speaking the Bot API over HTTP."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.simulator.server import EXAMPLE_TOKEN

Json = dict[str, Any]


class ToyBot:
    """Calls methods, and gives each update to `on_update` when a test has set one."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._url = f"{address}/bot{EXAMPLE_TOKEN}"
        self.on_update: Callable[[Json], Awaitable[None]] | None = None
        self.updates: list[Json] = []

    async def call(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"{self._url}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def upload(self, method: str, chat: int, *, fields: Json, files: dict[str, bytes]) -> Any:
        form = aiohttp.FormData()
        form.add_field("chat_id", str(chat))
        for name, value in fields.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, content in files.items():
            form.add_field(name, content, filename=f"{name}.png")
        async with self._session.post(f"{self._url}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def say(self, chat: int, text: str, *rows: list[Json], **params: Any) -> Json:
        if rows:
            params["reply_markup"] = {"inline_keyboard": rows}
        sent: Json = await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **params)
        return sent

    async def listen(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                self.updates.append(update)
                if self.on_update:
                    await self.on_update(update)


def button(text: str, data: str) -> Json:
    return {"text": text, "callback_data": data}


@asynccontextmanager
async def toy_bot(address: str) -> AsyncIterator[ToyBot]:
    async with aiohttp.ClientSession() as session:
        bot = ToyBot(session, address)
        listening = asyncio.create_task(bot.listen())
        try:
            yield bot
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
