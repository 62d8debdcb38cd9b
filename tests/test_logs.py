"""What the log never says."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logging
from bot.simulator.client import Town
from bot.simulator.server import Simulator, serve
from bot.transport import AiohttpRequest

TOKEN = "123456789" + ":AAH-this_is_what-a-token_looks-like"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, told = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in ("telegram", "httpx", "aiohttp", "asyncio")}
    set_up_logging("DEBUG", told)
    yield told
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.mark.parametrize(
    "line", [f"https://api.telegram.org/bot{TOKEN}/getMe", TOKEN, TOKEN.replace(":", "%3A"), f"token={TOKEN}"]
)
def test_a_token_is_taken_out_wherever_it_stands(log: io.StringIO, line: str) -> None:
    logging.getLogger("bot.any").warning("Could not reach %s", line)

    assert "AAH" not in log.getvalue()
    assert "[token]" in log.getvalue()


def test_times_and_addresses_stay_readable(log: io.StringIO) -> None:
    logging.getLogger("bot.any").warning("At 12:30:59 on http://127.0.0.1:8765/x")

    assert "At 12:30:59 on http://127.0.0.1:8765/x" in log.getvalue()


def test_a_traceback_says_where_and_what_kind_but_not_whose_words(log: io.StringIO) -> None:
    def read_answer() -> None:
        raise ValueError("my son Kai")

    try:
        read_answer()
    except ValueError:
        logging.getLogger("bot.any").exception("It failed")

    assert "read_answer" in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert "Kai" not in log.getvalue()


async def test_libraries_say_nothing_of_addresses_and_updates(log: io.StringIO) -> None:
    simulator = Simulator()
    async with serve(simulator) as address, Town(address), AiohttpRequest() as request:
        url = f"{address}/bot{simulator.token}"
        await request.post(f"{url}/getMe")
    logging.getLogger("telegram.ext.Application").critical("Update %s", "my son Kai")
    logging.getLogger("httpx").info("HTTP Request: POST /bot")

    for private in (simulator.token, "Kai", "/bot"):
        assert private not in log.getvalue()


def test_setting_up_again_does_not_say_everything_twice(log: io.StringIO) -> None:
    set_up_logging("DEBUG", log)
    logging.getLogger("bot.any").warning("once")

    assert log.getvalue().count("once") == 1
