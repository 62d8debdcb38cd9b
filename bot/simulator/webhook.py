"""Updates pushed to the bot's address, in order, until each was taken."""

import asyncio
import contextlib
from collections.abc import Callable
from http import HTTPStatus

import aiohttp

from bot.simulator.refusals import Json
from bot.simulator.updates import Queued, UpdateQueue

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_TIMEOUT = aiohttp.ClientTimeout(total=60)


class Webhook:
    def __init__(
        self,
        url: str,
        secret: str,
        updates: UpdateQueue,
        unix: Callable[[], int],
        on_taken: Callable[[], None],
    ) -> None:
        self.url = url
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._updates = updates
        self._unix = unix
        self._on_taken = on_taken
        self._something = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._error: Json = {}

    def start(self) -> None:
        self._something.set()
        self._task = asyncio.create_task(self._push())

    def wake(self) -> None:
        self._something.set()

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def stopped(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def info(self) -> Json:
        return {"url": self.url, "max_connections": 1, "ip_address": "127.0.0.1", **self._error}

    async def _push(self) -> None:
        pause = _FIRST_PAUSE
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            while True:
                queued = self._updates.first()
                if queued is None:
                    self._something.clear()
                    await self._something.wait()
                elif await self._taken(session, queued):
                    self._updates.discard(queued)
                    self._on_taken()
                    pause = _FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)

    async def _taken(self, session: aiohttp.ClientSession, queued: Queued) -> bool:
        try:
            async with session.post(self.url, data=queued.raw.encode(), headers=self._headers) as answer:
                await answer.read()
                if answer.status < HTTPStatus.MULTIPLE_CHOICES:
                    return True
                words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            words = f"Connection failed: {type(error).__name__}"
        self._error = {"last_error_date": self._unix(), "last_error_message": words}
        return False
