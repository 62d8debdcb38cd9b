"""The bot as a child process: started, stopped, killed, and noticed when it dies by itself."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PATIENCE = 10.0  # seconds from SIGTERM to SIGKILL


class BotProcess:
    """`environment` is the whole environment of the child; its output goes to the file `log`."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        changed: Callable[[], object],
    ) -> None:
        self._command = list(command)
        self._environment = dict(environment)
        self._log = log
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self.exit_code: int | None = None

    @property
    def status(self) -> str:
        return "stopped" if self._process is None else "running"

    async def start(self) -> None:
        if self._process is not None:
            return
        with self._log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                env=self._environment,
                cwd=self._log.parent,  # no settings file of the folder we were called from is read
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl+C reaches the simulator alone, which then stops the bot
            )
        self._watch = asyncio.create_task(self._see_it_end(self._process))
        self._changed()

    async def _see_it_end(self, process: asyncio.subprocess.Process) -> None:
        self.exit_code = await process.wait()
        self._process = None
        self._changed()

    async def stop(self) -> None:
        """Asks it to end, and ends it when it does not."""
        if self._process is None or self._watch is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        done, _ = await asyncio.wait([self._watch], timeout=PATIENCE)
        if not done:
            await self.kill()

    async def kill(self) -> None:
        if self._process is None or self._watch is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await asyncio.wait([self._watch])
