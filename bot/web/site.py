"""All that is reached over HTTP, under one roof: headers for every answer, and patience that ends."""

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

READING = 15.0
"""Seconds for a request to arrive whole."""
ANSWERING = 600.0
"""Seconds for a whole connection that has asked: to make a file, and to take it over a slow line."""
LINGERING = 60.0
"""Seconds to take the rest of an answer that is all sent, or to ask again."""
LARGEST_HEAD = 16_384
"""Bytes of a request's first line and headers."""
MOST_CONNECTIONS = 200


def make_site(routes: Sequence[BaseRoute], policy: str) -> ASGIApp:
    """`policy`: what pages may do, as a content security policy."""
    return _Guarded(Starlette(routes=routes), _headers(policy))


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


class _Guarded:
    """Puts the headers on every answer, also on those of errors."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, guarded)


class PatientProtocol(HttpToolsProtocol):
    """Drops who sends too slowly or too large a head, and who takes an answer too slowly."""

    _timer: asyncio.TimerHandle | None = None
    _head = 0
    _in_head = True

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait(READING)

    def data_received(self, data: bytes) -> None:
        if self._timer is None:
            self._wait(READING)
        self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > LARGEST_HEAD:
            self._drop()

    def on_message_begin(self) -> None:
        self._in_head = True
        self._wait(READING)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head, self._head = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._wait(ANSWERING)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self._wait(LINGERING)
        self._in_head, self._head = True, 0
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def _wait(self, seconds: float) -> None:
        self._rest()
        self._timer = self.loop.call_later(seconds, self._drop)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _drop(self) -> None:
        self.transport.abort()
