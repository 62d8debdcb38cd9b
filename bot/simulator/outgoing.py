"""What every send of the bot shares: where to, in reply to what, with which buttons."""

from dataclasses import dataclass

from bot.simulator.entities import formatted, utf16_length
from bot.simulator.keyboards import inline_keyboard
from bot.simulator.params import Params
from bot.simulator.refusals import Json, bad_request
from bot.simulator.state import Chat
from bot.simulator.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


@dataclass(frozen=True)
class Target:
    chat: Chat
    thread: int
    extras: Json  # reply, buttons, protection


def chat_number(params: Params, name: str = "chat_id") -> int:
    value = params.text(name).strip()
    if not value:
        raise bad_request(f"{name} is empty")
    try:
        return int(value)
    except ValueError:
        raise bad_request("chat not found") from None


def target(world: World, params: Params) -> Target:
    chat = world.writable(chat_number(params))
    thread = params.number("message_thread_id")
    world.check_thread(chat, thread)
    extras = replied(chat, params)
    if markup := inline_keyboard(params.data("reply_markup")):
        extras["reply_markup"] = markup
    if params.flag("protect_content"):
        extras["has_protected_content"] = True
    return Target(chat, thread, extras)


def replied(chat: Chat, params: Params) -> Json:
    reply = params.data("reply_parameters") or {}
    number = int(reply.get("message_id") or params.number("reply_to_message_id"))
    if not number:
        return {}
    message = chat.messages.get(number)
    if message is not None:
        return {"reply_to_message": quoted(message)}
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def quoted(message: Json) -> Json:
    """A message inside another: without what it replied to itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def send(world: World, place: Target, content: Json) -> Json:
    world.limits.spend(place.chat.id)
    return world.post(place.chat, world.bot, content | place.extras, thread=place.thread)


def text_content(params: Params) -> Json:
    raw = params.text("text")
    if not raw:
        raise bad_request("message text is empty")
    text, entities = formatted(raw, params.text("parse_mode"), params.data("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(caption: str, parse_mode: str, given: list[Json] | None) -> Json:
    if not caption:
        return {}
    text, entities = formatted(caption, parse_mode, given)
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def params_caption(params: Params) -> Json:
    return caption_content(params.text("caption"), params.text("parse_mode"), params.data("caption_entities"))
