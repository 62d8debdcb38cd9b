"""A simulator in this process, the bot in processes of its own, and a look at every line they wrote."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.content import shipped_folder
from bot.core.asking import Response, Whom
from bot.core.people import Audience, Person
from bot.core.words import Reading
from bot.making_services import open_services
from bot.services import Services
from bot.settings import Settings
from bot.simulator.client import Town
from bot.simulator.server import EXAMPLE_TOKEN, Simulator, serve
from bot.store import people, responses, surveys
from tests.faults.child import Child, Nursery, Written
from tests.faults.watch import Watch

FILE = "felt_heard"
COORDINATOR = 1021
WHEN = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ ")
"""Before each line of the log; one of the example people has the number 2026."""


@dataclass
class Scene:
    folder: Path
    simulator: Simulator
    address: str
    town: Town
    watch: Watch
    logs: list[Written] = field(default_factory=list)
    _children: list[Child] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "data" / "heard.db"

    def environment(self, **settings: str) -> dict[str, str]:
        given = {
            "HEARD_BOT_TOKEN": EXAMPLE_TOKEN,
            "HEARD_API_URL": self.address,
            "HEARD_DATA_DIR": str(self.folder / "data"),
            "HEARD_KEYS_DIR": str(self.folder / "keys"),
            "HEARD_COORDINATORS": str(COORDINATOR),
        }
        given.update({f"HEARD_{name.upper()}": value for name, value in settings.items()})
        return {name: value for name, value in given.items() if value}

    async def bot(self, **settings: str) -> Child:
        """`heard run`, started; `settings` by their names without HEARD_, empty ones left out."""
        child = Child(self.environment(**settings), self.folder)
        self._children.append(child)
        self.logs += [child.log, child.out]
        await child.start()
        return child

    async def nursery(self, **more: str) -> Nursery:
        """Its bots take the time from a file, as in the demo, so that they do not keep Telegram's pace."""
        (self.folder / "clock").write_text("0", encoding="utf-8")
        settings = {"clock_file": str(self.folder / "clock"), "content_dir": str(shipped_folder())}
        nursery = Nursery(self.environment(**settings, **more), self.folder)
        self.logs.append(nursery.log)
        await nursery.open()
        return nursery

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is stored, read beside the bot."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    @asynccontextmanager
    async def services(self) -> AsyncIterator[Services]:
        """The forum's own, while no bot runs."""
        given: dict[str, Any] = {
            "_env_file": None,
            "bot_token": SecretStr(EXAMPLE_TOKEN),
            "api_url": self.address,
            "data_dir": self.folder / "data",
            "keys_dir": self.folder / "keys",
            "content_dir": shipped_folder(),
            "coordinators": frozenset({COORDINATOR}),
        }
        async with open_services(Settings(**given), lambda: datetime.now(UTC)) as services:
            yield services

    async def open_survey(self, members: list[int]) -> int:
        """These people have joined, and a survey is open; its number."""
        async with self.services() as services:
            return await services.store.write(_open_survey, services, members)

    async def responses_of(self, survey: int, members: list[int]) -> list[Response | None]:
        """What each of them answered, found with the survey's key."""
        async with self.services() as services:
            finders = [services.keys.finder(survey, telegram) for telegram in members]
            return [await services.store.read(responses.find, finder) for finder in finders]

    async def end(self) -> None:
        for child in self._children:
            await child.kill()

    def told_of_anybody(self) -> list[str]:
        """Every line of every log with the token, or a name, number or word of somebody in it."""
        patterns = [re.escape(EXAMPLE_TOKEN.partition(":")[2])]
        patterns += [rf"(?<!\.py:)\b{number}\b" for number in self.simulator.world.state.people]
        patterns += [
            rf"\b{re.escape(one.first_name)}\b" for one in self.simulator.world.state.people.values()
        ]
        patterns += [re.escape(text) for text in self._typed()]
        telling = re.compile("|".join(patterns))
        lines = [line for log in self.logs for line in log.lines]
        return [line for line in lines if telling.search(WHEN.sub("", line))]

    def _typed(self) -> set[str]:
        messages = [
            one for chat in self.simulator.world.state.chats.values() for one in chat.messages.values()
        ]
        texts = {str(one.get("text", "")) for one in messages if not one["from"]["is_bot"]}
        return {text for text in texts if len(text) > 3 and not text.startswith("/")}


def _open_survey(db: sqlite3.Connection, services: Services, members: list[int]) -> int:
    now = services.clock()
    for place, telegram in enumerate(members, start=1):
        people.save(db, member(place, telegram, now))
    number = surveys.add(db, services.content.surveys[FILE], Whom.EVERYONE, now, now + timedelta(days=7))
    services.keys.create(number)
    return number


def member(number: int, telegram: int, now: datetime) -> Person:
    """Somebody who joined as a parent."""
    return Person(
        id=number,
        telegram=telegram,
        audience=Audience.PARENT,
        age=None,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=True,
        agreed_version=9999,  # whatever the notice is now
        agreed_at=now,
    )


@asynccontextmanager
async def living_scene(folder: Path, *, limits: bool = False) -> AsyncIterator[Scene]:
    """At its end no line of any log may tell of anybody. `limits`: the simulator keeps Telegram's."""
    simulator = Simulator(limits=limits)
    async with serve(simulator) as address, Town(address, patience=20) as town:
        scene = Scene(folder, simulator, address, town, Watch(simulator.world))
        try:
            yield scene
        finally:
            await scene.end()
        told = scene.told_of_anybody()
        assert not told, "\n".join(told)
