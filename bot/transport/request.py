"""PTB's requests over aiohttp: measured, several times as quick as its own when many are on their way."""

import os
from typing import IO

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = float | None
Given = Seconds | DefaultValue[float] | DefaultValue[None]
UNSET = BaseRequest.DEFAULT_NONE
URL_ENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


def ask_for_time_spans() -> None:
    """Without it PTB warns whenever Telegram asks us to wait: from its next version it gives time spans."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")


class NotSent(NetworkError):  # noqa: N818
    """No connection came about, so Telegram has not seen the request: it may be made again."""


class AiohttpRequest(BaseRequest):
    """A pool of connections, `most` at once. For `Application.builder().request(…)`."""

    __slots__ = ("_defaults", "_most", "_proxy", "_read", "_session")

    def __init__(
        self, most: int = 64, read: float = 10.0, connect: float = 5.0, proxy: str | None = None
    ) -> None:
        ask_for_time_spans()
        self._most = most
        self._read = read
        self._proxy = proxy
        # `connect` covers the wait for a free connection too.
        self._defaults = aiohttp.ClientTimeout(
            total=None, connect=connect * 2, sock_connect=connect, sock_read=read
        )
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._most, ttl_dns_cache=300, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._defaults,
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Given = UNSET,
        write_timeout: Given = UNSET,
        connect_timeout: Given = UNSET,
        pool_timeout: Given = UNSET,
    ) -> tuple[int, bytes]:
        """The status and the body. Raises `NotSent`, `TimedOut` or `NetworkError`."""
        if self._session is None:
            raise RuntimeError("AiohttpRequest was not initialised")
        timeout = self._timeout(read_timeout, connect_timeout, pool_timeout)
        try:
            try:
                return await self._exchange(self._session, method, url, request_data, timeout)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
                # A server may close a connection at the very moment that we use it again.
                if isinstance(error, aiohttp.ClientConnectorError) or not _does_no_harm_twice(url):
                    raise
                return await self._exchange(self._session, method, url, request_data, timeout)
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # Only the kind: the error's own words may hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from error

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        request_data: RequestData | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 (it is aiohttp that keeps it)
    ) -> tuple[int, bytes]:
        body, headers = _content(request_data)
        async with session.request(
            method, url, data=body, headers=headers, timeout=timeout, proxy=self._proxy
        ) as answer:
            return answer.status, await answer.read()

    def _timeout(self, read: Given, connect: Given, pool: Given) -> aiohttp.ClientTimeout:
        if read is UNSET and connect is UNSET and pool is UNSET:
            return self._defaults
        connecting = _chosen(connect, self._defaults.sock_connect)
        waiting = _chosen(pool, connecting)
        return aiohttp.ClientTimeout(
            total=None,
            connect=None if connecting is None or waiting is None else connecting + waiting,
            sock_connect=connecting,
            sock_read=_chosen(read, self._read),
        )


def _does_no_harm_twice(url: str) -> bool:
    return url.rpartition("/")[2].startswith(("edit", "answerCallbackQuery", "delete", "getMe", "getChat"))


def _chosen(given: Given, default: Seconds) -> Seconds:
    return default if isinstance(given, DefaultValue) else given


def _content(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """The body and its headers. Without files we write it ourselves: aiohttp's form takes far longer. Names
    of files go as they are: Telegram would show the percent signs of a quoted one."""
    if request_data is None:
        return None, {}
    if not request_data.contains_files:
        return request_data.url_encoded_parameters().encode(), URL_ENCODED
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        part: bytes | IO[bytes] = content
        form.add_field(name, part, filename=filename, content_type=kind)
    return form, {}
