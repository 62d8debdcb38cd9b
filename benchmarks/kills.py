"""Many people vote, change their minds, take back and tap twice, while the bot is killed again and again."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.group_vote import Amiss, GroupVote, at_random_moments, group_vote, most_in_a_minute
from benchmarks.report import Figure, at_most, beside, none_of
from tests.faults.child import Child

PEOPLE = 1_000
TAPS = 3_000
SECONDS = 60.0
KILLS = 5
FLURRY = 150
"""Taps at one moment, more than the bot fetches at once, so that it dies in the midst of them."""

Moment = Callable[[GroupVote, Random], Awaitable[None]]
"""Waits for an instant at which a bot is killed."""


@dataclass(frozen=True)
class Found:
    amiss: Amiss
    in_a_minute: int
    """Messages and edits in the group."""
    taps: int
    came_twice: tuple[int, ...]
    """After each kill: taps that were stored already, and that Telegram brought once more."""
    unanswered: int


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return judge(asyncio.run(_vote_and_kill(Path(folder))))


def judge(found: Found) -> list[Figure]:
    return [
        none_of("kills: people of whom another vote is stored than their taps say", found.amiss.lost),
        none_of("kills: votes beyond one a person", found.amiss.double),
        none_of("kills: members kept wrongly as having taken part, or not", found.amiss.misremembered),
        none_of("kills: taps that the bot never took in", found.amiss.not_taken),
        none_of("kills: options that the last edit shows wrongly", found.amiss.wrong),
        at_most("kills: most messages and edits in a minute in the group", found.in_a_minute, 20),
        beside("  taps", f"{found.taps:,}"),
        beside("  stored before a kill, and brought once more", ", ".join(map(str, found.came_twice))),
        beside("  taps whose answer died with the bot", str(found.unanswered)),
    ]


async def _vote_and_kill(folder: Path) -> Found:
    random = Random(1000)
    async with group_vote(folder, PEOPLE) as vote:
        bot = await vote.first_bot()
        tapping = asyncio.create_task(
            at_random_moments(random, TAPS, SECONDS, lambda: _tap_somehow(vote, random))
        )
        began, came_twice = time.monotonic(), []
        for part in range(KILLS):
            at = began + (part + random.uniform(0.3, 0.9)) * SECONDS / KILLS
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            came_twice.append(await kill_in_the_midst(vote, bot, random, MOMENTS[part % 2]))
            bot = await vote.scene.bot()
        await tapping
        await vote.settled()
        assert await bot.stop() == 0
        return Found(
            amiss=await vote.amiss(),
            in_a_minute=most_in_a_minute(vote.log.times),
            taps=len(vote.presses),
            came_twice=tuple(came_twice),
            unanswered=vote.unanswered(),
        )


def _tap_somehow(vote: GroupVote, random: Random) -> None:
    """Another option moves the vote, the same takes it back; one time in ten it is tapped twice at once."""
    person, option = vote.pick(random)
    for _ in range(2 if random.random() < 0.1 else 1):
        vote.tap(person, option)


async def kill_in_the_midst(vote: GroupVote, bot: Child, random: Random, moment: Moment) -> int:
    """Many tap at once, and the bot dies while they wait. Gives back how many taps were stored and not
    confirmed, so that they come again."""
    for _ in range(FLURRY):
        _tap_somehow(vote, random)
    await moment(vote, random)
    await bot.kill()
    waiting = vote.scene.simulator.world.updates.first()
    if waiting is None:
        return 0
    return int(vote.scene.rows("SELECT count(*) FROM taken_update WHERE id >= ?", waiting.id)[0][0])


async def some_are_answered(vote: GroupVote, random: Random) -> None:
    await vote.scene.watch.answers(random.randrange(1, FLURRY))


async def some_are_confirmed(vote: GroupVote, random: Random) -> None:
    """What Telegram has just forgotten must be stored."""
    updates = vote.scene.simulator.world.updates
    waiting = len(updates)
    await vote.scene.watch.until(lambda: len(updates) < waiting)


MOMENTS = (some_are_answered, some_are_confirmed)
