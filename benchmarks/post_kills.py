"""A post on its way to 500 groups, while the bot is killed fifty times and Telegram has a bad day."""

import asyncio
import signal
import sqlite3
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.report import Figure, at_most, beside, none_of
from bot.core.bulletins import Aim, Bulletin, Kind, State, Target
from bot.core.groups import GroupAudience
from bot.services import Services
from bot.store import bulletins, groups, people
from tests.faults.child import Nursery
from tests.faults.scene import COORDINATOR, Scene, living_scene, member
from tests.faults.watch import seen

GROUPS = 500
KILLS = 50
SLOW = 0.25
"""Seconds that Telegram takes for each message, so that the bot is killed with some on their way."""
LIFE = 0.35
"""The bot is killed at most so long after its first message."""
WORDS = "The hall is open this week."
FAULTS = ("429", "500", "silent")


@dataclass(frozen=True)
class Found:
    """`unsure`: after each kill, how many were on their way. `settled`: how many ended in which state."""

    kills: int
    unsure: tuple[int, ...]
    lost: int
    twice: int
    settled: Counter[str]


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return judge(asyncio.run(_post_and_kill(Path(folder))))


def judge(found: Found) -> list[Figure]:
    return [
        none_of("postkills: groups of which it is not known that they have no post", found.lost),
        none_of("postkills: groups that got it twice", found.twice),
        at_most("postkills: most that a kill left in doubt", max(found.unsure, default=0), 8),
        beside("  kills while it went out", str(found.kills)),
        beside("  in doubt after each", ", ".join(map(str, found.unsure))),
        beside(
            "  at the end", ", ".join(f"{count} {state}" for state, count in sorted(found.settled.items()))
        ),
    ]


async def _post_and_kill(folder: Path) -> Found:
    random = Random(500)
    async with living_scene(folder, limits=True) as scene:
        chats = _add_groups(scene)
        async with scene.services() as services:
            await services.store.write(_plan, services, chats)
        unsure: list[int] = []
        nursery = await scene.nursery()
        while len(unsure) < KILLS and _waiting(scene):
            unsure.append(await _live_and_die(scene, nursery, random))
        await nursery.close()
        await scene.town.faults(refuse=None, slow=0)
        bot = await scene.bot()
        await _gone_out(scene)
        assert await bot.stop() == 0
        return _judge(scene, chats, unsure)


def _add_groups(scene: Scene) -> list[int]:
    state = scene.simulator.world.state
    found = [state.new_supergroup(f"Group {one}", [COORDINATOR], forum=False) for one in range(GROUPS)]
    return [chat.id for chat in found]


def _plan(db: sqlite3.Connection, services: Services, chats: list[int]) -> None:
    """It is due now. The count of it goes to nobody: the one who made it never pressed Start."""
    now = services.clock()
    people.save(db, member(1, COORDINATOR, now))
    people.note_reachable(db, COORDINATOR, reachable=False)
    for number, chat in enumerate(chats):
        groups.save_presence(db, chat, f"Group {number}", is_member=True, may_pin=False)
        groups.set_people(db, chat, 2)
        groups.set_audience(db, chat, GroupAudience.PARENT)
    targets = tuple(Target(aim=Aim.GROUP, chat=chat) for chat in chats)
    bulletins.add(db, Bulletin(kind=Kind.WORDS, text=WORDS, targets=targets), State.PLANNED, now, 1)


def _waiting(scene: Scene) -> bool:
    """Whether there is still something to send."""
    return not scene.rows("SELECT 1 FROM issue") or bool(
        scene.rows("SELECT 1 FROM delivery WHERE state IN ('due', 'sending') AND chat < 0 LIMIT 1")
    )


async def _live_and_die(scene: Scene, nursery: Nursery, random: Random) -> int:
    """How many were on their way when it died."""
    await scene.town.faults(refuse=random.choice(FAULTS), slow=SLOW, methods=["sendMessage"], times=2)
    before = _on_their_way(scene)
    bot = await nursery.start()
    with suppress(TimeoutError):
        await seen(lambda: bool(_on_their_way(scene) - before) or not _waiting(scene))
    await asyncio.sleep(random.uniform(0, LIFE))
    await nursery.end(bot, signal.SIGKILL)
    return len(_on_their_way(scene))


def _on_their_way(scene: Scene) -> set[int]:
    """The chats, as the bot has stored it; what one left behind that died is among them."""
    return {chat for (chat,) in scene.rows("SELECT chat FROM delivery WHERE state = 'sending'")}


async def _gone_out(scene: Scene) -> None:
    async with asyncio.timeout(120):
        while _waiting(scene):  # noqa: ASYNC110 (nobody tells when it changes)
            await asyncio.sleep(0.2)


def _judge(scene: Scene, chats: list[int], unsure: list[int]) -> Found:
    state = scene.simulator.world.state
    states = dict(scene.rows("SELECT chat, state FROM delivery WHERE chat < 0"))
    got = {
        chat: sum(one.get("text") == WORDS for one in state.chats[chat].messages.values()) for chat in chats
    }
    return Found(
        kills=len(unsure),
        unsure=tuple(unsure),
        lost=sum(not got[chat] and states.get(chat) != "uncertain" for chat in chats),
        twice=sum(count > 1 for count in got.values()),
        settled=Counter(states.values()),
    )
