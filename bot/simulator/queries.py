"""Presses of buttons and what the bot answered to them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

from bot.simulator.refusals import Json, old_query
from bot.simulator.updates import PRESS_LIFE

KEPT = 5_000


@dataclass
class Query:
    id: str
    person: int
    expires: float  # by the simulator's clock
    started: float  # by the machine's clock, for the age
    answered: bool = False
    text: str = ""
    alert: bool = False
    age: float = 0.0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def as_json(self) -> Json:
        age = self.age if self.answered else monotonic() - self.started
        return {
            "query": self.id,
            "answered": self.answered,
            "text": self.text,
            "alert": self.alert,
            "age": age,
        }


class Queries:
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[str, Query] = OrderedDict()
        self._open: dict[str, Query] = {}
        self._ids = count(4_300_000_000_000_001)

    def press(self, person: int) -> Query:
        query = Query(str(next(self._ids)), person, self._seconds() + PRESS_LIFE, monotonic())
        self._kept[query.id] = self._open[query.id] = query
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return query

    def find(self, query_id: str) -> Query | None:
        return self._kept.get(query_id)

    def waiting(self) -> int:
        """How many presses the bot can still answer and did not."""
        if self._open:
            now = self._seconds()
            self._open = {number: query for number, query in self._open.items() if query.expires > now}
        return len(self._open)

    def answer(self, query_id: str, text: str, *, alert: bool) -> Query:
        query = self._open.get(query_id)
        if query is None or query.expires <= self._seconds():
            raise old_query()
        del self._open[query_id]
        query.answered, query.text, query.alert = True, text, alert
        query.age = monotonic() - query.started
        query.done.set()
        return query

    def close(self) -> None:
        """Lets nobody wait any longer."""
        for query in self._open.values():
            query.done.set()
