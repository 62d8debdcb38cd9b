"""What the simulator serves is read by a client that nobody here wrote."""

import json
from pathlib import Path

from bot.simulator.client import Town
from bot.simulator.methods import METHODS
from bot.simulator.server import Simulator, serve
from tests.peer.environment import run_script, violations

NOT_CALLED = {"close", "logout"}  # they end a session with Telegram's servers


async def test_aiogram_calls_every_method_and_reads_every_answer(tmp_path: Path) -> None:
    simulator = Simulator()
    async with serve(simulator) as address, Town(address) as town:
        code, said = await run_script("talk_with_aiogram.py", address, simulator.token)
        assert code == 0, said
        requests = await town.requests()
    called = {name.lower() for name in json.loads(said.splitlines()[-1])}
    assert called == {*METHODS, "getupdates"} - NOT_CALLED
    assert not [request for request in requests if "unknown" in request]
    assert await violations(requests, tmp_path) == []
