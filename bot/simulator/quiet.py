"""Waiting until the bot has nothing left to do."""

import asyncio
from collections.abc import Callable


class Quiet:
    """`look` is called after everything that may have made it quiet; it costs nothing unawaited."""

    def __init__(self, is_quiet: Callable[[], bool]) -> None:
        self._is_quiet = is_quiet
        self._waiters: list[asyncio.Future[None]] = []

    def look(self) -> None:
        if self._waiters and self._is_quiet():
            self.release()

    def release(self) -> None:
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def reached(self, seconds: float) -> bool:
        if self._is_quiet():
            return True
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return self._is_quiet()
        return True
