"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import asyncio
import json
import logging
from typing import Any

from starlette.types import Receive, Scope, Send

from bot.simulator.faults import refusal_error
from bot.simulator.methods import METHODS
from bot.simulator.methods_webhook import remember_allowed
from bot.simulator.params import Params, read_params
from bot.simulator.refusals import ApiError, conflict
from bot.simulator.world import World

LONGEST_POLL = 50
_log = logging.getLogger(__name__)


class BotSide:
    """An ASGI application of its own, kept thin: it carries every call of every test."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if path.startswith("/file/"):
            await self._download(path.removeprefix("/file/bot"), send)
            return
        token, _, name = path.removeprefix("/bot").partition("/")
        if token != self._world.token:
            await _answer(send, 401, _dump(ApiError(401, "Unauthorized").as_json()))
            return
        status, body, lost = await self._call(name, scope, receive)
        if lost:
            scope["heard.transport"].abort()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return
        await _answer(send, status, body)

    async def _call(self, name: str, scope: Scope, receive: Receive) -> tuple[int, bytes, bool]:
        """Status, body, and whether the answer is to get lost."""
        world, method = self._world, name.lower()
        polling = method == "getupdates"
        world.requests.under_way += not polling
        params, lost, status = Params({}), False, 200
        try:
            params = await read_params(scope, receive)
            lost = await self._trouble(method, params)
            result = await self._poll(params) if polling else _dump(_run(world, method, params))
            body = b'{"ok":true,"result":%b}' % result
        except ApiError as error:
            status, body = error.code, _dump(error.as_json())
        except Exception:
            _log.exception("the simulator failed at %s", name)
            status, body = 500, _dump(ApiError(500, "Internal Server Error").as_json())
        world.requests.under_way -= not polling
        world.requests.note(name, params, status, params.unknown() if status == 200 else [])
        world.quiet.look()
        return status, body, lost

    async def _trouble(self, method: str, params: Params) -> bool:
        """Waits, or refuses, as the faults say; True when the answer is to get lost."""
        faults = self._world.faults
        if not faults.concerns(method, params.values):
            return False
        if faults.slow:
            await asyncio.sleep(faults.slow)
        kind = faults.refusal(method)
        if kind is None or kind == "silent":
            return kind == "silent"
        raise refusal_error(kind)

    async def _poll(self, params: Params) -> bytes:
        world = self._world
        if world.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        remember_allowed(world, params)
        world.updates.confirm(params.number("offset"))
        world.quiet.look()
        timeout = min(max(params.number("timeout"), 0), LONGEST_POLL)
        return (await world.updates.fetch(params.number("limit", 100), timeout)).encode()

    async def _download(self, rest: str, send: Send) -> None:
        token, _, path = rest.partition("/")
        stored = self._world.files.at(path)
        if token != self._world.token or stored is None:
            code, words = (401, "Unauthorized") if token != self._world.token else (404, "Not Found")
            await _answer(send, code, _dump(ApiError(code, words).as_json()))
            return
        await _answer(send, 200, stored.content, b"application/octet-stream")


def _run(world: World, method: str, params: Params) -> Any:
    found = METHODS.get(method)
    if found is None:
        raise ApiError(404, "Not Found: method not found")
    return found(world, params)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")


async def _answer(send: Send, status: int, body: bytes, kind: bytes = b"application/json") -> None:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
