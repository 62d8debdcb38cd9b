"""Where tests keep their files: in memory, where there is room. On a disk they mostly wait for it. And what a
forum's start takes longest for is done once for all tests of a process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import making_services
from tests.shipped import load_content, watch_over

MEMORY = Path("/dev/shm")
ENOUGH = 500_000_000
"""Bytes. What passed is deleted, so a run needs a tenth of it."""


def _is_roomy(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ENOUGH


if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

settings.register_profile("unhurried", settings(), deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def content_is_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making_services, "load_content", load_content)
        patch.setattr(making_services, "Watch", watch_over)
        yield
