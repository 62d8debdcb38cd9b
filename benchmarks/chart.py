"""A chart of five bars, and what its drawing does to somebody who taps meanwhile."""

import asyncio
import time
from statistics import median

from benchmarks.report import Figure, at_most, beside
from bot.actions.drawing import draw_charts
from bot.charts import Bar, Chart, draw

ROUNDS = 10
PROMISED_GAP = 50.0
"""Milliseconds; on two noisy cores other programs alone make gaps of ten."""

LABELS = (
    "I could say what I wanted to say",
    "Somebody asked me what I thought",
    "The time and the place suited our family",
    "I know what happens next",
    "None of these",
)


def measure() -> list[Figure]:
    draw(_chart())
    seconds = [_timed() for _ in range(ROUNDS)]
    quiet, drawing = asyncio.run(_gaps())
    return [
        at_most("chart: five bars", median(seconds) * 1000, 150, " ms"),
        at_most("chart: the event loop's longest gap while one is drawn", drawing, PROMISED_GAP, " ms"),
        beside("  its longest gap while nothing is drawn", f"{quiet:.1f} ms"),
    ]


def _chart() -> Chart:
    shares = (0.71, 0.58, 0.42, 0.25, 0.04)
    bars = [
        Bar(label=label, share=share, value=f"{round(share * 48)} people, {share:.0%}")
        for label, share in zip(LABELS, shares, strict=True)
    ]
    return Chart(
        title="What was true for you at this meeting?",
        note="48 people answered. They could choose several.",
        bars=tuple(bars),
        footer="Harbour Parent Carer Forum",
    )


def _timed() -> float:
    began = time.perf_counter()
    draw(_chart())
    return time.perf_counter() - began


async def _gaps() -> tuple[float, float]:
    """The longest time in milliseconds that the loop did not come round: at rest, and while drawing."""
    quiet = await _longest_gap(asyncio.sleep(1))
    return quiet, await _longest_gap(draw_charts([_chart()]))


async def _longest_gap(work: object) -> float:
    assert asyncio.iscoroutine(work)
    task = asyncio.create_task(work)
    longest, before = 0.0, time.perf_counter()
    while not task.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    await task
    return longest * 1000
