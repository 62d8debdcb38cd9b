"""Acts the moment the simulator has seen enough: no test here sleeps to wait."""

import asyncio
from collections.abc import Callable

from bot.simulator.quiet import Quiet
from bot.simulator.world import World


class Watch(Quiet):
    """Takes the place of the simulator's own: it looks after each call that the bot makes."""

    def __init__(self, world: World) -> None:
        super().__init__(world.quiet._is_quiet)
        self._world = world
        self._pending: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        world.quiet = self

    def look(self) -> None:
        super().look()
        for condition, reached in self._pending:
            if not reached.done() and condition():
                reached.set_result(None)

    async def until(self, condition: Callable[[], bool], patience: float = 20) -> None:
        if condition():
            return
        reached = asyncio.get_running_loop().create_future()
        self._pending.append((condition, reached))
        try:
            async with asyncio.timeout(patience):
                await reached
        finally:
            self._pending.remove((condition, reached))

    async def answers(self, number: int) -> None:
        """Until the bot answered so many presses from now on."""
        log, counted = self._world.requests, 0
        at = log.made

        def enough() -> bool:
            nonlocal at, counted
            counted += sum(entry["method"] == "answerCallbackQuery" for entry in log.since(at)["requests"])
            at = log.made
            return bool(counted >= number)

        await self.until(enough)

    async def taken_in(self, patience: float = 20) -> None:
        """Until nothing waits at Telegram any more."""
        await self.until(lambda: not len(self._world.updates), patience)


async def seen(condition: Callable[[], bool]) -> None:
    """For what tells nobody when it changes: a database, a call that has begun."""
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 (nobody tells when it changes)
            await asyncio.sleep(0.005)
