"""Ties an incoming update to the transaction that stores its effect."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Story = Callable[[sqlite3.Connection], object]


def _nothing() -> None:
    pass


@dataclass
class Receipt:
    """The update being handled. Settled: its effect is stored, so Telegram may forget it.

    `carried`: what must be stored with its first effect, in the same transaction and before it, or by itself
    where there is none. `tries`: how often storing it has failed so far.
    """

    update_id: int
    day: str
    on_settled: Callable[[], None] = field(default=_nothing)
    settled: bool = False
    tries: int = 0
    carried: list[Story] = field(default_factory=list)

    def settle(self) -> None:
        if not self.settled:
            self.settled = True
            self.on_settled()


current: ContextVar[Receipt | None] = ContextVar("current", default=None)
"""Set by intake around the handling of one update; read by `Store.write`."""


@contextmanager
def unsettling() -> Iterator[None]:
    """What is sent meanwhile does not tell that the update's effect is stored."""
    token = current.set(None)
    try:
        yield
    finally:
        current.reset(token)
