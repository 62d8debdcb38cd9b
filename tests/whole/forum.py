"""The whole bot in this process, over real HTTP against the simulator, with a time that stands still."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import run_bot
from bot.content import shipped_folder
from bot.intake.outage import Sleep
from bot.jobs import Jobs
from bot.services import Services
from bot.settings import Settings
from bot.simulator import user_acts
from bot.simulator.cast import ids_of
from bot.simulator.client import Person, Shown, Town
from bot.simulator.server import EXAMPLE_TOKEN, Simulator, serve
from bot.transport import Limits
from tests.faults.watch import seen

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """Goes on only when it is moved; the bot and the simulator both read it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass(repr=False)  # asyncio's runner asks for it after each fixture, and it would be all the content
class Forum:
    """Everybody in one town, and the bot, which may be stopped and started again."""

    town: Town
    settings: Settings
    clock: HandClock
    simulator: Simulator
    sleep: Sleep = asyncio.sleep
    said: list[str] = field(default_factory=list)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Task[None] | None = None
    _parts: tuple[Services, Jobs] | None = None

    @property
    def services(self) -> Services:
        assert self._parts is not None
        return self._parts[0]

    async def start(self) -> None:
        ready = asyncio.Event()

        def on_ready(services: Services, jobs: Jobs) -> None:
            self._parts = (services, jobs)
            ready.set()

        self._stop.clear()
        self._running = asyncio.create_task(
            run_bot(
                self.settings,
                self._stop,
                clock=self.clock,
                limits=Limits.none(),
                sleep=self.sleep,
                say=self.said.append,
                on_ready=on_ready,
            )
        )
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._running}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._running.done():
            self._running.result()

    async def stop(self) -> None:
        self._stop.set()
        if self._running is not None:
            await self._running
            self._running = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def move(self, **span: float) -> None:
        """Moves the time on (`hours=3`), and has done what is due then."""
        self.clock.now += timedelta(**span)
        assert self._parts is not None
        await self._parts[1].wake()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What is stored, read beside the bot."""
        with closing(sqlite3.connect(f"file:{self.settings.database}?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    async def joined(self, name: str, who: str = "Parent or carer", age: str | None = None) -> Person:
        """Somebody who pressed Start, agreed and said who they are."""
        person = await self.town.person(name)
        await person.start()
        await person.tap("Agree")
        await person.sees("Who are you?")
        await person.tap(who)
        if age is not None:
            await person.sees("How old")
            await person.tap(age)
        await person.sees("Welcome")
        return person

    async def opened(self, coordinator: Person, title: str, whom: str = "Everybody") -> None:
        """The coordinator opens a ready-made survey."""
        await coordinator.type("/open")
        await coordinator.sees("Which survey")
        await coordinator.tap(title)
        await coordinator.sees("Preview")
        await coordinator.tap("Ask this survey")
        await coordinator.sees("Who is it for?")
        await coordinator.tap(whom)
        await coordinator.sees("Shall we open it?")
        await coordinator.tap("Open it now")
        await coordinator.sees("is open until")

    async def closed(self, coordinator: Person, title: str) -> None:
        """The coordinator closes a survey, and everybody has been told."""
        await coordinator.type("/close")
        await coordinator.sees("Which one")
        await coordinator.tap(title)
        await coordinator.sees("Close it now?")
        await coordinator.tap("Close it now")
        await coordinator.sees("The result is on its way")
        await self.move()

    async def result_shown(self) -> None:
        """The result that somebody asked for has come, charts and all: they are drawn beside the bot."""
        shown = "SELECT 1 FROM delivery JOIN post ON post.id = post WHERE label LIKE 'shown%'"
        await seen(lambda: bool(self.rows(shown)) and not self.rows(f"{shown} AND state <> 'sent'"))
        await self.town.quiet()

    async def deleted(self, chat: int, message: int) -> None:
        """Somebody who runs the group deletes a message of the bot's. Bots are not told."""
        self.simulator.world.remove(self.simulator.world.state.chats[chat], [message])

    async def pressed_from_outside(self, person: Person, shown: Shown, data: str) -> str:
        """A press that was on its way while its person left; the toast."""
        world = self.simulator.world
        chat = world.state.chats[shown.chat]
        press = user_acts.tap(world, world.person(person.id), chat, shown.message_id, data, forge=False)
        await press.done.wait()
        return str(press.as_json()["text"])

    def taps_of(self, shown: Shown) -> dict[str, str]:
        """Each button's label and what it sends."""
        return {button["text"]: button["callback_data"] for row in shown.rows for button in row}


@asynccontextmanager
async def living_forum(
    folder: Path, content: Path | None = None, sleep: Sleep = asyncio.sleep, **settings: Any
) -> AsyncIterator[Forum]:
    """`sleep`: how the bot waits out troubles."""
    clock = HandClock()
    simulator = Simulator(clock=clock)
    async with serve(simulator) as address, Town(address) as town:
        given = {
            "_env_file": None,
            "bot_token": SecretStr(EXAMPLE_TOKEN),
            "api_url": address,
            "data_dir": folder / "data",
            "keys_dir": folder / "keys",
            "content_dir": content or shipped_folder(),
            "coordinators": frozenset(ids_of("coordinator")),
        }
        forum = Forum(town, Settings(**{**given, **settings}), clock, simulator, sleep)
        await forum.start()
        try:
            yield forum
        finally:
            await forum.stop()
