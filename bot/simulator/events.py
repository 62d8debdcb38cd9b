"""What people's screens are told, as it happens: streams, and waiting for a change."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable

from bot.simulator.refusals import Json

KEEP_OPEN = 15.0  # seconds between comment lines
_CLOSED = ""


class Hub:
    """A version a person, counted up at every change, and the open streams."""

    def __init__(self) -> None:
        self._versions: dict[int, int] = {}
        self._waiters: dict[int, list[asyncio.Future[None]]] = {}
        self._streams: dict[int, set[asyncio.Queue[str]]] = {}
        self.closed = False

    def version(self, person: int) -> int:
        return self._versions.get(person, 0)

    def tell(self, people: Iterable[int], event: str, data: Callable[[int], Json] | Json) -> None:
        """`data` may differ by person; it is asked for only where somebody listens."""
        for person in people:
            self._versions[person] = self._versions.get(person, 0) + 1
            for waiter in self._waiters.pop(person, ()):
                if not waiter.done():
                    waiter.set_result(None)
            for stream in self._streams.get(person, ()):
                stream.put_nowait(event_text(event, data(person) if callable(data) else data))

    def tell_everybody(self, event: str, data: Json) -> None:
        """To all open streams; no version changes, for this is not in any chat."""
        text = event_text(event, data)
        for streams in self._streams.values():
            for stream in streams:
                stream.put_nowait(text)

    async def changed(self, person: int, since: int, seconds: float) -> None:
        """Waits until the person's version is past `since`, or the time is over."""
        if self.version(person) > since or self.closed or seconds <= 0:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(person, []).append(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            waiting = self._waiters.get(person, [])
            if waiter in waiting:
                waiting.remove(waiter)

    async def stream(self, person: int) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._streams.setdefault(person, set()).add(queue)
        try:
            yield "retry: 1000\n\n"
            while not self.closed:
                try:
                    text = await asyncio.wait_for(queue.get(), KEEP_OPEN)
                except TimeoutError:
                    text = ": still here\n\n"
                if text == _CLOSED:
                    return
                yield text
        finally:
            self._streams[person].discard(queue)

    def close(self) -> None:
        self.closed = True
        for streams in self._streams.values():
            for stream in streams:
                stream.put_nowait(_CLOSED)
        for waiters in self._waiters.values():
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)


def event_text(event: str, data: Json) -> str:
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"
