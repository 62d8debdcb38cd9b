"""Requests over the wire, and each way they fail."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.simulator.client import Town
from bot.simulator.server import Simulator, serve
from bot.transport import AiohttpRequest, NotSent
from tests.engine import PNG


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(read=0.3, connect=1.0) as request:
        yield request


def bot_at(address: str, token: str, request: AiohttpRequest) -> ExtBot[Any]:
    polling = AiohttpRequest()
    return ExtBot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=request,
        get_updates_request=polling,
    )


async def test_a_bot_says_a_word_and_uploads_a_picture_over_it(request_: AiohttpRequest) -> None:
    simulator = Simulator()
    async with (
        serve(simulator) as address,
        Town(address) as town,
        bot_at(address, simulator.token, request_) as bot,
    ):
        ada = await town.person("Ada")
        await ada.start()
        await bot.send_message(ada.id, "Ŵyn a 蛋 <b>да</b> & = + %", parse_mode="HTML")
        await ada.sees("Ŵyn a 蛋 да & = + %")
        sent = await bot.send_photo(ada.id, PNG, caption="A chart")

        seen = await ada.sees("A chart")
        assert seen.photo is not None
        assert await town.download(seen.photo) == PNG
        file = await sent.photo[-1].get_file()
        assert bytes(await file.download_as_bytearray()) == PNG
        named = await bot.send_document(ada.id, b"a", filename="أين و Zażółć-3.csv")
        assert named.document is not None
        assert named.document.file_name == "أين و Zażółć-3.csv"


async def test_a_wrong_token_and_a_server_error_are_told_apart(request_: AiohttpRequest) -> None:
    simulator = Simulator()
    async with serve(simulator) as address, Town(address) as town:
        wrong = ExtBot("1:wrong-token-of-nobody", base_url=f"{address}/bot", request=request_)
        with pytest.raises(InvalidToken):
            await wrong.get_me()

        right = ExtBot(simulator.token, base_url=f"{address}/bot", request=request_)
        await town.faults(refuse="500")
        with pytest.raises(NetworkError) as error:
            await right.get_me()
        assert not isinstance(error.value, NotSent)


async def test_a_lost_answer_a_slow_answer_and_no_connection_are_told_apart(request_: AiohttpRequest) -> None:
    simulator = Simulator()
    async with serve(simulator) as address, Town(address) as town:
        bot = ExtBot(simulator.token, base_url=f"{address}/bot", request=request_)
        await town.faults(refuse="silent")
        with pytest.raises(NetworkError) as lost:
            await bot.get_me()
        await town.faults(refuse=None, slow=2)
        with pytest.raises(TimedOut):
            await bot.get_me()
    with pytest.raises(NotSent):
        await bot.get_me()

    assert not isinstance(lost.value, NotSent | TimedOut)


async def test_what_does_no_harm_twice_is_asked_again_when_the_connection_breaks(
    request_: AiohttpRequest,
) -> None:
    simulator = Simulator()
    async with (
        serve(simulator) as address,
        Town(address) as town,
        bot_at(address, simulator.token, request_) as bot,
    ):
        ada = await town.person("Ada")
        await ada.start()
        await town.faults(refuse="silent", times=1, methods=["getMe"])
        assert (await bot.get_me()).is_bot

        await town.faults(refuse="silent", times=1, methods=["sendMessage"])
        with pytest.raises(NetworkError):
            await bot.send_message(ada.id, "once")
        assert [seen.text for seen in await ada.reads() if seen.from_bot] == ["once"]


async def test_no_error_of_the_network_carries_the_address_or_the_token(request_: AiohttpRequest) -> None:
    token = "1000001:a-token-that-nobody-may-read"
    bot = ExtBot(token, base_url="http://127.0.0.1:9/bot", request=request_)

    with pytest.raises(NetworkError) as error:
        await bot.get_me()

    assert str(error.value) == "ClientConnectorError"
