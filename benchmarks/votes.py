"""Many people vote in one group at once, and Telegram holds the bot to its limits."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.group_vote import GroupVote, at_random_moments, group_vote, most_in_a_minute
from benchmarks.report import Figure, at_most, beside, none_of
from bot.simulator.queries import Query
from tests.faults.watch import seen

PEOPLE = 500
TAPS = 2_000
SECONDS = 60.0
ALONE = 100
"""Taps one after the other before the many, and as many again after them."""
PAUSE = 0.1
PATIENCE = 20.0


@dataclass(frozen=True)
class Found:
    """`alone` and `together`: how long taps took to be answered, in seconds."""

    alone: list[float]
    together: list[float]
    unanswered: int
    in_a_minute: int
    """Messages and edits in the group."""
    refused: int
    """Calls that met Telegram's limits."""
    wrong: int
    """Options whose count in the last edit is not the true one."""


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return judge(asyncio.run(_vote(Path(folder))))


def judge(found: Found) -> list[Figure]:
    alone, together = (quantiles(times, n=20)[-1] for times in (found.alone, found.together))
    return [
        none_of("votes: taps without an answer", found.unanswered),
        at_most("votes: p95 of 2,000 taps in a minute, against single taps", together / alone, 4),
        at_most("votes: most messages and edits in a minute in the group", found.in_a_minute, 20),
        none_of("votes: options that the last edit shows wrongly", found.wrong),
        beside("  p95 of single taps", f"{alone * 1000:.1f} ms"),
        beside("  p95 of 2,000 taps in a minute", f"{together * 1000:.1f} ms"),
        beside("  the longest of them", f"{max(found.together) * 1000:.0f} ms"),
        beside("  times that Telegram said wait", str(found.refused)),
    ]


async def _vote(folder: Path) -> Found:
    random = Random(2000)
    async with group_vote(folder, PEOPLE) as vote:
        bot = await vote.first_bot()
        alone = await _tap_alone(vote, random)
        together: list[Query] = []
        await at_random_moments(random, TAPS, SECONDS, lambda: together.append(vote.tap(*vote.pick(random))))
        await vote.settled()
        alone += await _tap_alone(vote, random)
        await _tap_during_an_edit(vote, random)
        await vote.settled()
        assert await bot.stop() == 0
        return Found(
            alone=[press.age for press in alone],
            together=[press.age for press in together],
            unanswered=vote.unanswered(),
            in_a_minute=most_in_a_minute(vote.log.times),
            refused=sum(one["status"] == 429 for one in vote.log.since(0)["requests"]),
            wrong=(await vote.amiss()).wrong,
        )


async def _tap_alone(vote: GroupVote, random: Random) -> list[Query]:
    """Each once the one before was answered, while nothing else happens."""
    presses = []
    for _ in range(ALONE):
        presses.append(await _answered(vote.tap(*vote.pick(random))))
        await asyncio.sleep(PAUSE)
    return presses


async def _tap_during_an_edit(vote: GroupVote, random: Random) -> None:
    """It comes too late to be shown by the edit that is on its way: one more has to follow."""
    await vote.scene.town.faults(slow=0.5, methods=["editMessageText"])
    await _answered(vote.tap(*vote.pick(random)))
    with suppress(TimeoutError):
        await seen(lambda: vote.scene.simulator.world.requests.under_way > 0)
    await _answered(vote.tap(*vote.pick(random)))


async def _answered(press: Query) -> Query:
    await asyncio.wait_for(press.done.wait(), PATIENCE)
    return press
