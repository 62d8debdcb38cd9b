"""A forum in which much could leak, and what an attacker gets hold of when a survey has closed."""

import csv
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from bot.actions import forgetting, joining, opening, surveys
from bot.actions.closing import close_due
from bot.actions.joining import Setting
from bot.actions.writing_files import export
from bot.content import shipped_folder
from bot.core.asking import Whom
from bot.core.exporting import Form
from bot.core.people import AgeBand, Audience, Caller
from bot.core.surveys import Survey
from bot.making_services import open_services
from bot.services import Services
from bot.settings import Settings
from bot.store import deliveries
from bot.store.backups import make_backup

PEOPLE = 20
PLAIN_FORMS = (Form.CSV, Form.XLSX, Form.JSON)
"""Those without pictures, which take long."""
ROSALIND = 700_000_001
CHANGED, UNSENT, FORGOTTEN = "Changed-my-mind", "Never-sent-this", "Forgotten-words"
AREAS = ("town", "coast", "valley", None)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Giver:
    """Who said what: what the attacker would like to know."""

    telegram: int
    words: str
    option: str
    joined: int
    answered: int
    """The place among all who sent."""


@dataclass
class Loot:
    """What the attacker gets: all files of the data folder, two backups, and what was given out."""

    data: Path
    during: Path
    after: Path
    files: tuple[Path, ...]
    givers: tuple[Giver, ...]
    finders: list[bytes] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    while_open: bytes = b""
    """The write-ahead log as a disk snapshot would have it."""
    file_while_open: bytes = b""

    def rows(self, sql: str, file: Path | None = None) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{file or self.data / 'heard.db'}?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()

    def pairs(self, sql: str) -> dict[Any, Any]:
        return dict(self.rows(sql))

    def all_bytes(self) -> bytes:
        """Every byte of every file, free pages and logs and all."""
        everything = [*self.data.rglob("*"), *self.files]
        return b"".join(file.read_bytes() for file in everything if file.is_file())

    def lines(self) -> list[dict[str, str]]:
        (rows,) = (file for file in self.files if file.name.endswith("-responses.csv"))
        with rows.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def a_survey() -> Survey:
    """An ordinary question that many answer differently, so that a line can be known by it."""
    options = [{"id": f"o{number}", "text": f"Evening {number}"} for number in range(PEOPLE)]
    schools = [{"id": name, "text": name} for name in ("good", "middling", "bad")]
    say = {"can_change": "x", "cannot_change": "x", "who_decides": "x", "hear_back": "x"}
    asked = (
        {"id": "evening", "kind": "choose_one", "sensitivity": "ordinary", "text": "?", "options": options},
        {"id": "school", "kind": "choose_one", "sensitivity": "personal", "text": "?", "options": schools},
        {"id": "why", "kind": "short_text", "sensitivity": "personal", "text": "?"},
    )
    return Survey.model_validate({"id": "probe", "title": "Probe", "influence": say, "questions": asked})


@asynccontextmanager
async def a_forum(folder: Path, seed: int) -> AsyncIterator[tuple[Services, Clock]]:
    clock = Clock()
    given: dict[str, Any] = {
        "data_dir": folder / "data",
        "keys_dir": folder / "keys",
        "content_dir": shipped_folder(),
        "coordinators": frozenset({ROSALIND}),
    }
    settings = Settings(**{"_env_file": None, **given})
    async with open_services(settings, clock) as services:
        content = services.content.model_copy(update={"surveys": {"probe": a_survey()}})
        yield replace(services, content=content, random=Random(seed)), clock


async def run_forum(folder: Path, seed: int) -> Loot:
    """Everybody joins, answers, changes their mind; the survey closes; the files are taken out."""
    chance = Random(seed * 7919)
    async with a_forum(folder, seed) as (services, clock):
        town = _Town(services, clock, chance)
        await town.join_all()
        await opening.open_now(services, Caller(ROSALIND), "probe", Whom.EVERYONE, 0)
        await town.send_posts()
        givers = await town.answer_all()
        finders = await town.finders()
        key = (folder / "keys" / "1.key").read_bytes()
        during = make_backup(services.store.path, clock()).file
        clock.now += timedelta(days=30)
        await close_due(services)
        await town.send_posts()
        after = make_backup(services.store.path, clock()).file
        files = await export(services, 1, PLAIN_FORMS, folder / "out")
        return Loot(
            folder / "data", during, after, tuple(files), givers, finders, [key], town.snapshot, town.file
        )


