"""Words of harm, against what people type: the half that was kept unseen while the lists were made."""

import time
from collections.abc import Iterable

from benchmarks.report import Figure, at_least, at_most, beside
from bot.core.harm import Level, Watch
from tests.core.harm.said import EVERYDAY, phrases, shipped_watch

LONGEST = 20_000


def measure() -> list[Figure]:
    watch = shipped_watch()
    unseen, tuned = (
        {level: halves[half] for level, halves in phrases().items()} for half in ("unseen", "tuned")
    )
    return [
        at_least(
            "harm: danger seen, of 100 phrases", _share(watch, unseen[Level.DANGER], {Level.DANGER}), 100
        ),
        at_least("harm: distress seen, of 100 phrases", _share(watch, unseen[Level.DISTRESS], {*Level}), 95),
        at_most("harm: false alarms, of 100 everyday messages", _share(watch, unseen[EVERYDAY], {*Level}), 3),
        beside(
            "  phrases: danger, distress, everyday", ", ".join(str(len(said)) for said in unseen.values())
        ),
        beside("  distress taken for danger, of 100", _said(watch, unseen[Level.DISTRESS], {Level.DANGER})),
        beside("  danger on the half that was tuned on", _said(watch, tuned[Level.DANGER], {Level.DANGER})),
        beside("  distress on that half", _said(watch, tuned[Level.DISTRESS], {*Level})),
        beside("  false alarms on that half", _said(watch, tuned[EVERYDAY], {*Level})),
        beside("  a message", f"{_milliseconds(watch, unseen[EVERYDAY]):.2f} ms"),
        beside("  20,000 characters", f"{_milliseconds(watch, [_long(unseen[EVERYDAY])]):.0f} ms"),
    ]


def _share(watch: Watch, said: Iterable[str], levels: set[Level]) -> float:
    """So many of 100 that are seen as one of the levels."""
    found = [watch.look(text) in levels for text in said]
    return 100 * sum(found) / len(found)


def _said(watch: Watch, said: Iterable[str], levels: set[Level]) -> str:
    return f"{_share(watch, said, levels):.1f}"


def _milliseconds(watch: Watch, said: Iterable[str]) -> float:
    """For each text, of one thread of the processor."""
    texts = [*said]
    for text in texts:
        watch.look(text)
    began = time.thread_time()
    for text in texts:
        watch.look(text)
    return (time.thread_time() - began) / len(texts) * 1000


def _long(said: Iterable[str]) -> str:
    text = " ".join(said)
    return (text * (LONGEST // len(text) + 1))[:LONGEST]
