from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.scene import Scene, living_scene


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with living_scene(tmp_path) as scene:
        yield scene
