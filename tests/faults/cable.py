"""The network between the bot and Telegram, which can be cut and joined again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Cable:
    """`address` is what the bot is given; nothing answers there until `join`."""

    def __init__(self, far_end: str, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._far_end = urlsplit(far_end)
        self._port = port
        self._server: asyncio.Server | None = None
        self._strands: set[asyncio.Task[None]] = set()

    async def join(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)

    async def cut(self) -> None:
        """New connections are refused, and those that stand are dropped."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for strand in list(self._strands):
            strand.cancel()
        await asyncio.gather(*self._strands, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._strands.add(task)
        far_writer = None
        try:
            far_reader, far_writer = await asyncio.open_connection(self._far_end.hostname, self._far_end.port)
            async with asyncio.TaskGroup() as both:
                both.create_task(_pour(reader, far_writer))
                both.create_task(_pour(far_reader, writer))
        except (asyncio.CancelledError, OSError):
            pass
        finally:
            self._strands.discard(task)
            for one in (writer, far_writer):
                if one is not None:
                    one.transport.abort()


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    target.close()


@asynccontextmanager
async def cable_to(far_end: str) -> AsyncIterator[Cable]:
    """Cut at first."""
    probe = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = probe.sockets[0].getsockname()[1]
    probe.close()
    await probe.wait_closed()
    cable = Cable(far_end, port)
    try:
        yield cable
    finally:
        await cable.cut()
