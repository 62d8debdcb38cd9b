"""The bot's methods that change or take away what was sent."""

from typing import Any

from bot.simulator.keyboards import inline_keyboard
from bot.simulator.methods_send import media_content
from bot.simulator.outgoing import chat_number, params_caption, text_content
from bot.simulator.params import Params
from bot.simulator.refusals import ApiError, Json, bad_request, not_modified
from bot.simulator.state import Chat
from bot.simulator.world import World

DELETABLE_FOR = 48 * 3600
_MEDIA = ("photo", "document")
_REACTIONS = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣
⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕
😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""


def edit_message_text(world: World, params: Params) -> Json:
    content = text_content(params)
    chat, message = _own_message(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, params, chat, message, content, ("text", "entities"))


def edit_message_caption(world: World, params: Params) -> Json:
    content = params_caption(params)
    chat, message = _own_message(world, params)
    if not any(kind in message for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, params, chat, message, content, ("caption", "caption_entities"))


def edit_message_media(world: World, params: Params) -> Json:
    item = params.data("media", "JSON object")
    if not isinstance(item, dict) or item.get("type") not in _MEDIA:
        raise bad_request("can't parse InputMedia: unsupported type specified")
    chat, message = _own_message(world, params)
    if "poll" in message:
        raise bad_request("there is no media in the message to edit")
    content = media_content(world, params, item)
    replaced = ("text", "entities", "caption", "caption_entities", *_MEDIA)
    return _edit(world, params, chat, message, content, replaced)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, message = _own_message(world, params)
    return _edit(world, params, chat, message, {}, ())


def _own_message(world: World, params: Params) -> tuple[Chat, Json]:
    chat = world.writable(chat_number(params))
    message = _found(chat, params, "edit")
    if message["from"]["id"] != world.bot["id"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _found(chat: Chat, params: Params, doing: str) -> Json:
    number = params.number("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"message to {doing} not found")
    return message


def _edit(
    world: World, params: Params, chat: Chat, message: Json, content: Json, replaced: tuple[str, ...]
) -> Json:
    if markup := inline_keyboard(params.data("reply_markup")):
        content["reply_markup"] = markup
    names = (*replaced, "reply_markup")
    if all(message.get(name) == content.get(name) for name in names):
        raise not_modified()
    world.limits.spend(chat.id)
    for name in names:
        message.pop(name, None)
    message.update(content)
    message["edit_date"] = world.clock.unix()
    world.touch(chat, message, "edited")
    return message


def delete_message(world: World, params: Params) -> bool:
    chat = world.writable(chat_number(params))
    message = _found(chat, params, "delete")
    if refusal := _undeletable(world, chat, message):
        raise refusal
    world.remove(chat, [message["message_id"]])
    return True


def delete_messages(world: World, params: Params) -> bool:
    chat = world.writable(chat_number(params))
    numbers = [int(number) for number in params.listed("message_ids")]
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    there = [chat.messages[number] for number in numbers if number in chat.messages]
    for message in there:
        if refusal := _undeletable(world, chat, message):
            raise refusal
    world.remove(chat, [message["message_id"] for message in there])
    return True


def _undeletable(world: World, chat: Chat, message: Json) -> ApiError | None:
    own = message["from"]["id"] == world.bot["id"]
    if not (own or chat.private or chat.bot_status == "administrator"):
        return bad_request("message can't be deleted")
    if world.clock.unix() - message["date"] >= DELETABLE_FOR and (chat.private or own):
        return bad_request("message can't be deleted for everyone")
    return None


def stop_poll(world: World, params: Params) -> Json:
    chat = world.writable(chat_number(params))
    message = _found(chat, params, "stop")
    if "poll" not in message or message["from"]["id"] != world.bot["id"]:
        raise bad_request("message with poll to stop not found")
    poll: Json = message["poll"]
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    poll["is_closed"] = True
    if markup := inline_keyboard(params.data("reply_markup")):
        message["reply_markup"] = markup
    else:
        message.pop("reply_markup", None)
    world.touch(chat, message, "edited")
    world.updates.add("poll", poll)
    return poll


def set_message_reaction(world: World, params: Params) -> bool:
    chat = world.writable(chat_number(params))
    message = _found(chat, params, "react")
    wanted: list[Any] = params.listed("reaction")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in wanted:
        if reaction.get("type") == "emoji" and reaction.get("emoji") not in _REACTIONS.split():
            raise bad_request("REACTION_INVALID")
    chat.react(message["message_id"], world.bot["id"], wanted)
    world.touch(chat, message, "edited")
    return True


def pin_chat_message(world: World, params: Params) -> bool:
    chat = _pinnable(world, params)
    number = int(_found(chat, params, "pin")["message_id"])
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    world.post(chat, world.bot, {"pinned_message": chat.messages[number]})
    world.chats_changed(chat.audience())
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    chat = _pinnable(world, params)
    if params.has("message_id"):
        number = params.number("message_id")
        if number not in chat.messages:
            raise bad_request("message to unpin not found")
        chat.pinned = [pinned for pinned in chat.pinned if pinned != number]
    elif chat.pinned:
        chat.pinned.pop()
    world.chats_changed(chat.audience())
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    chat = _pinnable(world, params)
    chat.pinned = []
    world.chats_changed(chat.audience())
    return True


def _pinnable(world: World, params: Params) -> Chat:
    chat = world.writable(chat_number(params))
    if not chat.private and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
