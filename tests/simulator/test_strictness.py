"""What Telegram refuses is refused, in Telegram's words."""

from typing import Any

import pytest

from bot.simulator.client import Town
from bot.simulator.server import Simulator
from tests.simulator.conftest import HandClock
from tests.simulator.toybot import ToyBot, keyboard

ADA = 1001
STRANGER = 1002
EMOJI = "😀"  # two UTF-16 units


@pytest.fixture
async def ada(town: Town) -> int:
    await (await town.person("Amira")).start()
    return ADA


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


REFUSED_SENDS: dict[str, tuple[dict[str, Any], str]] = {
    "nobody named": ({"chat_id": ""}, "chat_id is empty"),
    "unknown chat": ({"chat_id": 99}, "chat not found"),
    "unknown group": ({"chat_id": -100123}, "chat not found"),
    "unknown name": ({"chat_id": "@somewhere"}, "chat not found"),
    "empty text": ({"text": ""}, "message text is empty"),
    "only spaces": ({"text": " \n "}, "text must be non-empty"),
    "only tags": ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    "too long": ({"text": "a" * 4097}, "message is too long"),
    "too long in UTF-16": ({"text": EMOJI * 2049}, "message is too long"),
    "unknown parse mode": ({"parse_mode": "LaTeX"}, "unsupported parse_mode"),
    "no such reply": ({"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    "no such thread": ({"message_thread_id": 77}, "message thread not found"),
    "data too long": ({"reply_markup": button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
    "data empty": ({"reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID"),
    "button that does nothing": (
        {"reply_markup": button()},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button that does two things": (
        {"reply_markup": button(callback_data="a", url="https://example.org")},
        "can't parse inline keyboard button: exactly one of the optional fields must be used",
    ),
    "button to nowhere": (
        {"reply_markup": button(url="no address")},
        "inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
    ),
    "too many buttons": (
        {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}},
        "REPLY_MARKUP_TOO_LONG",
    ),
    "markup that is none": ({"reply_markup": "[1]"}, "object expected as reply markup"),
    "markup that is no JSON": ({"reply_markup": "{"}, "can't parse reply markup JSON object"),
}


@pytest.mark.parametrize("case", REFUSED_SENDS)
async def test_a_send_is_refused(case: str, bot: ToyBot, ada: int) -> None:
    params, words = REFUSED_SENDS[case]
    refusal = await bot.fails("sendMessage", **{"chat_id": ada, "text": "Hello", **params})
    assert refusal == (400, f"Bad Request: {words}")


async def test_what_just_fits_is_sent(bot: ToyBot, ada: int) -> None:
    for text in ("a" * 4096, EMOJI * 2048, "<b>" + "a" * 4096 + "</b>"):
        await bot.call("sendMessage", chat_id=ada, text=text, parse_mode="HTML")
    rows = [[{"text": "x", "callback_data": "é" * 32}]] * 100
    await bot.call("sendMessage", chat_id=ada, text="a", reply_markup={"inline_keyboard": rows})


async def test_a_wrong_token_is_unauthorized(address: str, bot: ToyBot) -> None:
    bot.base = f"{address}/bot1:wrong/"
    assert await bot.fails("getMe") == (401, "Unauthorized")


async def test_an_unknown_method_is_not_found(bot: ToyBot) -> None:
    assert await bot.fails("sendPigeon") == (404, "Not Found: method not found")


async def test_a_method_is_found_whatever_its_case(bot: ToyBot) -> None:
    assert (await bot.call("GETME"))["is_bot"] is True


async def test_unknown_parameters_are_ignored_but_noted(bot: ToyBot, town: Town, ada: int) -> None:
    await bot.call("sendMessage", chat_id=ada, text="Hello", colour="red", disable_notification=True)
    noted = (await town.requests())[-1]
    assert (noted["method"], noted["status"], noted["unknown"]) == ("sendMessage", 200, ["colour"])


async def test_who_never_pressed_start_is_not_written_to(bot: ToyBot) -> None:
    refusal = await bot.fails("sendMessage", chat_id=STRANGER, text="Hello")
    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_who_blocked_the_bot_is_not_written_to_until_the_next_start(bot: ToyBot, town: Town) -> None:
    amira = await town.person("Amira")
    await amira.start()
    await amira.block()
    refusal = await bot.fails("sendMessage", chat_id=amira.id, text="Hello")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    await amira.start()
    await bot.call("sendMessage", chat_id=amira.id, text="Hello again")
    kinds = [next(key for key in update if key != "update_id") for update in await bot.call("getUpdates")]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


@pytest.mark.parametrize(
    ("method", "content"),
    [
        ("editMessageText", {"text": "Hello"}),
        ("editMessageText", {"text": " <b>Hello</b> ", "parse_mode": "HTML"}),
        ("editMessageReplyMarkup", {}),
    ],
)
async def test_an_edit_that_changes_nothing_is_refused(
    method: str, content: dict[str, Any], bot: ToyBot, ada: int
) -> None:
    sent = await bot.call("sendMessage", chat_id=ada, reply_markup=keyboard("A"), **{"text": "x", **content})
    place = {"chat_id": ada, "message_id": sent["message_id"], "reply_markup": keyboard("A")}
    assert await bot.fails(method, **place, **content) == (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message",
    )
    del place["reply_markup"]
    edited = await bot.call(method, **place, **content)
    assert "reply_markup" not in edited
    assert "edit_date" in edited


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"message_id": 999}, "message to edit not found"),
        ({}, "message identifier is not specified"),
        ({"message_id": 1}, "message can't be edited"),
    ],
)
async def test_an_edit_of_the_wrong_message_is_refused(
    params: dict[str, Any], words: str, bot: ToyBot, ada: int
) -> None:
    refusal = await bot.fails("editMessageText", chat_id=ada, text="Hello", **params)
    assert refusal == (400, f"Bad Request: {words}")


