"""A feed read whole: all its pages, and the details that its list leaves out."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, quote

import aiohttp

from bot import __version__
from bot.core.open_referral.entries import Feed, LeftOut
from bot.core.open_referral.pages import Page
from bot.core.open_referral.plain import plain
from bot.core.open_referral.services import as_text
from bot.feeds.addresses import PER_PAGE, FeedFailed, check_address, numbered, source_of
from bot.feeds.asking import Limits, Refused, Sleep, Visit

Tell = Callable[[str], None]

NOT_OFFERED = 3
"""So many details refused, and none given: this feed has none."""
GONE_SILENT = 5
"""So many details missing in a row: the feed has stopped answering."""
_IN_DETAIL = ("contacts", "phones", "schedules", "regular_schedules", "service_at_locations")
"""Lists need not have these."""


async def fetch_feed(
    address: str, limits: Limits | None = None, tell: Tell = lambda _: None, sleep: Sleep = asyncio.sleep
) -> Feed:
    """`address`: of the feed, of its /services, or of one service. Raises FeedFailed."""
    limits = limits or Limits()
    parts = check_address(address)
    session = aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=limits.seconds, sock_connect=limits.seconds),
        headers={"Accept": "application/json", "User-Agent": f"Heard/{__version__}"},
    )
    async with session:
        try:
            async with asyncio.timeout(limits.minutes * 60):
                return await _Reading(Visit(session, limits, sleep), limits, tell).read(parts)
        except TimeoutError as error:
            raise FeedFailed(f"{parts.netloc} took longer than {limits.minutes:g} minutes") from error


class _Reading:
    def __init__(self, visit: Visit, limits: Limits, tell: Tell) -> None:
        self._visit, self._limits, self._tell = visit, limits, tell
        self._notes: list[str] = []
        self._left_out: list[LeftOut] = []

    async def read(self, parts: SplitResult) -> Feed:
        """At the address of the feed its services stand below it; or it is the document itself."""
        names = parts.path.rstrip("/").split("/")
        if names[-2:-1] == ["services"]:
            return await self._read_one(parts)
        if names[-1] == "services":
            return await self._read_all(parts._replace(path="/".join(names)))
        try:
            return await self._read_all(parts._replace(path="/".join([*names, "services"])))
        except Refused:
            with suppress(Refused):
                return await self._read_all(parts)
            raise

    async def _read_all(self, parts: SplitResult) -> Feed:
        services, version, is_whole = await self._read_list(parts)
        services = await self._complete(services, parts)
        left_out, notes = tuple(self._left_out), tuple(self._notes)
        return Feed(source_of(parts), tuple(services), version, is_whole, left_out, notes)

    async def _read_one(self, parts: SplitResult) -> Feed:
        page = await self._visit.page(parts.geturl())
        path = parts.path.rstrip("/").rpartition("/")[0]
        return Feed(source_of(parts._replace(path=path)), page.services, page.version)

    async def _read_list(self, parts: SplitResult) -> tuple[list[object], int | None, bool]:
        """All pages there are, until one says it is the last, is empty, or holds nothing new."""
        page = await self._visit.page(numbered(parts, 1))
        found: dict[str, object] = {}
        if page.first is False:
            with suppress(Refused):
                _add(await self._visit.page(numbered(parts, 0)), found)  # its first page is number 0
        number, is_whole = 1, False
        while True:
            is_new = _add(page, found)
            self._tell(f"Read {len(found)}{f' of {page.total}' if page.total else ''} services.")
            if len(found) > self._limits.services:
                self._notes.append(f"Only the first {self._limits.services} services were read.")
                return [*found.values()][: self._limits.services], page.version, False
            if page.last is True or not is_new:
                is_whole = page.last is not False and len(found) >= (page.total or 0)
                break
            number += 1
            page = await self._visit.page(numbered(parts, number))
        if not is_whole:
            self._notes.append(f"The feed speaks of {page.total or 'more'} services and gives {len(found)}.")
        return [*found.values()], page.version, is_whole

    async def _complete(self, services: list[object], parts: SplitResult) -> list[object]:
        """With their details, where the list left them out. Who is not active needs none."""
        thin = _find_thin(services)
        complete: list[object] = []
        asked, refused, missing = 0, 0, 0
        for service in services:
            if _id(service) not in thin:
                complete.append(service)
                continue
            asked += 1
            try:
                complete.append(await self._detail(thin[_id(service)], parts))
                missing = 0
            except FeedFailed as error:
                missing += 1
                refused += isinstance(error, Refused)
                if refused == asked == NOT_OFFERED:
                    self._left_out.clear()
                    self._notes.append("This feed gives no details: the services are as its list has them.")
                    return services
                if missing == GONE_SILENT:
                    raise
                self._leave_out(thin[_id(service)], error)
            if asked % PER_PAGE == 0:
                self._tell(f"Read the details of {asked} of {len(thin)} services.")
        return complete

    async def _detail(self, service: Mapping[str, Any], parts: SplitResult) -> object:
        path = f"{parts.path.rstrip('/')}/{quote(_id(service), safe='', errors='replace')}"
        page = await self._visit.page(parts._replace(path=path).geturl())
        detail = page.services[0] if page.services else None
        if not isinstance(detail, Mapping) or _id(detail) != _id(service):
            raise Refused("another service came")
        return {**service, **detail}

    def _leave_out(self, service: Mapping[str, Any], error: FeedFailed) -> None:
        reason = f"its details could not be read: {error}"
        self._left_out.append(LeftOut(as_text(_id(service)), plain(as_text(service.get("name"))), reason))


def _add(page: Page, found: dict[str, object]) -> bool:
    """Whether any of them is new. Those without an id are told apart by all they say."""
    before = len(found)
    for one in page.services:
        found.setdefault(_id(one) or json.dumps(one, sort_keys=True), one)
    return len(found) > before


def _find_thin(services: Iterable[object]) -> dict[str, Mapping[str, Any]]:
    """By id, the active ones whose details the list leaves out: their keys are missing, or all empty."""
    some = [one for one in services if isinstance(one, Mapping) and _id(one)]
    is_full = any(one.get(part) for one in some for part in _IN_DETAIL)
    return {
        _id(one): one
        for one in some
        if str(one.get("status") or "active").casefold() == "active"
        and not (is_full and any(part in one for part in _IN_DETAIL))
    }


def _id(service: object) -> str:
    id = service.get("id") if isinstance(service, Mapping) else None
    return str(id) if isinstance(id, str | int) else ""
