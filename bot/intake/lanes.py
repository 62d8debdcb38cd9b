"""One lane a person: in order within it, a limited number of people side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.transport.limiter import at_work

T = TypeVar("T")


class Lanes(Generic[T]):
    """`work` must not raise: what goes wrong with an update is dealt with there."""

    def __init__(self, work: Callable[[T], Awaitable[None]], most_at_once: int) -> None:
        self._work = work
        self._places = asyncio.Semaphore(most_at_once)
        self._waiting: dict[int, deque[T]] = {}
        self._walkers: set[asyncio.Task[None]] = set()

    def add(self, lane: int, item: T) -> None:
        waiting = self._waiting.get(lane)
        if waiting is not None:
            waiting.append(item)
            return
        self._waiting[lane] = deque([item])
        walker = asyncio.create_task(self._walk(lane))
        self._walkers.add(walker)
        walker.add_done_callback(self._walkers.discard)

    async def finish(self, patience: float) -> None:
        """Waits for all that was begun; what takes longer is given up."""
        if not self._walkers:
            return
        _, late = await asyncio.wait(self._walkers, timeout=patience)
        for walker in late:
            walker.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _walk(self, lane: int) -> None:
        waiting = self._waiting[lane]
        at_work.set(self._places)
        try:
            while waiting:
                async with self._places:
                    await self._work(waiting.popleft())
        finally:
            del self._waiting[lane]
