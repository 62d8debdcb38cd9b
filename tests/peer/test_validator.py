"""The validator finds what is wrong with a bot's requests, and nothing in what is right."""

import json
from pathlib import Path
from typing import Any

from tests.peer.environment import violations

BUTTON = {"text": "A", "callback_data": "a"}
KEYBOARD = json.dumps({"inline_keyboard": [[BUTTON]]})


def request(method: str, status: int = 200, **params: Any) -> dict[str, Any]:
    return {"method": method, "params": params, "status": status}


GOOD = [
    request("getMe"),
    request("getUpdates", offset="5", timeout=30, allowed_updates='["message"]'),
    request("sendMessage", chat_id="1001", text="<b>a &amp; b</b>", parse_mode="HTML", reply_markup=KEYBOARD),
    request("sendMessage", chat_id=1001, text='["a text that looks like JSON"]'),
    request("sendMessage", chat_id=1001, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML"),
    request("editMessageText", chat_id=1001, message_id="7", text="b", reply_markup={"inline_keyboard": []}),
    request("answerCallbackQuery", callback_query_id="1", text="a" * 200),
    request("setMyCommands", commands='[{"command": "a", "description": "b"}]', scope='{"type": "default"}'),
    request("editMessageMedia", chat_id=1, message_id=2, media='{"type": "photo", "media": "attach://x"}'),
    {**request("sendPhoto", chat_id=1001, caption="A chart"), "files": {"photo": {"name": "a.png"}}},
]  # fmt: skip
BAD = [
    (request("sendPigeon"), "there is no such method"),
    (request("sendMessage", chat_id=1001, text="a", colour="red"), "there is no parameter colour"),
    (request("sendMessage", 400, chat_id=1001, text="a" * 4097), "message is too long"),
    (request("sendMessage", chat_id=1001), "Field required"),
    (request("sendMessage", chat_id=1001, text="<b>a", parse_mode="HTML"), "can't parse entities"),
    (
        request("sendMessage", chat_id=1, text="a", reply_markup=KEYBOARD.replace('"a"', f'"{"a" * 65}"')),
        "BUTTON_DATA_INVALID",
    ),
    (request("answerCallbackQuery", callback_query_id="1", text="a" * 201), "MESSAGE_TOO_LONG"),
]


async def test_every_bad_request_is_named_and_no_good_one(tmp_path: Path) -> None:
    found = await violations([*(bad for bad, _ in BAD), *GOOD], tmp_path)
    assert len(found) == len(BAD)
    for number, (bad, words) in enumerate(BAD):
        assert found[number].startswith(f"request {number}, {bad['method']}: ")
        assert words in found[number]
