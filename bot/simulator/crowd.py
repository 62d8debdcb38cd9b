"""Thirty example people who join and answer what is open, all at once."""

import asyncio
import contextlib
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count

from bot.simulator.client import SimulatorError, Town
from bot.simulator.refusals import Json
from bot.simulator.robot import PATIENCE, Robot
from bot.simulator.state import Person as ExamplePerson

AT_ONCE = 30  # each keeps to the pace of their own chat, so nobody is faster alone
LOOKS = 10  # messages a robot looks at


class Crowd:
    def __init__(self, people: Sequence[ExamplePerson], changed: Callable[[], object], seed: int = 1) -> None:
        self._people = people
        self._changed = changed
        self._seeds = count(seed)
        self._task: asyncio.Task[None] | None = None
        self._done = 0
        self._failed = 0
        self._voted: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)

    def progress(self) -> Json:
        return {
            "size": len(self._people),
            "busy": self._task is not None and not self._task.done(),
            "done": self._done,
            "failed": self._failed,
        }

    def start(self, address: str) -> None:
        """Sends them off in the background; while they are busy nothing changes."""
        if self._task is None or self._task.done():
            self._done = self._failed = 0
            self._task = asyncio.create_task(self._answer(address, next(self._seeds)))
            self._task.add_done_callback(lambda _: self._changed())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _answer(self, address: str, seed: int) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        async with Town(address, patience=PATIENCE, looks=LOOKS) as town:
            robots = [
                Robot(town.known(one.id, one.first_name), one.part, random.Random(f"{seed} {one.id}"))  # noqa: S311
                for one in self._people
            ]
            await asyncio.gather(*(self._one(robot, places) for robot in robots))

    async def _one(self, robot: Robot, places: asyncio.Semaphore) -> None:
        async with places:
            try:
                await robot.take_part()
                await robot.vote_in_groups(self._voted[robot.number])
            except (SimulatorError, AssertionError, OSError):
                self._failed += 1
        self._done += 1
        self._changed()
