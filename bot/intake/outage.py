"""Something that should pass: waited out, with one line when it begins and one when it is over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0
Sleep = Callable[[float], Awaitable[None]]


class Outage:
    """Shared by all who meet the same trouble: when it ends for one of them, all go on."""

    def __init__(self, trouble: str, sleep: Sleep = asyncio.sleep) -> None:
        self._trouble = trouble
        self._sleep = sleep
        self._over: asyncio.Event | None = None

    @property
    def lasts(self) -> bool:
        return self._over is not None

    async def wait(self, tries: int, why: str) -> None:
        """1, 2, 4 … 30 seconds for 0, 1, 2 … `tries`, or less when it ends meanwhile."""
        if self._over is None:
            self._over = asyncio.Event()
            log.warning("%s (%s). Trying again until it works.", self._trouble, why)
        await first_of(self._sleep(min(2.0 ** min(tries, 10), LONGEST_PAUSE)), self._over.wait())

    def end(self) -> None:
        if self._over is not None:
            log.warning("Over: %s.", self._trouble)
            self._over.set()
            self._over = None


async def first_of(*waits: Awaitable[object]) -> None:
    """Ends with the first of them; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
