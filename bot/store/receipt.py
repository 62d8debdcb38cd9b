"""Ties an incoming update to the transaction that stores its effect."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field


def _nothing() -> None:
    pass


@dataclass
class Receipt:
    """The update being handled. Settled: its effect is stored, so Telegram may forget it."""

    update_id: int
    day: str
    on_settled: Callable[[], None] = field(default=_nothing)
    settled: bool = False

    def settle(self) -> None:
        if not self.settled:
            self.settled = True
            self.on_settled()


current: ContextVar[Receipt | None] = ContextVar("current", default=None)
"""Set by intake around the handling of one update; read by `Store.write`."""
