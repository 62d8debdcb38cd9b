"""Wakes the forum's due work once a second. What is due is a row; nothing is remembered here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.actions.upkeep import tidy
from bot.logs import describe_bug
from bot.services import Services

log = logging.getLogger(__name__)

EVERY = 1
"""Seconds."""
Work = Callable[[Services], Awaitable[object]]


class Jobs:
    """`due_work` is done in its order; what fails does not hold up the rest, and is met again next time."""

    def __init__(self, services: Services, due_work: Sequence[Work]) -> None:
        self._services = services
        self._due_work = due_work
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._one_at_a_time = asyncio.Lock()
        self._failing: set[str] = set()
        self._tidied_on = ""

    def start(self, on_alive: Callable[[], None] = lambda: None) -> None:
        """`on_alive` is called after each look."""

        async def tick() -> None:
            await self.wake()
            on_alive()

        self._scheduler.add_job(
            tick, "interval", seconds=EVERY, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Lets the work that is under way come to its end."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            async with self._one_at_a_time:
                self._scheduler.shutdown(wait=False)

    async def wake(self) -> None:
        """Does now what is due, and ends when it is done."""
        async with self._one_at_a_time:
            for work in (*self._due_work, self._tidy):
                await self._do(work)

    async def _do(self, work: Work) -> None:
        name = getattr(work, "__qualname__", type(work).__name__)
        try:
            await work(self._services)
        except Exception as error:
            self._note_failure(name, error)
        else:
            if name in self._failing:
                self._failing.discard(name)
                log.warning("Works again: %s", name)

    def _note_failure(self, name: str, error: Exception) -> None:
        """Once for each trouble, not once a second."""
        if name in self._failing:
            return
        self._failing.add(name)
        log.error("Due work failed: %s. Trying again each second.\n%s", name, describe_bug(error))

    async def _tidy(self, services: Services) -> None:
        today = services.clock().date().isoformat()
        if self._tidied_on != today:
            await tidy(services)
            self._tidied_on = today
