"""Telegram's pace, kept on our side: replies before posts, a window for each chat, every 429 obeyed."""

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.core.posts import Urgency
from bot.store.receipt import current
from bot.transport.request import ask_for_time_spans

REPLY = -1
"""More urgent than any post but an alert, which goes as a reply does: somebody is waiting for it."""
MOST_RETRIES = 2
LONGEST_WAIT = 60.0
"""Seconds. Told to wait longer, a reply is given up: what it would show is stored."""

SLACK = 0.02
"""Seconds: requests may come closer together at Telegram than they set out here."""

at_work: ContextVar[asyncio.Semaphore | None] = ContextVar("at_work", default=None)
"""The places of those being served; whoever waits for their chat's turn gives the place up meanwhile."""


@dataclass(frozen=True)
class Rate:
    """At most so many in any stretch of so many seconds."""

    most: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """What Telegram allows. `posts` is what the outbox may use of `overall`: the rest is for replies."""

    overall: Rate | None = Rate(30, 1.0)
    posts: Rate | None = Rate(26, 1.0)
    private: Rate | None = Rate(3, 3.0)
    group: Rate | None = Rate(20, 60.0)

    @classmethod
    def none(cls) -> "Limits":
        return cls(None, None, None, None)


class Window:
    """The times of the last sendings under one rate."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._times: deque[float] = deque(maxlen=rate.most)

    def free_at(self, weight: int) -> float:
        """From when on `weight` more fit; what is heavier than the rate fits when the window is empty."""
        room = self._rate.most - min(weight, self._rate.most)
        surplus = len(self._times) - room
        return 0.0 if surplus <= 0 else self._times[surplus - 1] + self._rate.seconds + SLACK

    def take(self, weight: int, now: float) -> None:
        self._times.extend([now] * min(weight, self._rate.most))


@dataclass(order=True)
class Asking:
    """One request and its place in the queue."""

    urgency: int
    number: int
    chat: int | str | None = field(compare=False)
    weight: int = field(compare=False)
    """How many messages it counts as; 0 for what has no limit of its own."""
    granted: asyncio.Future[None] | None = field(default=None, compare=False)


class Limiter(BaseRateLimiter[Urgency]):
    """For `Application.builder().rate_limiter(…)`. A post says its `Urgency` as `rate_limit_args`."""

    def __init__(
        self,
        limits: Limits | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        ask_for_time_spans()
        self._limits = limits or Limits()
        self._now = now
        self._sleep = sleep
        self._overall = _window(self._limits.overall)
        self._posts = _window(self._limits.posts)
        self._chats: dict[int | str, Window] = {}
        self._held: dict[int | str | None, float] = {}
        self._all_held = 0.0
        self._waiting: list[Asking] = []
        self._numbers = count()
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = 0.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Any:
        """Waits for its turn, then makes the request. A reply that met a 429 is tried again."""
        weight = _weight(endpoint, data)
        if weight or endpoint == "answerCallbackQuery":
            _settle_update()
        is_reply = rate_limit_args is None
        urgency = REPLY if rate_limit_args in {None, Urgency.ALERT} else int(rate_limit_args or 0)
        asking = Asking(urgency, next(self._numbers), _chat(data), weight)
        retries = MOST_RETRIES if is_reply else 0
        while True:
            await self._wait_turn(asking)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._hold(asking.chat, wait_of(error))
                if not retries or wait_of(error) > LONGEST_WAIT:
                    raise
                retries -= 1

    async def _wait_turn(self, asking: Asking) -> None:
        now = self._now()
        if (not self._waiting or not asking.weight) and self._free_at(asking) <= now:
            self._take(asking, now)
            return
        places = at_work.get()
        asking.granted = asyncio.get_running_loop().create_future()
        insort(self._waiting, asking)
        self._hand_out()
        if places is not None:
            places.release()
        try:
            await asking.granted
        finally:
            if not asking.granted.done() or asking.granted.cancelled():
                self._waiting = [other for other in self._waiting if other is not asking]
            if places is not None:
                await places.acquire()

    def _hand_out(self) -> None:
        """Grants what may go now, the urgent first; within a chat nobody overtakes."""
        now, soonest = self._now(), float("inf")
        blocked: set[int | str] = set()
        left: list[Asking] = []
        for asking in self._waiting:
            at = self._free_at(asking)
            if asking.chat in blocked or at > now:
                left.append(asking)
                soonest = min(soonest, max(at, now))
                if asking.chat is not None:
                    blocked.add(asking.chat)
            elif asking.granted is not None and not asking.granted.done():
                self._take(asking, now)
                asking.granted.set_result(None)
        self._waiting = left
        if left:
            self._set_alarm(soonest, now)

    def _set_alarm(self, at: float, now: float) -> None:
        if self._alarm is not None and not self._alarm.done():
            if self._alarm_at <= at:
                return
            self._alarm.cancel()
        self._alarm_at = at
        self._alarm = asyncio.create_task(self._ring(at - now))

    async def _ring(self, delay: float) -> None:
        # A little late rather than early: a clock that stands still would ring for ever.
        await self._sleep(max(delay, 0.001))
        self._alarm = None
        self._hand_out()

    def _free_at(self, asking: Asking) -> float:
        """The earliest time at which no limit stands in the way of this request."""
        free = max(self._all_held, self._held.get(asking.chat, 0.0))
        if not asking.weight:
            return free
        if self._overall is not None:
            free = max(free, self._overall.free_at(asking.weight))
        if self._posts is not None and asking.urgency > Urgency.ALERT:
            free = max(free, self._posts.free_at(asking.weight))
        window = self._window_of(asking.chat)
        return free if window is None else max(free, window.free_at(asking.weight))

    def _take(self, asking: Asking, now: float) -> None:
        if not asking.weight:
            return
        if self._overall is not None:
            self._overall.take(asking.weight, now)
        if self._posts is not None and asking.urgency > Urgency.ALERT:
            self._posts.take(asking.weight, now)
        window = self._window_of(asking.chat)
        if window is not None:
            window.take(asking.weight, now)

    def _window_of(self, chat: int | str | None) -> Window | None:
        if chat is None:
            return None
        rate = self._limits.private if isinstance(chat, int) and chat > 0 else self._limits.group
        if rate is None:
            return None
        if chat not in self._chats:
            self._forget_quiet_chats()
            self._chats[chat] = Window(rate)
        return self._chats[chat]

    def _forget_quiet_chats(self) -> None:
        if len(self._chats) >= 2000:
            now = self._now()
            self._chats = {
                chat: window for chat, window in self._chats.items() if window.free_at(10**9) > now
            }

    def _hold(self, chat: int | str | None, seconds: float) -> None:
        """Telegram does not say which limit was met. A second chat told to wait means: all of them."""
        now = self._now()
        self._held = {held: until for held, until in self._held.items() if until > now}
        until = max(now + seconds, self._held.get(chat, 0.0))
        if chat is None or self._held.keys() - {chat}:
            self._all_held = max(self._all_held, until)
        self._held[chat] = until


def wait_of(error: RetryAfter) -> float:
    """Seconds that Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _window(rate: Rate | None) -> Window | None:
    return None if rate is None else Window(rate)


def _weight(endpoint: str, data: dict[str, Any]) -> int:
    """How many messages a request counts as: only sending and editing has a limit."""
    if endpoint == "sendMediaGroup":
        return len(data["media"])
    if endpoint == "sendChatAction":
        return 0
    return int(endpoint.startswith(("send", "edit", "forward", "copy")))


def _chat(data: dict[str, Any]) -> int | str | None:
    chat = data.get("chat_id")
    if isinstance(chat, str):
        return int(chat) if chat.lstrip("-").isdigit() else chat
    return chat if isinstance(chat, int) else None


def _settle_update() -> None:
    """Handlers act before they show: once a reply sets out, what it tells of is stored."""
    receipt = current.get()
    if receipt is not None:
        receipt.settle()
