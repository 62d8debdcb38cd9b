"""A show of hands in a group full of people, who tap in their Telegram apps; and what must come of it."""

import asyncio
import re
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.actions.posting import post_vote
from bot.core.buttons import VoteTap
from bot.core.drafts import Draft
from bot.core.groups import GroupAudience
from bot.core.people import Caller
from bot.core.vote_drafts import KIND, Place, Step, VoteDraft
from bot.core.votes import QUESTION
from bot.services import Services
from bot.simulator import user_acts
from bot.simulator.params import Params
from bot.simulator.queries import Query
from bot.simulator.requestlog import RequestLog
from bot.simulator.state import Chat
from bot.store import drafts, groups, people
from tests.faults.child import Child
from tests.faults.scene import COORDINATOR, Scene, living_scene, member
from tests.faults.watch import seen

OPTIONS = {"a": "Library", "b": "Café", "c": "Village hall"}
SURVEY = 1
TITLE = "Parents"
PAUSE = 0.1
"""Between an answer and the next tap of those that come one after the other."""
PATIENCE = 20.0


class GroupLog(RequestLog):
    """Keeps also when something was sent to a group or edited there; what Telegram refused counts too."""

    def __init__(self, chat: int) -> None:
        super().__init__()
        self._chat = str(chat)
        self.times: list[float] = []
        """In seconds."""

    def note(self, method: str, params: Params, status: int, unknown: list[str]) -> None:
        super().note(method, params, status, unknown)
        if method.startswith(("send", "edit")) and str(params.values.get("chat_id")) == self._chat:
            self.times.append(time.monotonic())


def most_in_a_minute(times: Sequence[float]) -> int:
    """The most that lie in any stretch of sixty seconds."""
    return max((sum(begin <= at < begin + 60 for at in times) for begin in times), default=0)


async def at_random_moments(random: Random, number: int, seconds: float, act: Callable[[], object]) -> None:
    """So many times in so many seconds, whatever became of the times before."""
    began = time.monotonic()
    for moment in sorted(random.uniform(0, seconds) for _ in range(number)):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        act()


async def tap_in_turn(vote: "GroupVote", random: Random, go_on: Callable[[int], bool]) -> list[Query]:
    """Each once the one before was answered."""
    presses: list[Query] = []
    while go_on(len(presses)):
        press = vote.tap(*vote.pick(random))
        await asyncio.wait_for(press.done.wait(), PATIENCE)
        presses.append(press)
        await asyncio.sleep(PAUSE)
    return presses


@dataclass(frozen=True)
class Amiss:
    """What is not as the taps say: all of it must be 0."""

    lost: int
    """People of whom another vote is stored."""
    double: int
    """Votes beyond one a person."""
    misremembered: int
    """Members of whom it is kept wrongly whether they took part."""
    not_taken: int
    """Taps that the bot never took in."""
    wrong: int
    """Options whose count in the last edit is not the one stored, or not the one tapped."""


@dataclass
class GroupVote:
    """Made by `group_vote`. Half of the people have joined; the others only tap."""

    scene: Scene
    chat: Chat
    people: list[int]
    log: GroupLog
    presses: list[Query] = field(default_factory=list)
    meant: dict[int, str] = field(default_factory=dict)
    """What each person's taps come to, counted here and by nothing of the bot's."""

    async def first_bot(self) -> Child:
        """One that has posted the vote."""
        bot = await self.scene.bot()
        await self.scene.watch.until(lambda: bool(self.chat.messages))
        return bot

    def tap(self, person: int, option: str) -> Query:
        world = self.scene.simulator.world
        data = VoteTap(SURVEY, option).pack()
        press = user_acts.tap(world, world.person(person), self.chat, self._message, data, forge=False)
        if self.meant.get(person) == option:
            del self.meant[person]
        else:
            self.meant[person] = option
        self.presses.append(press)
        return press

    def pick(self, random: Random) -> tuple[int, str]:
        """Somebody, and an option."""
        return random.choice(self.people), random.choice([*OPTIONS])

    @property
    def _message(self) -> int:
        return max(self.chat.messages)

    async def settled(self) -> None:
        """Until nothing waits at Telegram and the message shows all that is stored. What takes too long
        is not waited for: whoever counts finds it."""
        with suppress(TimeoutError):
            await self.scene.watch.taken_in()
            await seen(lambda: self.scene.rows("SELECT 1 FROM posting WHERE shown < version") == [])

    def unanswered(self) -> int:
        """Taps without an answer, or with a refusal."""
        return sum(not press.answered or press.alert for press in self.presses)

    async def amiss(self) -> Amiss:
        """Once it has settled and no bot runs any more."""
        found = zip(self.people, await self.scene.responses_of(SURVEY, self.people), strict=True)
        stored = {person: one.answers[QUESTION].chosen[0] for person, one in found if one is not None}
        counts = [self._shown(), Counter(stored.values()), Counter(self.meant.values())]
        return Amiss(
            lost=sum(stored.get(person) != self.meant.get(person) for person in self.people),
            double=self._count("answer") - len(stored),
            misremembered=len(self._took_part() ^ (self.meant.keys() & _members_of(self.people))),
            not_taken=len(self.presses) - self._count("taken_update"),
            wrong=sum(len({count[option] for count in counts}) > 1 for option in OPTIONS),
        )

    def _took_part(self) -> set[int]:
        rows = self.scene.rows(
            "SELECT telegram FROM participation JOIN person ON person.id = participation.person"
        )
        return {telegram for (telegram,) in rows}

    def _count(self, table: str) -> int:
        return int(self.scene.rows(f"SELECT count(*) FROM {table}")[0][0])

    def _shown(self) -> Counter[str]:
        counts = re.findall(r"[▰▱] (\d+)$", self.chat.messages[self._message]["text"], re.MULTILINE)
        return Counter({option: int(count) for option, count in zip(OPTIONS, counts, strict=True)})


@asynccontextmanager
async def group_vote(folder: Path, people: int) -> AsyncIterator[GroupVote]:
    """Posted in the group, which Telegram allows 20 messages and edits a minute. No bot runs yet."""
    async with living_scene(folder, limits=True) as scene:
        world = scene.simulator.world
        crowd = [world.state.new_person(f"Somebody{one}", "parent", "en").id for one in range(people)]
        chat = world.state.new_supergroup(TITLE, crowd, forum=False)
        log = world.requests = GroupLog(chat.id)
        async with scene.services() as services:
            draft = await services.store.write(_prepare, services, chat.id, _members_of(crowd))
            await post_vote(services, Caller(COORDINATOR), draft.id, draft.version)
        yield GroupVote(scene, chat, crowd, log)


def _members_of(crowd: list[int]) -> set[int]:
    return set(crowd[::2])


def _prepare(db: sqlite3.Connection, services: Services, chat: int, joined: set[int]) -> Draft:
    """People who joined, a group that the bot is in, and a vote that is ready to be posted there."""
    now = services.clock()
    for number, telegram in enumerate([COORDINATOR, *joined], start=1):
        people.save(db, member(number, telegram, now))
    groups.save_presence(db, chat, TITLE, is_member=True, may_pin=False)
    groups.set_audience(db, chat, GroupAudience.PARENT)
    vote = VoteDraft(
        question="Where shall we meet?",
        options=tuple(OPTIONS.values()),
        places=(Place(chat=chat),),
        closes_at=(now + timedelta(days=7)).replace(hour=12),
        is_open=True,
    )
    return drafts.add(db, KIND, vote.model_dump_json(), Step.PREVIEW, 1, now)
