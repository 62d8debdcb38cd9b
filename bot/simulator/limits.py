"""Telegram's rate limits for sends and edits."""

import math
from collections.abc import Callable

from bot.simulator.refusals import too_many_requests


class Bucket:
    """Holds up to `burst` tokens and gains `rate` of them a second."""

    __slots__ = ("burst", "rate", "since", "tokens")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate = rate
        self.burst = burst
        self.tokens = burst
        self.since = now

    def missing(self, cost: float, now: float) -> float:
        """Seconds until `cost` tokens are there; 0 when they are."""
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.since) * self.rate)
        self.since = now
        return max(0.0, (min(cost, self.burst) - self.tokens) / self.rate)


class Limits:
    """30 messages a second in all, 1 a second in a private chat (4 at once), 20 a minute in a group."""

    def __init__(self, seconds: Callable[[], float], *, on: bool) -> None:
        self._seconds = seconds
        self.on = on
        self._overall = Bucket(30, 30, seconds())
        self._chats: dict[int, Bucket] = {}

    def spend(self, chat: int, cost: int = 1) -> None:
        if not self.on:
            return
        now = self._seconds()
        bucket = self._chats.get(chat)
        if bucket is None:
            rate, burst = (1.0, 4.0) if chat > 0 else (20 / 60, 20.0)
            bucket = self._chats[chat] = Bucket(rate, burst, now)
        wait = max(bucket.missing(cost, now), self._overall.missing(cost, now))
        if wait > 1e-9:
            raise too_many_requests(max(1, math.ceil(wait)))
        bucket.tokens -= cost
        self._overall.tokens -= cost
