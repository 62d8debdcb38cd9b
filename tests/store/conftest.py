from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Store
from tests.engine import opened


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path) as store:
        yield store
