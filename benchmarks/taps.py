"""Taps a second through the whole bot over HTTP, beside bots that store nothing."""

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.null_server import Plan
from benchmarks.report import Figure, at_least, beside
from benchmarks.running import null_server, subject
from benchmarks.workload import make_forum, walk

ROUNDS = 4
PEOPLE = 480
FEWER = 64
"""For PTB's own transport, which takes long."""


def measure() -> list[Figure]:
    heard, bare = [], []
    for _ in range(ROUNDS):
        heard.append(taps_a_second("heard", PEOPLE))
        bare.append(taps_a_second("bare", PEOPLE))
    httpx = taps_a_second("httpx", FEWER)
    ratio = median(one / other for one, other in zip(heard, bare, strict=True))
    return [
        at_least("taps: the whole bot, as a part of a bare one", ratio, 0.5),
        beside("  the whole bot, each tap stored", f"{median(heard):.0f} a second"),
        beside("  a bare bot on the same transport", f"{median(bare):.0f} a second"),
        beside("  a bare bot on PTB's own transport", f"{httpx:.0f} a second"),
    ]


def taps_a_second(name: str, people: int) -> float:
    plan = Plan(people=people, steps=len(walk()), walk=walk())
    with TemporaryDirectory() as folder:
        asyncio.run(make_forum(Path(folder), people))
        with null_server(plan) as server, subject(name, server.address, Path(folder)):
            return plan.total / server.finished()
