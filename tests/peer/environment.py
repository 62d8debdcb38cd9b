"""The peer's own Python, and running a script of this folder in it."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-peer" / "bin" / "python"
MISSING = "the peer's environment .venv-peer is missing (see tests/peer/requirements.in)"


def peer_python() -> Path:
    """Skips the test where the environment is missing; under CI=true that is a failure."""
    if not PYTHON.exists():
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return PYTHON


async def run_script(name: str, *arguments: str, patience: float = 60) -> tuple[int, str]:
    """Exit code, and everything the script said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        str(peer_python()), str(ROOT / "tests" / "peer" / name), *arguments,
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(patience):
        said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def violations(requests: list[dict[str, Any]], folder: Path) -> list[str]:
    """What the validator has against these requests (as `Town.requests` gives them), a line each."""
    file = folder / "requests.json"
    file.write_text(json.dumps({"requests": requests}))
    code, said = await run_script("validate_requests.py", str(file))
    lines = said.splitlines()
    if code not in (0, 1) or (code == 1 and any("Traceback" in line for line in lines)):
        pytest.fail(f"the validator itself failed: {said}")
    return lines if code == 1 else []
