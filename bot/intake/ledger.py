"""Which updates came in, and up to where Telegram may forget them."""

import asyncio

REMEMBERED = 1000
"""Settled numbers kept in mind; Telegram hands out at most 100 from the first unconfirmed one on."""


class Ledger:
    def __init__(self) -> None:
        self._open: dict[int, asyncio.Future[None]] = {}
        self._settled: dict[int, None] = {}
        self._newest: int | None = None
        self._moved = asyncio.Event()

    def __len__(self) -> int:
        """How many are not settled yet."""
        return len(self._open)

    @property
    def offset(self) -> int | None:
        """All before it are settled. None: nothing came yet, so Telegram is asked for what it has."""
        if self._open:
            return min(self._open)
        return None if self._newest is None else self._newest + 1

    def enter(self, number: int) -> bool:
        """False when it came before."""
        if self.knows(number):
            return False
        self._open[number] = asyncio.get_running_loop().create_future()
        self._newest = number if self._newest is None else max(self._newest, number)
        return True

    def settle(self, number: int) -> None:
        future = self._open.pop(number, None)
        if future is None:
            return
        if not future.done():
            future.set_result(None)
        self._settled[number] = None
        if len(self._settled) > REMEMBERED:
            del self._settled[next(iter(self._settled))]
        self._moved.set()

    def knows(self, number: int) -> bool:
        return number in self._open or number in self._settled

    async def settled(self, number: int) -> None:
        """Ends when that update is settled. Cancelled when it is abandoned."""
        future = self._open.get(number)
        if future is not None:
            await asyncio.shield(future)

    async def wait_until(self, fewer_than: int, patience: float) -> None:
        """Until fewer are unsettled, but no longer than `patience` seconds."""
        try:
            async with asyncio.timeout(patience):
                while len(self._open) >= fewer_than:
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            pass

    def start_anew(self) -> None:
        """After a quiet week Telegram's numbers may begin lower: nothing older is asked for then."""
        if not self._open:
            self._newest = None

    def abandoned(self, number: int) -> bool:
        future = self._open.get(number)
        return future is not None and future.cancelled()

    def abandon(self) -> None:
        """Whoever waits for an update that stays unsettled is told so."""
        for future in self._open.values():
            future.cancel()
