"""The simulator as one application, and serving it in the running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.simulator.bot_side import BotSide
from bot.simulator.clock import Clock
from bot.simulator.controls import Controls
from bot.simulator.security import Guard
from bot.simulator.user_side import UserSide
from bot.simulator.world import World

EXAMPLE_TOKEN = "1000001:demo-token-of-the-simulator"  # noqa: S105  (opens nothing but the simulator)
HOST = "127.0.0.1"
_KEEP_ALIVE = 75


class Simulator:
    """State and application; `async with serve(simulator) as address` gives it an address."""

    def __init__(
        self,
        token: str = EXAMPLE_TOKEN,
        clock: Callable[[], datetime] | None = None,
        clock_file: Path | None = None,
        *,
        limits: bool = False,
    ) -> None:
        self.token = token
        self.world = World(token, Clock(clock, clock_file), limits=limits)
        self.controls = Controls(self.world)
        self._app = Guard(BotSide(self.world), UserSide(self.world, self.controls).app())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    async def close(self) -> None:
        """Lets go everything that waits, so that serving can end at once."""
        await self.controls.close()
        self.world.hub.close()
        self.world.queries.close()
        self.world.quiet.release()
        self.world.updates.end_poll("closing")
        if self.world.webhook is not None:
            await self.world.webhook.stopped()


class _Protocol(HttpToolsProtocol):
    """Hands the connection to the application, which may drop it (a lost answer)."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["heard.transport"] = self.transport  # type: ignore[typeddict-unknown-key]


@asynccontextmanager
async def serve(simulator: Simulator, port: int = 0) -> AsyncIterator[str]:
    """Serves on 127.0.0.1 (port 0: a free one) and yields the address."""
    config = uvicorn.Config(
        simulator, http=_Protocol, ws="none", lifespan="off", log_config=None, access_log=False,
        timeout_keep_alive=_KEEP_ALIVE, server_header=False, date_header=False,
    )  # fmt: skip
    config.load()
    state = ServerState()
    loop = asyncio.get_running_loop()
    listening = _listen(port)
    server = await loop.create_server(
        lambda: _Protocol(config=config, server_state=state, app_state={}, _loop=loop), sock=listening
    )
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    simulator.controls.address = address
    try:
        yield address
    finally:
        server.close()
        await simulator.close()
        await _end(state)


def _listen(port: int) -> socket.socket:
    # The protocol is named, for asyncio turns Nagle's delay off (44 ms a call) only where it is.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen(1024)
    listening.setblocking(False)
    return listening


async def _end(state: ServerState) -> None:
    """Gives calls under way a moment, then closes every connection."""
    if tasks := list(state.tasks):
        await asyncio.wait(tasks, timeout=0.5)
    for connection in list(state.connections):
        if isinstance(connection, HttpToolsProtocol) and connection.transport is not None:
            connection.transport.abort()
    leftover = list(state.tasks)
    for task in leftover:
        task.cancel()
    await asyncio.gather(*leftover, return_exceptions=True)
