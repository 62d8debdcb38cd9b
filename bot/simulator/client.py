"""People for tests and for the crowd: they see screens, type and tap, over HTTP like the page."""

import io
import time
from typing import Any, Self

import aiohttp

from bot.simulator.refusals import Json
from bot.simulator.shown import Shown, described, newest_with_button

PATIENCE = 30.0  # seconds a person waits for the bot, on a machine however busy
LOOKS = 40  # messages fetched at a look
__all__ = ["Person", "Shown", "SimulatorError", "Town"]
_HEADERS = {"X-Heard-Simulator": "1"}


class SimulatorError(Exception):
    """The simulator refused what a person tried to do; the words are its own."""


class Town:
    """`async with Town(address) as town`: everybody, the groups, the clock and the weather."""

    def __init__(self, address: str, *, patience: float = PATIENCE, looks: int = LOOKS) -> None:
        """`looks`: how many messages of a chat are fetched at a look."""
        self.address = address
        self.patience = patience
        self.looks = looks
        self._people: dict[str, Person] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(self.address, connector=connector, headers=_HEADERS)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("a Town is used with `async with`")
        return self._session

    async def get(self, path: str, **query: Any) -> Any:
        params = {name.rstrip("_"): str(value) for name, value in query.items() if value is not None}
        async with self.session.get(path, params=params) as answer:
            return await _read(answer)

    async def post(self, path: str, **body: Any) -> Any:
        given = {name.rstrip("_"): value for name, value in body.items() if value is not None}
        async with self.session.post(path, json=given) as answer:
            return await _read(answer)

    # People and groups

    async def person(
        self, first_name: str, part: str | None = None, language_code: str | None = None
    ) -> "Person":
        """The example person of that name, or a new one; the same one when asked again."""
        if first_name not in self._people:
            known = {entry["first_name"]: entry["id"] for entry in (await self.cast())["people"]}
            number = known.get(first_name)
            if number is None or part or language_code:
                made = await self.post(
                    "/sim/person", first_name=first_name, part=part, language_code=language_code
                )
                number = made["id"]
            self._people[first_name] = Person(self, number, first_name)
        return self._people[first_name]

    async def people(self, part: str) -> list["Person"]:
        """The example people who play that part, e.g. "coordinator"."""
        entries = (await self.cast())["people"]
        return [await self.person(entry["first_name"]) for entry in entries if entry["part"] == part]

    def known(self, number: int, first_name: str) -> "Person":
        """Somebody whose id is known already."""
        return Person(self, number, first_name)

    async def group(self, title: str, members: "list[Person]", topics: list[str] | None = None) -> int:
        numbers = [member.id for member in members]
        made = await self.post("/sim/group", title=title, members=numbers, topics=topics)
        return int(made["chat"])

    async def topics(self, chat: int, seen_by: "Person") -> dict[str, int]:
        chats = await self.get("/sim/chats", as_=seen_by.id)
        entry = next(entry for entry in chats if entry["id"] == chat)
        return {topic["name"]: topic["id"] for topic in entry["topics"]}

    async def migrate(self, chat: int) -> int:
        return int((await self.post("/sim/migrate", chat=chat))["chat"])

    async def bot_member(self, chat: int, status: str) -> None:
        await self.post("/sim/bot_member", chat=chat, status=status)

    # Clock, faults, process, log

    async def cast(self) -> Json:
        return dict(await self.get("/sim/cast"))

    async def clock(self, *, advance: float | None = None, to: str | None = None) -> None:
        await self.post("/sim/clock", advance=advance, to=to)

    async def faults(self, **wanted: Any) -> None:
        """slow=seconds, refuse="500" | "429" | "silent" | None, limits=bool; times, methods, chats
        narrow the trouble down."""
        async with self.session.post("/sim/faults", json=wanted) as answer:
            await _read(answer)

    async def process(self, do: str) -> None:
        await self.post("/sim/process", do=do)

    async def requests(self, since: int = 0) -> list[Json]:
        return list((await self.get("/sim/requests", since=since))["requests"])

    async def requests_made(self) -> int:
        """How many calls the bot made so far, for `requests(since=…)`."""
        return int((await self.get("/sim/requests", since=2**53))["next"])

    async def updates(self, *raw: Json) -> None:
        """Queues raw updates as they are."""
        await self.post("/sim/updates", updates=list(raw))

    async def download(self, file_id: str) -> bytes:
        async with self.session.get(f"/sim/file/{file_id}") as answer:
            answer.raise_for_status()
            return await answer.read()

    async def quiet(self, patience: float | None = None) -> None:
        """Waits until the bot took in and confirmed everything and answered every press."""
        found = await self.get("/sim/quiet", wait=patience or self.patience)
        if not found["quiet"]:
            raise AssertionError(f"the bot is still busy: {found}")


