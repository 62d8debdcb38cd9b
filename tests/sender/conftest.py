from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.client import Person, Town
from bot.simulator.server import Simulator, serve
from bot.store.database import Store
from tests.engine import opened
from tests.sender.office import Office, office_at


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    async with opened(tmp_path) as store:
        yield store


@pytest.fixture
def simulator() -> Simulator:
    return Simulator()


@pytest.fixture
async def town(simulator: Simulator) -> AsyncIterator[Town]:
    async with serve(simulator) as address, Town(address) as town:
        yield town


@pytest.fixture
async def office(town: Town, simulator: Simulator, store: Store) -> AsyncIterator[Office]:
    async with office_at(town.address, simulator.token, store) as office:
        yield office


@pytest.fixture
async def ada(town: Town) -> Person:
    ada = await town.person("Ada")
    await ada.start()
    return ada


@pytest.fixture
async def bo(town: Town) -> Person:
    bo = await town.person("Bo")
    await bo.start()
    return bo
