"""One request after the other, within limits: waits where it is asked to, and follows only on the web."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import aiohttp

from bot.core.open_referral.pages import NotAFeed, Page, read_page
from bot.feeds.addresses import FeedFailed, check_further, short

Sleep = Callable[[float], Awaitable[object]]

MOST_REDIRECTS = 5
MOST_TRIES = 3
LONGEST_PAUSE = 30.0
"""Seconds that we wait when we are asked to."""
_SENT_ON = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})


class Refused(FeedFailed):
    """The feed answered, and has nothing there."""


@dataclass(frozen=True)
class Limits:
    """`seconds`: for one answer. `minutes`: for all of it."""

    services: int = 5_000
    bytes_of_one: int = 20_000_000
    bytes_of_all: int = 200_000_000
    seconds: float = 60
    minutes: float = 60


def read_document(body: bytes) -> object:
    """JSON in any of its encodings. Raises NotAFeed."""
    try:
        return json.loads(body.decode(json.detect_encoding(body)))
    except UnicodeDecodeError as error:
        raise NotAFeed("it is not written in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise NotAFeed("it is no JSON") from error


class Visit:
    """What is asked of one feed, and how much it sent."""

    def __init__(self, session: aiohttp.ClientSession, limits: Limits, sleep: Sleep) -> None:
        self._session, self._limits, self._sleep = session, limits, sleep
        self._bytes = 0

    async def page(self, address: str) -> Page:
        kind, body = await self._fetch(address)
        try:
            return read_page(read_document(body))
        except NotAFeed as error:
            raise Refused(f"{short(address)} is no feed: {error} ({kind or 'of no named kind'})") from error

    async def _fetch(self, address: str) -> tuple[str, bytes]:
        """What kind of content it says it is, and the content. Waits where it is asked to wait."""
        for tries in range(1, MOST_TRIES + 1):
            try:
                status, kind, pause, body = await self._get(address)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                if tries == MOST_TRIES:
                    raise FeedFailed(
                        f"{short(address)} cannot be reached: {_why(error, self._limits)}"
                    ) from error
                status, pause = 0, 1.0
            if status == 200:
                return kind, body
            if status and status not in _BUSY:
                raise Refused(f"{short(address)} answered {status}")
            if tries < MOST_TRIES:
                await self._sleep(pause)
        raise FeedFailed(f"{short(address)} answered {status}")

    async def _get(self, address: str) -> tuple[int, str, float, bytes]:
        """Follows where it is sent on to, as far as that is still the web."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self._session.get(address, allow_redirects=False) as answer:
                if answer.status not in _SENT_ON:
                    body = await self._body(answer) if answer.status == 200 else b""
                    return answer.status, answer.content_type, _pause(answer), body
                further = urljoin(address, answer.headers.get("Location", ""))
            check_further(address, further)
            address = further
        raise FeedFailed(f"{short(address)} sends us on and on")

    async def _body(self, answer: aiohttp.ClientResponse) -> bytes:
        """Raises FeedFailed as soon as it is too much."""
        body = bytearray()
        async for chunk in answer.content.iter_chunked(65_536):
            body += chunk
            self._bytes += len(chunk)
            if len(body) > self._limits.bytes_of_one or self._bytes > self._limits.bytes_of_all:
                raise FeedFailed(f"{short(str(answer.url))} sends more than a feed should")
        return bytes(body)


def _pause(answer: aiohttp.ClientResponse) -> float:
    wish = answer.headers.get("Retry-After", "")
    return min(float(wish), LONGEST_PAUSE) if wish.isascii() and wish.isdigit() else 5.0


def _why(error: Exception, limits: Limits) -> str:
    match error:
        case TimeoutError():
            return f"no answer within {limits.seconds:g} seconds"
        case aiohttp.ClientSSLError():
            return "its certificate cannot be trusted"
    return type(error).__name__
