"""Releases for officers without Telegram: a link, a code, a page, its files. Nothing of it is logged."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.actions import release_pages
from bot.actions.release_pages import MOST_AT_ONCE, PATH, Answer
from bot.core.file_names import ascii_name
from bot.core.release_pages import LASTS, Door
from bot.services import Services

COOKIE = "heard_page"
LARGEST_FORM = 1_000
"""Bytes; a code is far smaller."""
A_PIECE = 65_536
"""Bytes of a file that are sent at a time."""
STATUS = {Door.CODE: 200, Door.OPEN: 200, Door.UNKNOWN: 404}
GONE = 410

log = logging.getLogger(__name__)


def page_routes(services: Services) -> list[Route]:
    pages, at = ReleasePages(services), f"{PATH}/{{link}}"
    return [
        Route(at, _kindly(services, pages.add_slash), methods=["GET"]),
        Route(f"{at}/", _kindly(services, pages.read), methods=["GET"]),
        Route(f"{at}/", _kindly(services, pages.try_code), methods=["POST"]),
        Route(f"{at}/files/{{name}}", _kindly(services, pages.take_file), methods=["GET"]),
    ]


class ReleasePages:
    """Whoever has no session costs no more than a look into the database: what is large is made for those
    alone who gave the code, and for few at a time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._making = asyncio.Semaphore(MOST_AT_ONCE)

    async def add_slash(self, request: Request) -> Response:
        return RedirectResponse(f"{PATH}/{request.path_params['link']}/", status_code=308)

    async def read(self, request: Request) -> Response:
        link = request.path_params["link"]
        async with self._making:
            return _page(await release_pages.come(self._services, link, request.cookies.get(COOKIE, "")))

    async def try_code(self, request: Request) -> Response:
        body = await _form(request)
        if body is None:
            return Response(status_code=413)
        link, code = request.path_params["link"], _code(body)
        answer = await release_pages.try_code(self._services, link, code)
        if not answer.session:
            return _page(answer)
        response = RedirectResponse(f"{PATH}/{link}/", status_code=303)
        response.set_cookie(
            *(COOKIE, answer.session),
            max_age=int(LASTS.total_seconds()),
            path=f"{PATH}/{link}/",
            secure=self._services.pages_url.startswith("https://"),
            httponly=True,
            samesite="strict",
        )
        return response

    async def take_file(self, request: Request) -> Response:
        link, name = request.path_params["link"], request.path_params["name"]
        session = request.cookies.get(COOKIE, "")
        with ExitStack() as left:
            async with self._making:
                folder = left.enter_context(release_pages.place_to_make(self._services))
                found = await release_pages.take_file(self._services, link, session, name, folder)
            if isinstance(found, Answer):
                return _page(found)
            return await FromDisk.of(found, left.pop_all())


class FromDisk(StreamingResponse):
    """A file sent piece by piece as its reader takes it, so that a slow one costs no memory. What was `left`
    of making it goes afterwards, however it ended."""

    _left: ExitStack

    @classmethod
    async def of(cls, file: Path, left: ExitStack) -> "FromDisk":
        size = (await asyncio.to_thread(file.stat)).st_size
        headers = {"Content-Disposition": disposition(file.name), "Content-Length": str(size)}
        response = cls(_pieces(file), media_type="application/octet-stream", headers=headers)
        response._left = left
        return response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._left:
            await super().__call__(scope, receive, send)


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(file.open, "rb") as content:
        while piece := await asyncio.to_thread(content.read, A_PIECE):
            yield piece


def content_policy() -> str:
    return release_pages.content_policy()


Handle = Callable[[Request], Awaitable[Response]]


def _kindly(services: Services, handle: Handle) -> Handle:
    """A bug is logged by its kind, without the address, and apologised for. A HEAD is answered without
    looking: it opens nothing."""

    async def handling(request: Request) -> Response:
        if request.method == "HEAD":
            return Response()
        try:
            return await handle(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            log.exception("A page could not be made")
            return Response(release_pages.apology(services), 500, media_type="text/html")

    return handling


def _page(answer: Answer) -> Response:
    return Response(answer.body, STATUS.get(answer.door, GONE), media_type="text/html")


async def _form(request: Request) -> bytes | None:
    """None for what is too large: no more of it is read."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_FORM:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return None
    return body


def _code(body: bytes) -> str:
    try:
        fields = parse_qs(body.decode("utf-8"), max_num_fields=5)
    except ValueError:
        return ""
    return fields.get("code", [""])[0]


def disposition(name: str) -> str:
    """That it is a file to keep, under its name; for old browsers as much of it as is ASCII."""
    return f"attachment; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name)}"
