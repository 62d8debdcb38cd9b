"""What waits for the bot: the queue of updates, one poller at a time."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.refusals import Json, conflict

PRESS_LIFE = 150.0  # seconds a button press waits for a bot
LIFE = 24 * 3600.0  # everything else
NOT_BY_DEFAULT = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
MAX_BATCH = 100


@dataclass(frozen=True, slots=True)
class Queued:
    id: int
    raw: str  # as JSON text, fixed at the moment it happened
    expires: float


class UpdateQueue:
    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._waiting: deque[Queued] = deque()
        self._next_id = 700_000_001
        self._soonest = float("inf")  # when the first of them expires
        self._poll: asyncio.Future[str] | None = None
        self._poll_begun = asyncio.Event()
        self.allowed: list[str] = []
        self.on_added: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        self._drop_expired()
        return len(self._waiting)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def add(self, kind: str, payload: Json) -> None:
        if not self.wants(kind):
            return
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        life = PRESS_LIFE if kind == "callback_query" else LIFE
        raw = f'{{"update_id":{self._next_id},"{kind}":{text}}}'
        self._append(Queued(self._next_id, raw, self._seconds() + life))

    def add_raw(self, update: Json) -> None:
        """An update as it is, for tests: a missing id is filled in, the rest is not looked at."""
        update = {"update_id": self._next_id, **update}
        raw = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
        self._append(Queued(int(update["update_id"]), raw, self._seconds() + LIFE))

    def _append(self, queued: Queued) -> None:
        self._next_id = max(self._next_id, queued.id) + 1
        self._waiting.append(queued)
        self._soonest = min(self._soonest, queued.expires)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result("ready")
        self.on_added()

    def _drop_expired(self) -> None:
        """Kinds live differently long, so an expired press can stand behind a living message."""
        now = self._seconds()
        if now < self._soonest:
            return
        self._waiting = deque(queued for queued in self._waiting if queued.expires > now)
        self._soonest = min((queued.expires for queued in self._waiting), default=float("inf"))

    def confirm(self, offset: int) -> None:
        """Forgets what is below `offset`; a negative one keeps only the last ones."""
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()

    def clear(self) -> None:
        self._waiting.clear()

    def first(self) -> Queued | None:
        self._drop_expired()
        return self._waiting[0] if self._waiting else None

    def discard(self, queued: Queued) -> None:
        if self._waiting and self._waiting[0] is queued:
            self._waiting.popleft()

    async def fetch(self, limit: int, seconds: float) -> str:
        """The oldest waiting updates, as the text of a JSON array; waits for one if none is there."""
        self.end_poll("other")
        self._drop_expired()
        if not self._waiting and seconds > 0:
            await self._wait(seconds)
            self._drop_expired()
        limit = min(max(limit, 1), MAX_BATCH)
        batch = [self._waiting[place].raw for place in range(min(limit, len(self._waiting)))]
        return f"[{','.join(batch)}]"

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        self._poll_begun.set()
        try:
            outcome = await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None
        if outcome == "other":
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        if outcome == "webhook":
            raise conflict("terminated by setWebhook request")

    async def polled(self) -> None:
        """Waits until a bot waits here."""
        while self._poll is None:
            self._poll_begun.clear()
            await self._poll_begun.wait()

    def end_poll(self, why: str) -> None:
        """Ends a waiting poll: "other" or "webhook" as a conflict, "closing" with nothing."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(why)
