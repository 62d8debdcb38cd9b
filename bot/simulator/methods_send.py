"""The bot's methods that send something."""

from typing import Any

from bot.simulator import files
from bot.simulator.outgoing import (
    Target,
    caption_content,
    chat_number,
    params_caption,
    send,
    target,
    text_content,
)
from bot.simulator.params import Params
from bot.simulator.polls import new_poll
from bot.simulator.refusals import Json, bad_request
from bot.simulator.state import Chat
from bot.simulator.world import World

_ACTIONS = frozenset((
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "cancel",
))  # fmt: skip
_CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "poll")


def send_message(world: World, params: Params) -> Json:
    content = text_content(params)
    return send(world, target(world, params), content)


def send_photo(world: World, params: Params) -> Json:
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    return _send_file(world, params, "document")


def _send_file(world: World, params: Params, kind: str) -> Json:
    caption = params_caption(params)
    place = target(world, params)
    stored = world.files.wanted(params, kind, kind)
    return send(world, place, files.media(stored) | caption)


def send_media_group(world: World, params: Params) -> list[Json]:
    items = params.listed("media")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > 10:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    if not kinds <= {"photo", "document"}:
        raise bad_request("can't parse media: unsupported type specified")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    place = target(world, params)
    contents = [media_content(world, params, item) for item in items]
    world.limits.spend(place.chat.id, len(items))
    album = {"media_group_id": str(next(world.album_numbers))}
    return [
        world.post(place.chat, world.bot, content | album | place.extras, thread=place.thread)
        for content in contents
    ]


def media_content(world: World, params: Params, item: Json) -> Json:
    """What an InputMedia puts into a message."""
    stored = world.files.named(params, str(item.get("media") or ""), str(item.get("type")))
    caption = caption_content(
        str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    return files.media(stored) | caption


def send_poll(world: World, params: Params) -> Json:
    poll = new_poll(params)
    place = target(world, params)
    message = send(world, place, {"poll": poll.as_json})
    poll.places.append((place.chat, message["message_id"]))
    world.polls[poll.as_json["id"]] = poll
    return message


def send_chat_action(world: World, params: Params) -> bool:
    chat = world.writable(chat_number(params))
    world.check_thread(chat, params.number("message_thread_id"))
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.hub.tell(chat.audience(), "action", {"chat": chat.id, "action": action})
    return True


def copy_message(world: World, params: Params) -> Json:
    place = target(world, params)
    source = _source(world, params)
    message = _found(source, params.number("message_id"), "copy")
    return {"message_id": _copy(world, place, message, params)["message_id"]}


def copy_messages(world: World, params: Params) -> list[Json]:
    place = target(world, params)
    found = _several(world, params, "copy")
    return [{"message_id": _copy(world, place, message, params)["message_id"]} for message in found]


def forward_message(world: World, params: Params) -> Json:
    place = target(world, params)
    source = _source(world, params)
    return _forward(world, place, _found(source, params.number("message_id"), "forward"))


def forward_messages(world: World, params: Params) -> list[Json]:
    place = target(world, params)
    found = _several(world, params, "forward")
    return [{"message_id": _forward(world, place, message)["message_id"]} for message in found]


def _source(world: World, params: Params) -> Chat:
    return world.reachable(chat_number(params, "from_chat_id"))


def _found(chat: Chat, number: int, doing: str) -> Json:
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {doing} not found")
    if not any(name in message for name in _CONTENT):
        raise bad_request(f"message can't be {_done(doing)}")
    if message.get("has_protected_content"):
        raise bad_request(f"message has protected content and can't be {_done(doing)}")
    return message


def _done(doing: str) -> str:
    return "copied" if doing == "copy" else "forwarded"


def _several(world: World, params: Params, doing: str) -> list[Json]:
    """The messages that can be taken along; the others are passed over, as Telegram does."""
    chat = _source(world, params)
    numbers: list[Any] = params.listed("message_ids")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    there = [chat.messages[int(number)] for number in numbers if int(number) in chat.messages]
    return [message for message in there if any(name in message for name in _CONTENT)]


def _copy(world: World, place: Target, message: Json, params: Params) -> Json:
    content = {name: message[name] for name in _CONTENT if name in message}
    if params.has("caption") and ("photo" in content or "document" in content):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= params_caption(params)
    return _placed(world, place, content)


def _forward(world: World, place: Target, message: Json) -> Json:
    content = {name: message[name] for name in _CONTENT if name in message}
    content["forward_origin"] = message.get("forward_origin") or {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }
    return _placed(world, place, content)


def _placed(world: World, place: Target, content: Json) -> Json:
    message = send(world, place, content)
    if "poll" in content and (poll := world.polls.get(content["poll"]["id"])):
        poll.places.append((place.chat, message["message_id"]))
    return message
