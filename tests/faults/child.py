"""`heard run` as a process of its own: killed, or asked to end, and everything that it writes is kept."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 20.0
"""Seconds; a start takes one, and several when other tests run beside."""


def outside() -> dict[str, str]:
    """The environment without any setting of ours, for a process that runs the code of this checkout."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
    return {**usual, "PYTHONPATH": str(ROOT)}


class Written:
    """The lines that a process writes, and waiting for one of them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._more = asyncio.Event()
        self._readers: list[asyncio.Task[None]] = []

    def follow(self, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        self._readers.append(asyncio.create_task(self._read(stream)))

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            self.lines.append(line.decode(errors="replace").rstrip("\n"))
            self._more.set()

    async def says(self, words: str, patience: float = PATIENCE) -> str:
        """Waits for a line with these words."""
        try:
            async with asyncio.timeout(patience):
                while True:
                    self._more.clear()
                    found = next((line for line in self.lines if words in line), None)
                    if found is not None:
                        return found
                    await self._more.wait()
        except TimeoutError:
            raise AssertionError(f"it never said {words!r}, but {self.lines}") from None

    async def to_the_end(self) -> None:
        await asyncio.gather(*self._readers)


class Child:
    """Made by `Scene.bot`."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *arguments: str) -> None:
        self._environment = {**outside(), **environment}
        self._folder = folder
        self._arguments = arguments or ("run",)
        self._process: asyncio.subprocess.Process | None = None
        self.out = Written()
        self.log = Written()

    @property
    def number(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *self._arguments),
            env=self._environment,
            cwd=self._folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
        )
        self.out.follow(self._process.stdout)
        self.log.follow(self._process.stderr)

    async def ended(self, patience: float = PATIENCE) -> int:
        """Its exit code; negative: the signal that ended it."""
        assert self._process is not None
        async with asyncio.timeout(patience):
            code = await self._process.wait()
        await self.out.to_the_end()
        await self.log.to_the_end()
        return code

    async def stop(self, patience: float = 10.0) -> int:
        """SIGTERM, and at most ten seconds."""
        self.send(signal.SIGTERM)
        return await self.ended(patience)

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self.send(signal.SIGKILL)
            await self.ended()

    def send(self, number: signal.Signals) -> None:
        os.kill(self.number, number)


class Nursery:
    """Starts many bots, one after the other, each a process that is forked with the imports done."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._request = {"environment": {**outside(), **environment}, "folder": str(folder)}
        self._process: asyncio.subprocess.Process | None = None
        self.log = Written()

    async def open(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.faults.nursery"),
            env=outside(),
            cwd=ROOT,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
        )
        self.log.follow(self._process.stderr)

    async def start(self) -> int:
        """The process number of a fresh bot."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(self._request).encode() + b"\n")
        return await self._number()

    async def end(self, bot: int, number: signal.Signals) -> int:
        """Sends the signal, and gives back the exit code."""
        os.kill(bot, number)
        return await self._number()

    async def close(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            await self._process.wait()
        await self.log.to_the_end()

    async def _number(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            return int(await self._process.stdout.readline())
