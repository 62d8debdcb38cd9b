"""People's side over HTTP: what the page and the tests use, under /sim."""

import asyncio
import mimetypes
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator import user_acts as acts
from bot.simulator.controls import Controls
from bot.simulator.params import MAX_BODY, Upload
from bot.simulator.refusals import ApiError, Json, NotAllowedError
from bot.simulator.state import Chat, Person
from bot.simulator.world import World

PAGE = Path(__file__).resolve().parent / "page"
SHOWN_MESSAGES = 200
LONGEST_WAIT = 30.0
Act = Callable[[Json], Json | Awaitable[Json]]


class UserSide:
    def __init__(self, world: World, controls: Controls) -> None:
        self._world = world
        self._controls = controls

    def app(self) -> Starlette:
        acts_by_name: dict[str, Act] = {
            "send": self._send, "start": self._start, "tap": self._tap, "vote": self._vote,
            "block": self._block, "unblock": self._unblock, "leave": self._leave, "join": self._join,
            "delete": self._delete, "react": self._react, "person": self._new_person,
            "group": self._new_group, "migrate": self._migrate, "topic": self._topic,
            "member": self._member, "bot_member": self._bot_member, "clock": self._clock,
            "faults": self._faults, "process": self._process, "crowd": self._crowd,
            "updates": self._updates,
        }  # fmt: skip
        looks = {
            "/": self._page, "/static/{name:path}": self._static, "/sim/cast": self._cast,
            "/sim/chats": self._chats, "/sim/messages": self._messages, "/sim/events": self._events,
            "/sim/commands": self._commands, "/sim/file/{file_id}": self._file,
            "/sim/answer": self._answer, "/sim/requests": self._requests, "/sim/quiet": self._quiet,
        }  # fmt: skip
        routes = [Route(path, look, methods=["GET"]) for path, look in looks.items()]
        routes += [
            Route(f"/sim/{name}", self._acting(act), methods=["POST"]) for name, act in acts_by_name.items()
        ]
        routes.append(Route("/sim/upload", self._upload, methods=["POST"]))
        return Starlette(
            routes=routes,
            exception_handlers={NotAllowedError: _refused, ApiError: _refused, _BadValueError: _refused},
        )

    def _acting(self, act: Act) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                given = await request.json()
            except ValueError:
                raise NotAllowedError("the body is not JSON") from None
            if not isinstance(given, dict):
                raise NotAllowedError("the body is not a JSON object")
            try:
                done = act(given)
            except (KeyError, TypeError, ValueError) as error:
                raise _BadValueError(f"something is missing or wrong: {error}") from error
            return JSONResponse(done if isinstance(done, dict) else await done)

        return endpoint

    # Looking

    async def _page(self, _request: Request) -> Response:
        return _static_file("index.html")

    async def _static(self, request: Request) -> Response:
        return _static_file(request.path_params["name"])

    async def _cast(self, _request: Request) -> Response:
        return JSONResponse(self._controls.cast())

    async def _chats(self, request: Request) -> Response:
        return JSONResponse(acts.chat_list(self._world, self._viewer(request)))

    async def _messages(self, request: Request) -> Response:
        """With `after` (a version) it waits up to `wait` seconds for a change."""
        person = self._viewer(request)
        query = request.query_params
        chat = acts.seen_chat(self._world, person, int(query.get("chat") or person.id))
        if "after" in query:
            wait = min(float(query.get("wait") or 0), LONGEST_WAIT)
            await self._world.hub.changed(person.id, int(query["after"]), wait)
        thread = int(query.get("thread") or 0)
        limit = min(int(query.get("limit") or SHOWN_MESSAGES), SHOWN_MESSAGES)
        shown = [self._world.seen(chat, message, person.id) for message in _last(chat, thread, limit)]
        if chat.messages:
            person.read[chat.id] = next(reversed(chat.messages))
        return JSONResponse({"messages": shown, "version": self._world.hub.version(person.id)})

    async def _events(self, request: Request) -> Response:
        stream = self._world.hub.stream(self._viewer(request).id)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def _commands(self, request: Request) -> Response:
        person = self._viewer(request)
        chat = acts.seen_chat(self._world, person, int(request.query_params.get("chat") or person.id))
        admin = chat.members.get(person.id) in ("creator", "administrator")
        shown = self._world.commands.shown(
            person=person.id, chat=chat.id, admin=admin, language=person.language_code
        )
        return JSONResponse(shown)

    async def _file(self, request: Request) -> Response:
        stored = self._world.files.find(request.path_params["file_id"])
        if stored is None:
            return JSONResponse({"error": "there is no such file"}, 404)
        if stored.kind == "photo":
            return Response(stored.content, media_type=stored.mime)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(stored.name)}"}
        return Response(stored.content, media_type=stored.mime, headers=headers)

    async def _answer(self, request: Request) -> Response:
        query = self._world.queries.find(request.query_params.get("query", ""))
        if query is None:
            raise NotAllowedError("there is no such press")
        wait = min(float(request.query_params.get("wait") or 0), LONGEST_WAIT)
        if wait:
            await _within(wait, query.done)
        return JSONResponse(query.as_json())

    async def _requests(self, request: Request) -> Response:
        return JSONResponse(self._world.requests.since(int(request.query_params.get("since") or 0)))

    async def _quiet(self, request: Request) -> Response:
        wait = min(float(request.query_params.get("wait") or 5), LONGEST_WAIT)
        return JSONResponse({"quiet": await self._world.quiet.reached(wait), **self._world.busy_with()})

    # Acting

    def _send(self, given: Json) -> Json:
        person, chat = self._at(given)
        sent = acts.say(
            self._world, person, chat, str(given["text"]),
            thread=int(given.get("thread") or 0),
            reply_to=int(given.get("reply_to") or 0),
            anonymous=bool(given.get("anonymous")),
        )  # fmt: skip
        return {"message": self._world.seen(chat, sent[-1], person.id)}

    def _start(self, given: Json) -> Json:
        person = self._person(given)
        message = acts.start(self._world, person, str(given.get("payload") or ""))
        return {"message": self._world.seen(self._world.state.chats[person.id], message, person.id)}

    async def _upload(self, request: Request) -> Response:
        async with request.form(max_part_size=MAX_BODY) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise NotAllowedError("there is no file")
            content = await file.read()
            sent = Upload(file.filename or "file", content, file.content_type or "")
        person, chat = self._at(given)
        kind, caption = given.get("kind", "document"), given.get("caption", "")
        thread = int(given.get("thread") or 0)
        message = acts.upload(self._world, person, chat, kind, caption, sent, thread=thread)
        return JSONResponse({"message": self._world.seen(chat, message, person.id)})

    async def _tap(self, given: Json) -> Json:
        """With `wait` (seconds) the answer comes at once with the reply."""
        person, chat = self._at(given)
        forge = bool(given.get("forge"))
        query = acts.tap(self._world, person, chat, int(given["message"]), str(given["data"]), forge=forge)
        if wait := min(float(given.get("wait") or 0), LONGEST_WAIT):
            await _within(wait, query.done)
        return query.as_json()

    def _vote(self, given: Json) -> Json:
        options = [int(option) for option in given["options"]]
        return {"poll": acts.vote(self._world, self._person(given), str(given["poll"]), options)}

    def _block(self, given: Json) -> Json:
        self._world.set_blocked(self._person(given), blocked=True)
        return {}

    def _unblock(self, given: Json) -> Json:
        self._world.set_blocked(self._person(given), blocked=False)
        return {}

    def _leave(self, given: Json) -> Json:
        person, chat = self._at(given)
        acts.leave(self._world, person, chat)
        return {}

    def _join(self, given: Json) -> Json:
        acts.join(self._world, self._person(given), self._chat(given))
        return {}

    def _delete(self, given: Json) -> Json:
        person, chat = self._at(given)
        numbers = [int(number) for number in given["messages"]]
        return {"deleted": acts.delete(self._world, person, chat, numbers)}

    def _react(self, given: Json) -> Json:
        person, chat = self._at(given)
        acts.react(self._world, person, chat, int(given["message"]), str(given.get("emoji") or ""))
        return {}

    def _new_person(self, given: Json) -> Json:
        person = self._world.state.new_person(
            str(given["first_name"]),
            str(given.get("part") or "parent"),
            str(given.get("language_code") or "en"),
        )
        self._controls.changed()
        return {"id": person.id}

    def _new_group(self, given: Json) -> Json:
        members = [self._world.person(int(member)).id for member in given["members"]]
        topics = [str(name) for name in given.get("topics") or []]
        return {"chat": self._world.new_group(str(given["title"]), members, topics).id}

    def _migrate(self, given: Json) -> Json:
        chat = self._chat(given)
        if chat.type != "group" or chat.moved_to is not None:
            raise NotAllowedError("only a basic group becomes a supergroup, and only once")
        return {"chat": self._world.migrate(chat).id}

    def _topic(self, given: Json) -> Json:
        chat, doing = self._chat(given), given["do"]
        if doing == "create":
            creator = self._world.person(chat.audience()[0]).user
            number = self._world.new_topic(chat, creator, str(given["name"]))
            self._world.chats_changed(chat.audience())
            return {"thread": number}
        number = int(given["thread"])
        if doing == "delete":
            self._world.delete_topic(chat, number)
        else:
            chat.topics[number].closed = doing == "close"
        return {"thread": number}

    def _member(self, given: Json) -> Json:
        person, chat = self._at(given)
        self._world.set_member_status(chat, person, str(given["status"]))
        return {}

    def _bot_member(self, given: Json) -> Json:
        chat, status = self._chat(given), given["status"]
        if status not in ("member", "administrator", "kicked", "left"):
            raise NotAllowedError("status is member, administrator, kicked or left")
        self._world.set_bot_status(chat, status, self._world.person(chat.audience()[0]).user)
        return {}

    # Controls

    def _clock(self, given: Json) -> Json:
        if "to" in given:
            self._world.clock.move_to(datetime.fromisoformat(str(given["to"])))
        else:
            self._world.clock.advance(float(given["advance"]))
        self._world.quiet.look()
        return self._controls.changed()

    def _faults(self, given: Json) -> Json:
        self._world.faults.change(given)
        if "limits" in given:
            self._world.limits.on = bool(given["limits"])
        return self._controls.changed()

    async def _process(self, given: Json) -> Json:
        return await self._controls.do_process(str(given["do"]))

    def _crowd(self, given: Json) -> Json:
        return self._controls.start_crowd(str(given.get("do") or "answer"))

    def _updates(self, given: Json) -> Json:
        for update in given["updates"]:
            self._world.updates.add_raw(update)
        return {}

    # Who and where

    def _person(self, given: Json) -> Person:
        person = self._world.state.people.get(int(given["as"]))
        if person is None:
            raise NotAllowedError("there is no such person")
        return person

    def _viewer(self, request: Request) -> Person:
        return self._person({"as": request.query_params.get("as") or 0})

    def _chat(self, given: Json) -> Chat:
        chat = self._world.state.chats.get(int(given["chat"]))
        if chat is None:
            raise NotAllowedError("there is no such chat")
        return chat

    def _at(self, given: Json) -> tuple[Person, Chat]:
        person = self._person(given)
        return person, acts.seen_chat(self._world, person, int(given.get("chat") or person.id))


class _BadValueError(Exception):
    pass


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _within(seconds: float, done: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(done.wait(), seconds)
    except TimeoutError:
        return


def _last(chat: Chat, thread: int, limit: int) -> list[Json]:
    """The newest messages, oldest of them first."""
    found: list[Json] = []
    for number in reversed(chat.messages):
        message = chat.messages[number]
        if not thread or message.get("message_thread_id") == thread:
            found.append(message)
            if len(found) == limit:
                break
    return found[::-1]


def _static_file(name: str) -> Response:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        return PlainTextResponse("not found", 404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=kind)
