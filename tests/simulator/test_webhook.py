"""Updates pushed to the bot: in order, with the secret, again until they are taken."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.simulator.client import Town
from bot.simulator.server import Simulator
from tests.simulator.test_polling import polled
from tests.simulator.toybot import ToyBot


class Receiver:
    def __init__(self) -> None:
        self.refusals_left = 0
        self.taken: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()
        self.asked = 0

    async def take(self, request: web.Request) -> web.Response:
        self.asked += 1
        if self.refusals_left:
            self.refusals_left -= 1
            return web.Response(status=503)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.taken.put_nowait((secret, await request.json()))
        return web.Response()

    async def next_text(self) -> str:
        async with asyncio.timeout(5):
            return str((await self.taken.get())[1]["message"]["text"])


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def hook(receiver: Receiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    async with TestServer(app) as server:
        yield str(server.make_url("/hook"))


async def test_updates_are_pushed_with_the_secret(
    hook: str, receiver: Receiver, bot: ToyBot, town: Town
) -> None:
    await bot.call("setWebhook", url=hook, secret_token="a-Secret_1")
    await (await town.person("Amira")).start("s_1")
    async with asyncio.timeout(5):
        secret, update = await receiver.taken.get()
    assert (secret, update["message"]["text"]) == ("a-Secret_1", "/start s_1")
    await town.quiet()


async def test_a_refused_update_comes_again_and_keeps_the_order(
    hook: str, receiver: Receiver, bot: ToyBot, town: Town
) -> None:
    receiver.refusals_left = 2
    amira = await town.person("Amira")
    await amira.start()
    await amira.type("one")
    await bot.call("setWebhook", url=hook)
    assert [await receiver.next_text(), await receiver.next_text()] == ["/start", "one"]
    assert receiver.asked == 4
    info = await bot.call("getWebhookInfo")
    assert info["url"] == hook
    assert "503" in info["last_error_message"]


async def test_polling_and_a_webhook_exclude_each_other(
    hook: str, bot: ToyBot, town: Town, simulator: Simulator
) -> None:
    poll = asyncio.create_task(bot.raw("getUpdates", timeout=30))
    await polled(simulator)
    await bot.call("setWebhook", url=hook)
    assert (await poll)[1]["description"] == "Conflict: terminated by setWebhook request"
    status, words = await bot.fails("getUpdates")
    assert status == 409
    assert words.startswith("Conflict: can't use getUpdates method while webhook is active")
    await bot.call("deleteWebhook")
    assert await bot.call("getUpdates") == []


@pytest.mark.parametrize("url", ["https://example.org/hook", "ftp://127.0.0.1/hook", "nonsense"])
async def test_a_webhook_elsewhere_is_refused(url: str, bot: ToyBot) -> None:
    status, words = await bot.fails("setWebhook", url=url)
    assert (status, words[:24]) == (400, "Bad Request: bad webhook")


async def test_a_secret_has_plain_characters_only(hook: str, bot: ToyBot) -> None:
    refusal = await bot.fails("setWebhook", url=hook, secret_token="no spaces")
    assert refusal == (400, "Bad Request: secret token contains unallowed characters")


async def test_waiting_updates_can_be_dropped(hook: str, receiver: Receiver, bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await bot.call("setWebhook", url=hook, drop_pending_updates=True)
    await amira.type("later")
    assert await receiver.next_text() == "later"
