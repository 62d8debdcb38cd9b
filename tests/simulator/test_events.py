"""What an open page is told, as it happens."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.simulator import events
from bot.simulator.client import Town
from tests.simulator.toybot import ToyBot, keyboard


async def heard(stream: aiohttp.ClientResponse, number: int) -> list[tuple[str, dict[str, Any]]]:
    """The next events, comments and settings apart."""
    found: list[tuple[str, dict[str, Any]]] = []
    async with asyncio.timeout(5):
        while len(found) < number:
            block = (await stream.content.readuntil(b"\n\n")).decode().strip().splitlines()
            if block[0].startswith("event: "):
                found.append((block[0][7:], json.loads(block[1].removeprefix("data: "))))
    return found


async def test_a_page_is_told_what_happens_in_its_persons_chats(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    async with town.session.get(f"/sim/events?as={amira.id}") as stream:
        assert stream.content_type == "text/event-stream"
        await amira.type("Hello")
        sent = await bot.call("sendMessage", chat_id=amira.id, text="Well?", reply_markup=keyboard("A"))
        place = {"chat_id": amira.id, "message_id": sent["message_id"]}
        await amira.press(sent["message_id"], "a", wait=0)
        query = (await bot.call("getUpdates"))[-1]["callback_query"]["id"]
        await bot.call("answerCallbackQuery", callback_query_id=query, text="Thanks", show_alert=True)
        await bot.call("editMessageText", text="Good", **place)
        await bot.call("sendChatAction", chat_id=amira.id, action="typing")
        await bot.call("deleteMessage", **place)
        await town.clock(advance=60)
        events = await heard(stream, 7)
    assert [(kind, data.get("chat", amira.id)) for kind, data in events] == [
        (kind, amira.id) for kind in ("message", "message", "answer", "edited", "action", "deleted", "cast")
    ]
    said = dict(enumerate(data for _, data in events))
    assert [said[place]["message"]["out"] for place in (0, 1)] == [True, False]
    assert said[2] == {"query": query, "text": "Thanks", "alert": True}
    assert said[3]["message"]["text"] == "Good"
    assert said[5]["message_ids"] == [sent["message_id"]]
    assert said[6]["clock"]["offset"] == 60


async def test_other_peoples_chats_stay_theirs(town: Town) -> None:
    amira, gethin = await town.person("Amira"), await town.person("Gethin")
    async with town.session.get(f"/sim/events?as={amira.id}") as stream:
        await gethin.start()
        group = await town.group("Parents", [amira, gethin])
        await gethin.type("In the group", chat=group)
        kinds = [(kind, data.get("chat")) for kind, data in await heard(stream, 3)]
    assert kinds == [("message", group), ("chats", None), ("message", group)]


async def test_a_silent_stream_is_kept_open(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "KEEP_OPEN", 0.01)
    async with town.session.get("/sim/events?as=1001") as stream:
        assert await stream.content.readuntil(b"\n\n") == b"retry: 1000\n\n"
        assert (await stream.content.readuntil(b"\n\n")).startswith(b": ")


async def test_an_answer_can_be_asked_for_later(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    sent = await bot.call("sendMessage", chat_id=amira.id, text="Well?", reply_markup=keyboard("A"))
    pressed = await town.post("/sim/tap", as_=amira.id, chat=amira.id, message=sent["message_id"], data="a")
    assert pressed["answered"] is False
    waiting = asyncio.create_task(town.get("/sim/answer", query=pressed["query"], wait=5))
    await bot.call("answerCallbackQuery", callback_query_id=pressed["query"], text="Thanks")
    answer = await waiting
    assert (answer["answered"], answer["text"], answer["age"] < 5) == (True, "Thanks", True)


async def test_a_long_text_is_sent_in_parts_as_apps_do(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await amira.type("😀" * 4096)
    texts = [update["message"]["text"] for update in await bot.call("getUpdates")][1:]
    assert texts == ["😀" * 2048] * 2


async def test_unread_counts_until_one_looks(town: Town, bot: ToyBot) -> None:
    amira = await town.person("Amira")
    await amira.start()
    for number in range(3):
        await bot.call("sendMessage", chat_id=amira.id, text=f"number {number}")
    (entry,) = await town.get("/sim/chats", as_=amira.id)
    assert (entry["unread"], entry["last"]["text"], entry["started"]) == (3, "number 2", True)
    await amira.reads()
    (entry,) = await town.get("/sim/chats", as_=amira.id)
    assert entry["unread"] == 0
