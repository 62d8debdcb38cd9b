"""The bot as a child process of the demonstration."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulator.client import Town
from bot.simulator.demo import by_day, child_environment
from bot.simulator.process import BotProcess
from bot.simulator.server import Simulator, serve

WAITS = (
    "import signal, socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1]))); signal.pause()"
)
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {WAITS}"
ROOT = Path(__file__).parents[2]


class Doorbell:
    """A port that a child process rings once it is ready."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Doorbell":
        self._server = await asyncio.start_server(self._ring, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    def _ring(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        self._rung.set()

    @property
    def port(self) -> str:
        assert self._server is not None
        return str(self._server.sockets[0].getsockname()[1])

    async def rung(self) -> None:
        async with asyncio.timeout(10):
            await self._rung.wait()


@pytest.fixture
async def doorbell() -> AsyncIterator[Doorbell]:
    async with Doorbell() as doorbell:
        yield doorbell


class Child:
    """A process and the states it went through."""

    def __init__(self, folder: Path, program: str, doorbell: Doorbell) -> None:
        self.states: list[str] = []
        self.changed = asyncio.Event()
        command = [sys.executable, "-c", program, doorbell.port]
        self.process = BotProcess(command, dict(os.environ), folder / "bot.log", self._note)

    def _note(self) -> None:
        self.states.append(self.process.status)
        self.changed.set()


async def test_a_process_is_started_and_asked_to_stop(tmp_path: Path, doorbell: Doorbell) -> None:
    child = Child(tmp_path, WAITS, doorbell)
    await child.process.start()
    await doorbell.rung()
    await child.process.start()
    await child.process.stop()
    assert child.states == ["running", "stopped"]
    assert child.process.exit_code == -signal.SIGTERM


async def test_who_does_not_listen_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doorbell: Doorbell
) -> None:
    monkeypatch.setattr("bot.simulator.process.PATIENCE", 0.1)
    child = Child(tmp_path, DEAF, doorbell)
    await child.process.start()
    await doorbell.rung()
    await child.process.stop()
    assert child.process.exit_code == -signal.SIGKILL


async def test_a_bot_that_dies_by_itself_is_noticed(tmp_path: Path, doorbell: Doorbell) -> None:
    child = Child(tmp_path, "raise SystemExit(3)", doorbell)
    await child.process.start()
    async with asyncio.timeout(10):
        while child.process.status == "running":
            child.changed.clear()
            await child.changed.wait()
    assert (child.states, child.process.exit_code) == (["running", "stopped"], 3)


async def test_the_page_stops_kills_and_starts_the_bot(tmp_path: Path, doorbell: Doorbell) -> None:
    simulator = Simulator()
    async with serve(simulator) as address, Town(address) as town:
        assert (await town.cast())["process"] == "none"
        child = Child(tmp_path, WAITS, doorbell)
        simulator.controls.process = child.process
        seen = []
        for doing in ("start", "kill", "start", "stop"):
            await town.process(doing)
            seen.append((await town.cast())["process"])
        assert seen == ["running", "stopped", "running", "stopped"]


def test_the_child_gets_no_setting_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_BOT_TOKEN", "a real one")
    monkeypatch.setenv("heard_data_dir", "/srv/real")
    environment = child_environment(tmp_path, "http://127.0.0.1:1", {"HEARD_DATA_DIR": "x"})
    ours = {name: value for name, value in environment.items() if name.upper().startswith("HEARD_")}
    assert ours == {
        "HEARD_API_URL": "http://127.0.0.1:1",
        "HEARD_BOT_TOKEN": "1000001:demo-token-of-the-simulator",
        "HEARD_CLOCK_FILE": str(tmp_path / "clock-offset"),
        "HEARD_DATA_DIR": "x",
    }
    assert environment["PATH"] == os.environ["PATH"]


async def test_the_demonstration_runs_the_bot_and_ends_with_it(tmp_path: Path, doorbell: Doorbell) -> None:
    """Runs as `heard demo` does, in a process of its own, and is ended by SIGTERM."""
    asks_who_it_is = (
        "import os, urllib.request as u; "
        "address = os.environ['HEARD_API_URL'] + '/bot' + os.environ['HEARD_BOT_TOKEN'] + '/getMe'; "
        f"print(u.urlopen(address).read(), flush=True); {WAITS}"
    )
    command = [sys.executable, "-c", asks_who_it_is, doorbell.port]
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-c", running_demo(tmp_path, 0, command), stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert demo.stdout is not None
    async with asyncio.timeout(20):
        address = (await demo.stdout.readline()).decode().split()[1]
        await doorbell.rung()
        async with Town(address) as town:
            assert (await town.cast())["process"] == "running"
        demo.send_signal(signal.SIGTERM)
        assert await demo.wait() == 0
    assert b'"is_bot":true' in (tmp_path / "bot.log").read_bytes()


def running_demo(folder: Path, port: int, command: list[str]) -> str:
    return (
        "import sys; from pathlib import Path; from bot.simulator.demo import run_demo; "
        f"sys.exit(run_demo(Path({str(folder)!r}), {port}, {command!r}, {{}}))"
    )


async def test_a_taken_port_is_one_clear_line(tmp_path: Path, address: str) -> None:
    port = int(address.rsplit(":", 1)[1])
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-c", running_demo(tmp_path, port, ["true"]), stderr=asyncio.subprocess.PIPE, cwd=ROOT
    )
    async with asyncio.timeout(20):
        _, errors = await demo.communicate()
    assert demo.returncode == 1
    assert errors.decode() == f"heard demo: cannot serve on 127.0.0.1:{port}: Address already in use\n"


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-23 12:30", "2026-11-23 12:30"),
        ("2026-11-23 22:00", "2026-11-24 10:00"),
        ("2026-11-23 03:00", "2026-11-23 10:00"),
        ("2026-07-01 23:00", "2026-07-02 09:00"),
    ],
)
def test_the_demo_begins_by_day_for_at_night_the_bot_invites_nobody(now: str, begins: str) -> None:
    moment, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, begins))
    assert by_day(moment) == expected