class Person:
    """One person's phone. Chats are the private chat with the bot unless `chat` says otherwise."""

    def __init__(self, town: Town, number: int, first_name: str) -> None:
        self.town = town
        self.id = number
        self.first_name = first_name
        self._shown: dict[int, list[Shown]] = {}
        self._version = -1
        self._acted_at = 0  # the newest change on the screen when this person last did something

    async def start(self, payload: str = "") -> Shown:
        """Presses Start."""
        await self._remember_act(self.id)
        return Shown((await self.town.post("/sim/start", as_=self.id, payload=payload))["message"])

    async def type(
        self, text: str, chat: int | None = None, thread: int | None = None, reply_to: int | None = None,
        *, anonymous: bool | None = None,
    ) -> Shown:  # fmt: skip
        await self._remember_act(chat or self.id)
        sent = await self.town.post(
            "/sim/send", as_=self.id, chat=chat or self.id, text=text, thread=thread, reply_to=reply_to,
            anonymous=anonymous,
        )  # fmt: skip
        return Shown(sent["message"])

    async def tap(self, label: str, chat: int | None = None, *, wait: float | None = None) -> str:
        """Taps the newest button of that label, waiting for it to appear; gives back the toast.

        Waits until the bot answered. `wait=0` does not.
        """
        message = await self.offered(label, chat)
        button = message.button(label)
        if button is None or "callback_data" not in button:
            raise AssertionError(f"{label!r} is not a button that the bot is told about")
        return await self.press(message, str(button["callback_data"]), wait=wait)

    async def offered(self, label: str, chat: int | None = None) -> Shown:
        """Waits until a button of that label stands there; the newest message with one."""
        return await self._until(lambda seen: newest_with_button(seen, label), chat, f"a button {label!r}")

    async def press(
        self, message: Shown | int, data: str, *, chat: int | None = None, forge: bool = False,
        wait: float | None = None,
    ) -> str:  # fmt: skip
        """Presses by callback data; with `forge` also what stands on no button."""
        if isinstance(message, Shown):
            chat, message = message.chat, message.message_id
        await self._remember_act(chat or self.id)
        patience = self.town.patience if wait is None else wait
        pressed = await self.town.post(
            "/sim/tap", as_=self.id, chat=chat or self.id, message=message, data=data,
            forge=forge, wait=patience,
        )  # fmt: skip
        if patience and not pressed["answered"]:
            raise AssertionError(f"the bot did not answer {self.first_name}'s press of {data!r}")
        await self.refresh(chat)
        return str(pressed["text"])

    async def sees(self, words: str, chat: int | None = None) -> Shown:
        """Waits until the newest text or caption of the bot contains the words.

        What the bot sent or changed since this person last did something counts as newest too.
        """
        return await self._until(lambda seen: self._newest_with(seen, words), chat, repr(words))

    async def reads(self, chat: int | None = None) -> list[Shown]:
        """Everything on the screen, oldest first."""
        await self.refresh(chat)
        return self._shown[chat or self.id]

    def screen(self, chat: int | None = None) -> Shown:
        """The newest message with buttons, as it was when this person last looked or acted."""
        seen = self.shown(chat)
        buttoned = [message for message in seen if message.from_bot and message.rows]
        if not buttoned:
            raise AssertionError(f"{self.first_name} sees no buttons; {described(seen)}")
        return max(buttoned, key=lambda message: message.changed)

    def shown(self, chat: int | None = None) -> list[Shown]:
        """What was on the screen when this person last looked or acted."""
        return self._shown.get(chat or self.id, [])

    async def newest(self, chat: int | None = None) -> int:
        """Looks, and says how far the changes on the screen have come."""
        await self._look(chat or self.id)
        return max((one.changed for one in self.shown(chat) if one.from_bot), default=0)

    async def sees_change(self, since: int, patience: float, chat: int | None = None) -> bool:
        """Waits until the bot sent or edited something after `since`; False when it did not."""
        until = time.monotonic() + patience
        while await self.newest(chat) <= since:
            left = until - time.monotonic()
            if left <= 0:
                return False
            await self._look(chat or self.id, wait=left)
        return True

    async def is_answered(self, patience: float) -> bool:
        """Waits until the bot sent or edited something in private after this person last did something."""
        return await self.sees_change(self._acted_at, patience)

    async def groups(self) -> list[int]:
        """The groups this person is in."""
        chats = await self.town.get("/sim/chats", as_=self.id)
        return [int(entry["id"]) for entry in chats if entry["type"] != "private"]

    async def refresh(self, chat: int | None = None) -> None:
        await self._look(chat or self.id)

    async def upload(
        self, kind: str, content: bytes, name: str, *, caption: str = "", chat: int | None = None
    ) -> Shown:
        await self._remember_act(chat or self.id)
        form = aiohttp.FormData(quote_fields=False)
        fields = {"as": self.id, "chat": chat or self.id, "kind": kind, "caption": caption}
        for field, value in fields.items():
            form.add_field(field, str(value))
        form.add_field("file", io.BytesIO(content), filename=name)
        async with self.town.session.post("/sim/upload", data=form) as answer:
            return Shown((await _read(answer))["message"])

    async def vote(self, poll: str, *options: int) -> None:
        await self.town.post("/sim/vote", as_=self.id, poll=poll, options=list(options))

    async def block(self) -> None:
        await self.town.post("/sim/block", as_=self.id)

    async def unblock(self) -> None:
        await self.town.post("/sim/unblock", as_=self.id)

    async def leave(self, chat: int) -> None:
        await self.town.post("/sim/leave", as_=self.id, chat=chat)

    async def join(self, chat: int) -> None:
        await self.town.post("/sim/join", as_=self.id, chat=chat)

    async def delete(self, *message_ids: int, chat: int | None = None) -> None:
        await self.town.post("/sim/delete", as_=self.id, chat=chat or self.id, messages=list(message_ids))

    async def react(self, message_id: int, emoji: str, chat: int | None = None) -> None:
        await self.town.post("/sim/react", as_=self.id, chat=chat or self.id, message=message_id, emoji=emoji)

    async def commands(self, chat: int | None = None) -> list[str]:
        shown = await self.town.get("/sim/commands", as_=self.id, chat=chat or self.id)
        return [entry["command"] for entry in shown]

    # Looking

    async def _remember_act(self, chat: int) -> None:
        await self._look(chat)
        self._acted_at = max((message.changed for message in self._shown[chat]), default=0)

    async def _look(self, chat: int, *, wait: float = 0) -> None:
        after = self._version if wait else None
        found = await self.town.get(
            "/sim/messages", as_=self.id, chat=chat, limit=self.town.looks, after=after, wait=wait or None
        )
        self._version = found["version"]
        self._shown[chat] = [Shown(message) for message in found["messages"]]

    async def _until(self, find: Any, chat: int | None, wanted: str) -> Shown:
        number = chat or self.id
        until = time.monotonic() + self.town.patience
        await self._look(number)
        while True:
            found: Shown | None = find(self._shown[number])
            if found is not None:
                return found
            left = until - time.monotonic()
            if left <= 0:
                seen = described(self._shown[number])
                raise AssertionError(f"{self.first_name} waits in vain for {wanted}; {seen}")
            await self._look(number, wait=left)

    def _newest_with(self, seen: list[Shown], words: str) -> Shown | None:
        theirs = sorted((message for message in seen if message.from_bot), key=lambda one: -one.changed)
        fresh = [one for place, one in enumerate(theirs) if place == 0 or one.changed > self._acted_at]
        return next((message for message in fresh if words in message.text), None)


async def _read(answer: aiohttp.ClientResponse) -> Any:
    found = await answer.json()
    if answer.status >= 400:
        raise SimulatorError(found.get("error", answer.reason))
    return found
