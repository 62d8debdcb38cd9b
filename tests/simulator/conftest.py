from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.client import Town
from bot.simulator.server import Simulator, serve
from tests.simulator.toybot import ToyBot, connected


class HandClock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def simulator(clock: HandClock) -> Simulator:
    return Simulator(clock=clock)


@pytest.fixture
async def address(simulator: Simulator) -> AsyncIterator[str]:
    async with serve(simulator) as address:
        yield address


@pytest.fixture
async def town(address: str) -> AsyncIterator[Town]:
    async with Town(address) as town:
        yield town


@pytest.fixture
async def bot(address: str, simulator: Simulator) -> AsyncIterator[ToyBot]:
    async with connected(address, simulator.token) as bot:
        yield bot
