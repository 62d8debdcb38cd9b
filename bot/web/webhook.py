"""Updates brought by Telegram: 200 only when the update is settled."""

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATH = "/telegram"
LARGEST = 1_000_000
"""Bytes; an update is far smaller."""


def webhook_route(secret: str, take_in: Callable[[Any], Awaitable[None]]) -> Route:
    """`take_in` ends when the update is settled, and raises when it must be brought again."""

    async def receive(request: Request) -> Response:
        said = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not compare_digest(said.encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            return Response(status_code=413)
        try:
            raw = await request.json()
        except ValueError:
            return Response(status_code=400)
        await take_in(raw)
        return Response(status_code=200)

    return Route(PATH, receive, methods=["POST"])