@dataclass
class _Town:
    services: Services
    clock: Clock
    chance: Random
    _screens: "count[int]" = field(default_factory=lambda: count(1000))
    """Telegram counts the messages of a bot over all its chats, so they tell the order."""
    _people: list[int] = field(default_factory=list)
    snapshot: bytes = b""
    """The write-ahead log when all had answered."""
    file: bytes = b""
    """The database itself, then."""

    def _caller(self, telegram: int) -> Caller:
        self.clock.now += timedelta(seconds=self.chance.randint(20, 200))
        return Caller(telegram, next(self._screens))

    async def join_all(self) -> None:
        """Three more than answer: one begins and does not send, one is forgotten, one looks on."""
        self._people = [ROSALIND, *(800_000_000 + self.chance.randrange(10**8) for _ in range(PEOPLE + 2))]
        for place, telegram in enumerate(self._people):
            audience, age = self._bands(place)
            version = self.services.content.forum.notice_version
            await joining.join(self.services, self._caller(telegram), version, audience, age, "")
            area = self.chance.choice(AREAS)
            await joining.change_setting(self.services, self._caller(telegram), Setting.AREA, area or "")

    def _bands(self, place: int) -> tuple[Audience, AgeBand | None]:
        """A few rare ones among them."""
        if place in (3, 8):
            return Audience.YOUNG, AgeBand.FROM_16
        if place == 12:
            return Audience.WORKER, None
        return Audience.PARENT, None

    async def answer_all(self) -> tuple[Giver, ...]:
        *senders, undecided, forgotten = self._people[1:]
        options = self.chance.sample(range(PEOPLE), PEOPLE)
        order = self.chance.sample(range(PEOPLE), PEOPLE)
        givers = []
        for answered, place in enumerate(order):
            telegram, option = senders[place], f"o{options[place]}"
            words = f"Words-of-{self.chance.getrandbits(64):016x}"
            await self._answer(telegram, option, f"{CHANGED}-{words}")
            await surveys.change_answer(self.services, self._caller(telegram), 1, "why")
            await surveys.type_text(self.services, self._caller(telegram), words)
            await surveys.send(self.services, self._caller(telegram), 1)
            givers.append(Giver(telegram, words, option, place, answered))
        await self._answer(undecided, "o1", UNSENT)
        await self._answer(forgotten, "o2", FORGOTTEN)
        await surveys.send(self.services, self._caller(forgotten), 1)
        self.snapshot = self.services.store.path.with_name("heard.db-wal").read_bytes()
        await self.services.store.empty_log()
        self.file = self.services.store.path.read_bytes()
        await forgetting.forget_me(self.services, self._caller(forgotten), anyway=False)
        return tuple(givers)

    async def _answer(self, telegram: int, option: str, words: str) -> None:
        await surveys.begin_survey(self.services, self._caller(telegram), 1)
        await surveys.choose(self.services, self._caller(telegram), 1, "evening", option, True)
        school = self.chance.choice(["good", "middling", "bad"])
        await surveys.choose(self.services, self._caller(telegram), 1, "school", school, True)
        await surveys.type_text(self.services, self._caller(telegram), words)

    async def send_posts(self) -> None:
        """As the sender does, with the numbers that Telegram gives."""

        def story(db: sqlite3.Connection) -> bool:
            claimed = deliveries.claim_due(db, self.clock(), 100)
            for delivery in claimed:
                deliveries.settle(db, delivery, "sent", next(self._screens), None)
            return bool(claimed)

        while await self.services.store.write(story):
            pass

    async def finders(self) -> list[bytes]:
        def question(db: sqlite3.Connection) -> list[bytes]:
            return [bytes(row[0]) for row in db.execute("SELECT finder FROM response")]

        return await self.services.store.read(question)


# The attacker's tools


def rank_correlation(one: Sequence[object], other: Sequence[object]) -> float:
    """Spearman's: 1 where both have the same order, -1 where it is turned round, about 0 by chance."""
    first, second = ranks(one), ranks(other)
    middle = (len(first) - 1) / 2
    shared = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    return shared / sum((a - middle) ** 2 for a in first)


def ranks(values: Sequence[object]) -> list[int]:
    order = sorted(range(len(values)), key=lambda at: values[at])  # type: ignore[arg-type, return-value]
    found = [0] * len(values)
    for rank, at in enumerate(order):
        found[at] = rank
    return found


def hits(people: Sequence[object], said: Sequence[object]) -> int:
    """How many the attacker gets right who lays the two orders side by side."""
    return sum(a == b for a, b in zip(ranks(people), ranks(said), strict=True))


def mean(values: Iterable[float]) -> float:
    found = [*values]
    return sum(found) / len(found)
