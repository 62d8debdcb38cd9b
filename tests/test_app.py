"""What the bot refuses before it speaks with anybody."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import run_bot
from bot.content import shipped_folder
from bot.settings import BadSettings, Settings


async def test_a_real_bot_does_not_start_with_the_numbers_of_the_example_forum(tmp_path: Path) -> None:
    given: dict[str, Any] = {
        "_env_file": None,
        "bot_token": SecretStr("1:not-a-real-one"),
        "data_dir": tmp_path / "data",
        "keys_dir": tmp_path / "keys",
        "content_dir": shipped_folder(),
    }
    settings = Settings(**given)
    with pytest.raises(BadSettings, match=r"invented numbers: .*01632 960"):
        await run_bot(settings, asyncio.Event())
