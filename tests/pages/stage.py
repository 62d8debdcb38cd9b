"""What the tests of pages play on: a simulator, people's acts, and a bot of their own."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from playwright.async_api import Locator, Page

from bot.charts import Bar, Chart, draw
from tests.pages.toybot import Json, ToyBot

AMIRA, GETHIN = 1001, 1002
DESK, PHONE = (1280, 800), (390, 844)

Open = Callable[..., Awaitable[Page]]


class Town:
    """People's acts that no page is needed for, and the bot that answers them."""

    def __init__(self, address: str, bot: ToyBot, session: aiohttp.ClientSession) -> None:
        self.address = address
        self.bot = bot
        self._session = session

    async def act(self, name: str, **values: Any) -> Json:
        headers = {"X-Heard-Simulator": "1"}
        url = f"{self.address}/sim/{name}"
        async with self._session.post(url, json=values, headers=headers) as response:
            answer: Json = await response.json()
        assert response.ok, answer
        return answer


def chart() -> bytes:
    bars = (Bar("Short surveys", 0.62, "21 people, 62%"), Bar("By phone", 0.18, "6 people, 18%"))
    return draw(Chart("How would you like to be involved?", "34 people answered", bars, "")).png


def log_of(page: Page) -> Locator:
    return page.get_by_role("log").first
