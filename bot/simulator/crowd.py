"""The example people who answer what is open."""

from collections.abc import Callable, Sequence

from bot.simulator.refusals import Json
from bot.simulator.state import Person


class Crowd:
    def __init__(self, people: Sequence[Person], changed: Callable[[], object]) -> None:
        self._people = people
        self._changed = changed
        self._busy = False
        self._done = 0

    def progress(self) -> Json:
        return {"size": len(self._people), "busy": self._busy, "done": self._done}

    def start(self, address: str) -> None:
        pass

    async def stop(self) -> None:
        pass
