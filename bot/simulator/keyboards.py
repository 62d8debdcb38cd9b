"""`reply_markup`: inline keyboards as Telegram accepts them."""

import re

from bot.simulator.refusals import Json, bad_request

MAX_BUTTONS = 100
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
)  # fmt: skip
_OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")
_URL = re.compile(r"(https?://|tg://)?[^\s/]+\.[^\s]+|tg://\S+|https?://(localhost|\d)[^\s]*")


def inline_keyboard(markup: object) -> Json | None:
    """The markup that stays with the message; None for none, or for one below the text box."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if any(kind in markup for kind in _OTHER_MARKUPS):
            return None
        return None
    if not isinstance(rows, list):
        raise _cannot_parse('Field "inline_keyboard" must be of type Array')
    checked = [[_button(button) for button in _row(row)] for row in rows]
    checked = [row for row in checked if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": checked} if checked else None


def _row(row: object) -> list[object]:
    if not isinstance(row, list):
        raise _cannot_parse("expected an Array of Arrays of InlineKeyboardButton")
    return row


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _cannot_parse("expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _cannot_parse(
            'Can\'t find field "text"' if text is None else 'Field "text" must be of type String'
        )
    if not text.strip():
        raise _cannot_parse("Text buttons are unallowed in the inline keyboard")
    actions = [action for action in _ACTIONS if button.get(action) is not None]
    if not actions:
        raise _cannot_parse("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _cannot_parse("exactly one of the optional fields must be used")
    _check_action(button, actions[0])
    return button


def _check_action(button: Json, action: str) -> None:
    if action == "callback_data":
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url" and not _URL.match(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif action == "copy_text" and not 1 <= len(str(button["copy_text"].get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _cannot_parse(detail: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {detail}")


def buttons(message: Json) -> list[Json]:
    markup = message.get("reply_markup")
    return [button for row in markup["inline_keyboard"] for button in row] if markup else []