async def test_a_message_is_deleted_for_48_hours_only(bot: ToyBot, ada: int, clock: HandClock) -> None:
    sent = [await bot.call("sendMessage", chat_id=ada, text="Hello") for _ in range(2)]
    clock.advance(48 * 3600 - 1)
    assert await bot.call("deleteMessage", chat_id=ada, message_id=sent[0]["message_id"]) is True
    clock.advance(1)
    late = {"chat_id": ada, "message_id": sent[1]["message_id"]}
    words = "Bad Request: message can't be deleted for everyone"
    assert await bot.fails("deleteMessage", **late) == (400, words)
    await bot.call("editMessageText", text="Taken back", **late)
    gone = {"chat_id": ada, "message_id": sent[0]["message_id"]}
    assert await bot.fails("deleteMessage", **gone) == (400, "Bad Request: message to delete not found")


async def test_a_press_is_answered_once_and_within_150_seconds(
    bot: ToyBot, town: Town, ada: int, clock: HandClock
) -> None:
    amira = await town.person("Amira")
    message = await bot.call("sendMessage", chat_id=ada, text="Hello", reply_markup=keyboard("A"))
    for _ in range(2):
        await amira.press(message["message_id"], "a", wait=0)
    early, late = [update["callback_query"]["id"] for update in (await bot.call("getUpdates"))[-2:]]
    too_long = {"callback_query_id": early, "text": "a" * 201}
    assert await bot.fails("answerCallbackQuery", **too_long) == (400, "Bad Request: MESSAGE_TOO_LONG")
    await bot.call("answerCallbackQuery", callback_query_id=early, text="a" * 200)
    clock.advance(150)
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for query in (early, late, "made up"):
        assert await bot.fails("answerCallbackQuery", callback_query_id=query) == (400, words)


async def test_a_failure_of_the_simulator_itself_is_a_500(
    simulator: Simulator, bot: ToyBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulator.world.profile, "me", lambda: 1 / 0)
    assert await bot.fails("getMe") == (500, "Internal Server Error")
