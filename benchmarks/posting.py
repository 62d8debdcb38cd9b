"""5,000 private messages at Telegram's pace, while people tap: as quick as its limits allow."""

import asyncio
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from benchmarks.group_vote import GroupVote, group_vote, tap_in_turn
from benchmarks.report import Figure, at_most, beside, none_of
from bot.content import shipped_folder
from bot.core.bulletins import Aim, Bulletin, Kind, State, Target
from bot.services import Services
from bot.simulator.params import Params
from bot.simulator.requestlog import RequestLog
from bot.store import bulletins, people
from bot.store.times import to_text
from tests.faults.scene import member
from tests.faults.watch import seen

MESSAGES = 5_000
VOTERS = 50
RATE, BURST = 30, 30
"""What Telegram allows in all: so many a second, and so many at once."""
BEST = (MESSAGES - BURST) / RATE
"""Seconds."""
ALONE = 150
FIRST = 100
"""The number of the first person who only gets the message."""


class SendingLog(RequestLog):
    """Keeps when the private messages arrived, and how often Telegram said wait."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[float] = []
        self.answers = 0
        self.refused = 0

    def note(self, method: str, params: Params, status: int, unknown: list[str]) -> None:
        super().note(method, params, status, unknown)
        if method.startswith(("send", "edit")):
            self.answers += 1
            self.refused += status == 429
        if method == "sendMessage" and status == 200 and str(params.values.get("text")) == WORDS:
            self.arrived.append(time.monotonic())


WORDS = "The hall is open this week."


@dataclass(frozen=True)
class Found:
    """`alone` and `meanwhile`: how long taps took to be answered, in seconds."""

    seconds: float
    arrived: int
    answers: int
    refused: int
    alone: list[float]
    meanwhile: list[float]
    unanswered: int


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return judge(asyncio.run(_post(Path(folder))))


def judge(found: Found) -> list[Figure]:
    alone, meanwhile = (quantiles(times, n=20)[-1] for times in (found.alone, found.meanwhile))
    return [
        at_most(
            "posts: 5,000 private messages, against the time the limits allow", found.seconds / BEST, 1.25
        ),
        none_of("posts: people without their message, or with two", abs(MESSAGES - found.arrived)),
        at_most("posts: answers of 1,000 that say wait", 1000 * found.refused / found.answers, 1),
        at_most("posts: p95 of taps meanwhile, against idle", meanwhile / alone, 2),
        none_of("posts: taps without an answer", found.unanswered),
        beside("  seconds, and at best", f"{found.seconds:.0f}, {BEST:.0f}"),
        beside("  p95 of taps while idle", f"{alone * 1000:.1f} ms"),
        beside("  p95 of taps meanwhile", f"{meanwhile * 1000:.1f} ms ({len(found.meanwhile)} taps)"),
    ]


async def _post(folder: Path) -> Found:
    random = Random(5000)
    content = _at_midday(folder / "forum")
    async with group_vote(folder, VOTERS) as vote:
        readers = _add_readers(vote)
        log = vote.scene.simulator.world.requests = SendingLog()
        async with vote.scene.services() as services:
            await services.store.write(_plan, services, readers)
        bot = await vote.scene.bot(content_dir=str(content))
        await vote.scene.watch.until(lambda: bool(vote.chat.messages), patience=90)
        alone = await tap_in_turn(vote, random, lambda taps: taps < ALONE)
        await _make_due(vote)
        await vote.scene.watch.until(lambda: bool(log.arrived), patience=90)
        meanwhile = await tap_in_turn(vote, random, lambda taps: len(log.arrived) < MESSAGES and taps < 4_000)
        await seen(lambda: len(log.arrived) >= MESSAGES)
        # Also time for one that comes twice.
        alone += await tap_in_turn(vote, random, lambda taps: taps < ALONE)
        found = Found(
            seconds=log.arrived[MESSAGES - 1] - log.arrived[0],
            arrived=len(log.arrived),
            answers=log.answers,
            refused=log.refused,
            alone=[press.age for press in alone],
            meanwhile=[press.age for press in meanwhile],
            unanswered=vote.unanswered(),
        )
        assert await bot.stop() == 0
        return found


def _at_midday(folder: Path) -> Path:
    """A forum where it is midday now: private messages go out at decent hours only."""
    shift = datetime.now(UTC).hour - 12
    zone = f"Etc/GMT{shift:+d}" if shift else "Etc/GMT"
    folder.mkdir()
    shipped = (shipped_folder() / "forum.yaml").read_text(encoding="utf-8")
    (folder / "forum.yaml").write_text(
        shipped.replace("time_zone: Europe/London", f"time_zone: {zone}"), encoding="utf-8"
    )
    return folder


def _add_readers(vote: GroupVote) -> list[int]:
    state = vote.scene.simulator.world.state
    readers = [state.new_person(f"Reader{one}", "parent", "en") for one in range(MESSAGES)]
    for one in readers:
        one.started = True
    return [one.id for one in readers]


def _plan(db: sqlite3.Connection, services: Services, readers: list[int]) -> None:
    """For those alone who care about one area: the readers."""
    now = services.clock()
    for number, telegram in enumerate(readers, start=FIRST):
        people.save(db, member(number, telegram, now))
        people.set_area(db, number, "coast")
    bulletin = Bulletin(kind=Kind.WORDS, text=WORDS, targets=(Target(aim=Aim.AREA, value="coast"),))
    bulletins.add(db, bulletin, State.PAUSED, now, 1)


async def _make_due(vote: GroupVote) -> None:
    def change() -> None:
        with sqlite3.connect(vote.scene.database, timeout=10) as db:
            db.execute("UPDATE bulletin SET state = 'planned', due_at = ?", (to_text(datetime.now(UTC)),))

    await asyncio.to_thread(change)
