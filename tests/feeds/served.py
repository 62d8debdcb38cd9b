"""A feed on this machine, over real HTTP."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Served:
    """`asked`: the paths with their page, in the order they were asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def served(answer: Answer) -> AsyncIterator[Served]:
    """Every request is answered by `answer`."""

    async def note(request: web.Request) -> web.StreamResponse:
        page = f"?{request.query['page']}" if "page" in request.query else ""
        found.asked.append(f"{request.rel_url.raw_path}{page}")
        return await answer(request)

    app = web.Application()
    app.router.add_get("/{path:.*}", note)
    async with TestServer(app) as server:
        found = Served(str(server.make_url("/")).rstrip("/"))
        yield found


def paged(services: list[Any], size: int, version: int = 3, details: dict[str, Any] | None = None) -> Answer:
    """/api/services in pages, and /api/services/{id} where there are details."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/api/services":
            return web.json_response(page_of(services, int(request.query.get("page", 1)), size, version))
        detail = (details or {}).get(request.path.removeprefix("/api/services/"))
        return web.json_response(detail) if detail else web.Response(status=404)

    return answer


def page_of(services: list[Any], number: int, size: int, version: int = 3) -> dict[str, Any]:
    pages = -(-len(services) // size)
    part = services[(number - 1) * size : number * size]
    facts = (len(services), pages, number, len(part), number == 1, number >= pages, not part, part)
    names = {
        3: "total_items total_pages page_number size first_page last_page empty contents",
        1: "totalElements totalPages number size first last empty content",
    }
    return dict(zip(names[version].split(), facts, strict=True))


def text(body: str, kind: str = "application/json") -> web.Response:
    return web.Response(text=body, content_type=kind)


def document(value: object) -> web.Response:
    return text(json.dumps(value))
