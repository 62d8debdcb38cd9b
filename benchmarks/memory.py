"""Memory of the whole bot over 100,000 taps."""

import asyncio
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.null_server import Plan
from benchmarks.report import Figure, at_most, beside
from benchmarks.running import null_server, subject
from benchmarks.workload import make_forum, second_thoughts, walk

PEOPLE = 400
TAPS = 100_000
MARK = 10_000


def measure() -> list[Figure]:
    plan = Plan(people=PEOPLE, steps=TAPS // PEOPLE, walk=walk(), cycle=second_thoughts(), mark=MARK)
    with TemporaryDirectory() as folder:
        asyncio.run(make_forum(Path(folder), PEOPLE))
        with null_server(plan) as server, subject("heard", server.address, Path(folder)) as process:
            marks = [(mark["seconds"], megabytes_of(process.pid)) for mark in server.marks()]
    grown = [megabytes for _, megabytes in marks]
    half = len(grown) // 2
    return [
        at_most("memory: after 100,000 taps", grown[-1], 120, " MB"),
        at_most("memory: the second half of them, against the first", grown[-1] / grown[half - 1], 1.05),
        beside("  after each 10,000 taps, in MB", ", ".join(f"{megabytes:.0f}" for megabytes in grown)),
        beside("  100,000 taps took", f"{marks[-1][0]:.0f} s"),
    ]


def megabytes_of(process: int) -> float:
    """What is resident, as `ps` of Linux and macOS say it."""
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True
    )
    return int(said.stdout) / 1000
