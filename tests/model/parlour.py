"""The whole bot and its Telegram in one room: real handlers, store and simulator, no wire between."""

import json
from collections.abc import MutableMapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest, RequestData

from bot.content import Content, load_content, shipped_folder
from bot.context import FrankApplication, context_types
from bot.handlers.routes import add_handlers
from bot.services import Services
from bot.simulator import user_acts
from bot.simulator.refusals import Json
from bot.simulator.server import EXAMPLE_TOKEN, Simulator
from bot.simulator.shown import Shown
from bot.store.database import Store, open_store
from bot.store.keys import Keys
from bot.store.receipt import Receipt, current
from bot.texts import Texts
from bot.transport.request import URL_ENCODED, ask_for_time_spans
from tests.whole.forum import MONDAY, HandClock


@cache
def shipped() -> Content:
    return load_content(shipped_folder(), shipped_folder())


@cache
def shipped_texts() -> Texts:
    """What it keeps are compiled templates, which take longest."""
    content = shipped()
    return Texts(content.messages, content.forum.time_zone, content.forum.standing())


class AtHand(BaseRequest):
    """Calls the simulator as its web server would."""

    def __init__(self, simulator: Simulator) -> None:
        ask_for_time_spans()
        self._simulator = simulator

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        body = b"" if request_data is None else request_data.url_encoded_parameters().encode()
        answer: dict[str, Any] = {"status": 500, "body": b""}

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(part: MutableMapping[str, Any]) -> None:
            answer.update(part)

        headers = [(b"host", b"127.0.0.1")]
        headers += [(name.lower().encode(), value.encode()) for name, value in URL_ENCODED.items()]
        path = url.removeprefix("http://at-hand")
        scope = {"type": "http", "path": path, "query_string": b"", "headers": headers, "method": method}
        await self._simulator(scope, receive, send)
        return answer["status"], answer["body"]


@dataclass
class Parlour:
    """People act; what the bot shows them is there when the act returns."""

    folder: Path
    clock: HandClock
    simulator: Simulator

    @classmethod
    async def open(cls, folder: Path) -> "Parlour":
        clock = HandClock()
        parlour = cls(folder, clock, Simulator(clock=clock))
        await parlour.start()
        return parlour

    async def start(self) -> None:
        self._open = AsyncExitStack()
        store = await self._open.enter_async_context(open_store(self.folder / "heard.db", "2026-11-23"))
        self.services = self._services(store)
        builder = ApplicationBuilder().application_class(FrankApplication)
        self._application = (
            builder.context_types(context_types(self.services))
            .token(EXAMPLE_TOKEN)
            .base_url("http://at-hand/bot")
            .updater(None)
            .request(AtHand(self.simulator))
            .get_updates_request(AtHand(self.simulator))
            .build()
        )
        add_handlers(self._application)
        await self._application.initialize()

    def _services(self, store: Store) -> Services:
        return Services(
            store=store,
            content=shipped(),
            texts=shipped_texts(),
            keys=Keys(self.folder / "keys"),
            clock=self.clock,
            random=SystemRandom(),
        )

    async def stop(self) -> None:
        await self._application.shutdown()
        await self._open.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    # What people do

    async def begin(self, person: int, payload: str = "") -> None:
        """Presses Start, or opens a link."""
        user_acts.start(self.simulator.world, self.simulator.world.person(person), payload)
        await self._work()

    async def type(self, person: int, text: str) -> None:
        world = self.simulator.world
        user_acts.say(world, world.person(person), world.state.chats[person], text)
        await self._work()

    async def press(self, person: int, message: int, data: str) -> str:
        """Gives back the toast. The button may have gone since: somebody's finger was quicker."""
        world = self.simulator.world
        chat = world.state.chats[person]
        query = user_acts.tap(world, world.person(person), chat, message, data, forge=True)
        await self._work()
        return query.text

    def messages(self, person: int) -> list[Shown]:
        """What the bot sent to this person, as it stands now."""
        chat = self.simulator.world.state.chats[person]
        everything = [Shown(message) for message in chat.messages.values()]
        return [message for message in everything if message.from_bot]

    async def _work(self) -> None:
        updates = self.simulator.world.updates
        waiting: list[Json] = json.loads(await updates.fetch(100, 0))
        for raw in waiting:
            updates.confirm(raw["update_id"] + 1)
            current.set(Receipt(raw["update_id"], MONDAY.date().isoformat()))
            await self._application.process_update(Update.de_json(raw, self._application.bot))
        current.set(None)
