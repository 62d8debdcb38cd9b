from pathlib import Path
from typing import Any

import pytest

from tests.engine import opened


@pytest.fixture
async def store(tmp_path: Path) -> Any:
    async with opened(tmp_path) as store:
        yield store
