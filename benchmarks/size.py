"""A tap with a million answers stored, against a tap with a thousand."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.null_server import FIRST_PERSON
from benchmarks.report import Figure, at_most, beside
from benchmarks.workload import ANSWERS, SURVEY, make_forum, settings
from bot.actions import surveys
from bot.core.people import Caller
from bot.making_services import open_services
from bot.services import Services

SMALL, LARGE = 1_000, 1_000_000
ROUNDS = 400


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        for place, answers in ((small, SMALL), (large, LARGE)):
            people = answers // len(ANSWERS) + 1
            asyncio.run(make_forum(place, joined=people, answered=people))
        few, many = asyncio.run(_side_by_side(small, large))
        megabytes = (large / "data" / "heard.db").stat().st_size / 1e6
    return [
        at_most("size: a tap with 1,000,000 answers stored, against 1,000", many / few, 1.3),
        beside("  with 1,000 answers stored", f"{few * 1000:.2f} ms"),
        beside("  with 1,000,000 answers stored", f"{many * 1000:.2f} ms"),
        beside("  the file with 1,000,000 answers", f"{megabytes:.0f} MB"),
    ]


async def _side_by_side(small: Path, large: Path) -> tuple[float, float]:
    """Medians in seconds; the taps take turns, so that noise meets both alike."""
    few, many = [], []
    async with _open(small) as one, _open(large) as other:
        for round_ in range(ROUNDS):
            few.append(await _tap(one, round_, SMALL))
            many.append(await _tap(other, round_, LARGE))
    return median(few), median(many)


@asynccontextmanager
async def _open(folder: Path) -> AsyncIterator[Services]:
    async with open_services(settings(folder), lambda: datetime.now(UTC)) as services:
        yield services


async def _tap(services: Services, round_: int, answers: int) -> float:
    """One person somewhere in the table goes back to a question and answers it again."""
    people = answers // len(ANSWERS)
    caller = Caller(FIRST_PERSON + round_ * 7919 % people, 10)
    await surveys.change_answer(services, caller, SURVEY, "listened")
    began = time.perf_counter()
    await surveys.choose(services, caller, SURVEY, "listened", "2", True)
    return time.perf_counter() - began
