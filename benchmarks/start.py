"""From `heard run` to the first answered /start, against what importing PTB alone takes."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.null_server import Plan
from benchmarks.report import Figure, at_most, beside
from benchmarks.running import null_server, running
from benchmarks.workload import TOKEN, make_forum

ROUNDS = 5


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        asyncio.run(make_forum(Path(folder), 1))
        pairs = [(first_answer(Path(folder)), bare_import()) for _ in range(ROUNDS)]
    ratio = median(whole / bare for whole, bare in pairs)
    return [
        at_most("start: to the first answer, in imports of telegram.ext", ratio, 5),
        beside("  heard run to the first answered /start", f"{median(p[0] for p in pairs) * 1000:.0f} ms"),
        beside("  python -c 'import telegram.ext'", f"{median(p[1] for p in pairs) * 1000:.0f} ms"),
    ]


def first_answer(folder: Path) -> float:
    plan = Plan(people=1, steps=1, walk=(), starts=1)
    with null_server(plan) as server:
        began = time.perf_counter()
        with running(
            [sys.executable, "-m", "bot", "run"],
            HEARD_BOT_TOKEN=TOKEN,
            HEARD_API_URL=server.address,
            HEARD_DATA_DIR=str(folder / "data"),
            HEARD_KEYS_DIR=str(folder / "keys"),
            HEARD_COORDINATORS="1",
            HEARD_LOG_LEVEL="ERROR",
        ):
            server.finished()
            return time.perf_counter() - began


def bare_import() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import telegram.ext"], check=True)
    return time.perf_counter() - began
