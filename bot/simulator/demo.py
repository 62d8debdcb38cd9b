"""The whole bot against the simulator, with a page to chat in: `heard demo`."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.simulator.process import BotProcess
from bot.simulator.scene import set_scene
from bot.simulator.server import EXAMPLE_TOKEN, Simulator, serve

CLOCK_FILE = "clock-offset"
LOG_FILE = "bot.log"
ZONE = ZoneInfo("Europe/London")
FIRST_HOUR, LAST_HOUR = 9, 17


def run_demo(folder: Path, port: int, bot_command: Sequence[str], bot_environment: Mapping[str, str]) -> int:
    """Serves the page and owns the bot process until Ctrl+C; gives back the exit code."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(_demo(folder, port, bot_command, bot_environment))
    except OSError as error:
        print(f"heard demo: cannot serve on 127.0.0.1:{port}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


async def _demo(
    folder: Path, port: int, bot_command: Sequence[str], bot_environment: Mapping[str, str]
) -> None:
    stopping = _stop_on_signals()
    simulator = Simulator(clock_file=folder / CLOCK_FILE)
    simulator.world.clock.move_to(by_day(simulator.world.clock.now()))
    async with serve(simulator, port) as address:
        environment = child_environment(folder, address, bot_environment)
        process = BotProcess(bot_command, environment, folder / LOG_FILE, changed=simulator.controls.changed)
        simulator.controls.process = process
        await process.start()
        scene = asyncio.create_task(set_scene(address))
        print(
            f"Open {address} in a browser. Ctrl+C ends it. (The bot's log: {folder / LOG_FILE})", flush=True
        )
        await stopping.wait()
        scene.cancel()


def by_day(now: datetime) -> datetime:
    """The moment itself, or ten in the morning: at night the bot invites nobody, and the demo would
    seem dead."""
    local = now.astimezone(ZONE)
    if FIRST_HOUR <= local.hour < LAST_HOUR:
        return now
    morning = local.replace(hour=10, minute=0, second=0, microsecond=0)
    return (morning if morning > local else morning + timedelta(days=1)).astimezone(UTC)


def _stop_on_signals() -> asyncio.Event:
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


def child_environment(folder: Path, address: str, extra: Mapping[str, str]) -> dict[str, str]:
    """Nothing of our own settings reaches the bot: no real token, no real folder."""
    usual = {name: value for name, value in os.environ.items() if not name.upper().startswith("HEARD_")}
    return {
        **usual,
        "HEARD_API_URL": address,
        "HEARD_BOT_TOKEN": EXAMPLE_TOKEN,
        "HEARD_CLOCK_FILE": str(folder / CLOCK_FILE),
        **extra,
    }
