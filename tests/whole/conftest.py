from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.whole.forum import Forum, living_forum


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path) as forum:
        yield forum
