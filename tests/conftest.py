"""Where tests keep their files: in memory, where there is room. On a disk they mostly wait for it."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 500_000_000
"""Bytes. What passed is deleted, so a run needs a tenth of it."""


def _is_roomy(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ENOUGH


if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
