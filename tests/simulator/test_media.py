"""Photos and documents, both ways; albums, copies and forwards."""

import io
import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.client import Person, Town
from tests.simulator.pictures import png
from tests.simulator.toybot import ToyBot

MEGABYTE = 1024 * 1024


@pytest.fixture
async def amira(town: Town) -> Person:
    person = await town.person("Amira")
    await person.start()
    return person


async def upload(
    bot: ToyBot, method: str, content: bytes, name: str = "x.csv", **fields: object
) -> tuple[int, dict[str, Any]]:
    """Sends one file under the name that belongs to the method."""
    form = aiohttp.FormData(quote_fields=False)
    for field, value in fields.items():
        form.add_field(field, str(value))
    form.add_field(method.removeprefix("send").lower(), io.BytesIO(content), filename=name)
    async with bot._session.post(bot.base + method, data=form) as answer:
        return answer.status, await answer.json()


async def test_a_photo_is_seen_and_its_file_downloaded(bot: ToyBot, town: Town, amira: Person) -> None:
    picture = png(640, 400)
    caption = "<b>A chart</b>"
    _, answer = await upload(bot, "sendPhoto", picture, chat_id=amira.id, caption=caption, parse_mode="HTML")
    sizes = answer["result"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(320, 200), (640, 400)]
    seen = await amira.sees("A chart")
    assert seen.photo is not None
    assert await town.download(seen.photo) == picture
    again = await bot.call("sendPhoto", chat_id=amira.id, photo=seen.photo)
    assert again["photo"] == sizes


async def test_a_document_keeps_its_name_and_comes_as_a_download(
    bot: ToyBot, town: Town, amira: Person
) -> None:
    _, answer = await upload(bot, "sendDocument", b"a,b\n", "answers é.csv", chat_id=amira.id)
    document = answer["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("answers é.csv", "text/csv")
    async with town.session.get(f"/sim/file/{document['file_id']}") as file:
        assert file.headers["Content-Disposition"].startswith("attachment")
        assert await file.read() == b"a,b\n"


async def test_what_a_person_uploads_the_bot_downloads(bot: ToyBot, amira: Person, address: str) -> None:
    await amira.upload("document", b"name,phone\n", "list.csv", caption="Here it is")
    message = (await bot.call("getUpdates"))[-1]["message"]
    assert message["caption"] == "Here it is"
    file = await bot.call("getFile", file_id=message["document"]["file_id"])
    url = bot.base.replace("/bot", "/file/bot") + file["file_path"]
    async with bot._session.get(url) as answer:
        assert await answer.read() == b"name,phone\n"


@pytest.mark.parametrize(
    ("method", "content", "words"),
    [
        ("sendDocument", b"", "file must be non-empty"),
        ("sendPhoto", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png(9000, 1100)[:60], "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", png(210, 10), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_a_bad_file_is_refused(
    method: str, content: bytes, words: str, bot: ToyBot, amira: Person
) -> None:
    status, answer = await upload(bot, method, content, chat_id=amira.id)
    assert (status, answer["description"]) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "there is no document in the request"),
        ({"document": "attach://nothing"}, "there is no document in the request"),
        ({"document": "https://example.org/a.csv"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "a", "caption": "a" * 1025}, "message caption is too long"),
    ],
)
async def test_a_document_without_content_is_refused(
    params: dict[str, str], words: str, bot: ToyBot, amira: Person
) -> None:
    refusal = await bot.fails("sendDocument", chat_id=amira.id, **params)
    assert refusal == (400, f"Bad Request: {words}")


async def test_fifty_megabytes_go_up_but_only_twenty_come_down(bot: ToyBot, amira: Person) -> None:
    status, answer = await upload(bot, "sendDocument", bytes(50 * MEGABYTE + 1), chat_id=amira.id)
    assert (status, answer["description"]) == (413, "Request Entity Too Large")
    status, answer = await upload(bot, "sendDocument", bytes(20 * MEGABYTE + 1), chat_id=amira.id)
    assert status == 200
    file_id = answer["result"]["document"]["file_id"]
    assert await bot.fails("getFile", file_id=file_id) == (400, "Bad Request: file is too big")
    words = "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert await bot.fails("getFile", file_id="nothing") == (400, words)


async def test_an_album_is_one_group_of_messages(bot: ToyBot, amira: Person) -> None:
    form = aiohttp.FormData()
    media = [{"type": "photo", "media": f"attach://p{n}", "caption": f"Chart {n}"} for n in range(3)]
    form.add_field("chat_id", str(amira.id))
    form.add_field("media", json.dumps(media))
    for number in range(3):
        form.add_field(f"p{number}", png(), filename="a.png")
    async with bot._session.post(bot.base + "sendMediaGroup", data=form) as answer:
        messages = (await answer.json())["result"]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message["caption"] for message in messages] == ["Chart 0", "Chart 1", "Chart 2"]
    known = {"type": "photo", "media": messages[0]["photo"][-1]["file_id"]}
    refusal = await bot.fails("sendMediaGroup", chat_id=amira.id, media=[known, {"type": "document"}])
    assert refusal == (400, "Bad Request: document can't be mixed with other media types")
    refusal = await bot.fails("sendMediaGroup", chat_id=amira.id, media=[known] * 11)
    assert refusal == (400, "Bad Request: too many messages to send as an album")


async def test_media_and_captions_are_edited(bot: ToyBot, amira: Person) -> None:
    _, first = await upload(bot, "sendPhoto", png(8, 6), chat_id=amira.id, caption="One")
    _, second = await upload(bot, "sendPhoto", png(9, 6), chat_id=amira.id)
    place = {"chat_id": amira.id, "message_id": first["result"]["message_id"]}
    other = {"type": "photo", "media": second["result"]["photo"][-1]["file_id"], "caption": "Two"}
    edited = await bot.call("editMessageMedia", media=other, **place)
    assert (edited["photo"][-1]["width"], edited["caption"]) == (9, "Two")
    assert (await bot.call("editMessageCaption", caption="Three", **place))["caption"] == "Three"
    words = "Bad Request: there is no text in the message to edit"
    assert await bot.fails("editMessageText", text="Four", **place) == (400, words)
    text = await bot.call("sendMessage", chat_id=amira.id, text="Text")
    place["message_id"] = text["message_id"]
    words = "Bad Request: there is no caption in the message to edit"
    assert await bot.fails("editMessageCaption", caption="Five", **place) == (400, words)


async def test_copies_lose_their_buttons_and_forwards_say_where_they_come_from(
    bot: ToyBot, town: Town, amira: Person
) -> None:
    gethin = await town.person("Gethin")
    await gethin.start()
    typed = await amira.type("From Amira")
    source = {"from_chat_id": amira.id, "message_id": typed.message_id, "chat_id": gethin.id}
    await bot.call("copyMessage", **source)
    assert "forward_origin" not in (await gethin.sees("From Amira")).raw
    forwarded = await bot.call("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == amira.id
    source["message_id"] = 999
    assert await bot.fails("copyMessage", **source) == (400, "Bad Request: message to copy not found")
    secret = await bot.call("sendMessage", chat_id=amira.id, text="Secret", protect_content=True)
    source["message_id"] = secret["message_id"]
    words = "Bad Request: message has protected content and can't be forwarded"
    assert await bot.fails("forwardMessage", **source) == (400, words)
    several = {"from_chat_id": amira.id, "chat_id": gethin.id, "message_ids": [typed.message_id, 999]}
    assert len(await bot.call("copyMessages", **several)) == 1
