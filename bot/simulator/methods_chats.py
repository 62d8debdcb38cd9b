"""The bot's methods about chats, their members and topics."""

from bot.simulator.outgoing import chat_number
from bot.simulator.params import Params
from bot.simulator.refusals import Json, bad_request
from bot.simulator.state import Chat, Topic
from bot.simulator.world import World, member_json


def get_chat(world: World, params: Params) -> Json:
    chat = world.reachable(chat_number(params))
    full = chat.as_json | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }  # fmt: skip
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


def get_chat_member(world: World, params: Params) -> Json:
    chat = world.reachable(chat_number(params))
    user_id = params.number("user_id")
    if not user_id:
        raise bad_request("invalid user_id specified")
    user = world.state.user(user_id)
    if user is world.bot:
        return member_json(user, chat.bot_status)
    if chat.private:
        return member_json(user, "member" if user_id == chat.id else "left")
    return member_json(user, chat.members.get(user_id, "left"))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    chat = world.reachable(chat_number(params))
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    found = [
        member_json(world.state.user(person), status)
        for person, status in chat.members.items()
        if status in ("creator", "administrator")
    ]
    if chat.bot_status == "administrator":
        found.append(member_json(world.bot, "administrator"))
    return found


def get_chat_member_count(world: World, params: Params) -> int:
    chat = world.reachable(chat_number(params))
    return len(chat.audience()) + (chat.private or chat.bot_status in ("member", "administrator"))


def leave_chat(world: World, params: Params) -> bool:
    chat = world.reachable(chat_number(params))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.set_bot_status(chat, "left", world.bot)
    world.post(chat, world.bot, {"left_chat_member": world.bot})
    return True


def create_forum_topic(world: World, params: Params) -> Json:
    chat = _forum(world, params)
    name = params.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    number = world.new_topic(chat, world.bot, name)
    world.chats_changed(chat.audience())
    return {"message_thread_id": number, "name": name, "icon_color": 7322096}


def edit_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if params.has("name"):
        topic.name = params.text("name")
        world.chats_changed(chat.audience())
    return True


def close_forum_topic(world: World, params: Params) -> bool:
    return _set_closed(world, params, closed=True)


def reopen_forum_topic(world: World, params: Params) -> bool:
    return _set_closed(world, params, closed=False)


def _set_closed(world: World, params: Params, *, closed: bool) -> bool:
    topic = _topic(_forum(world, params), params)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return True


def delete_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    world.delete_topic(chat, _topic(chat, params).id)
    return True


def _forum(world: World, params: Params) -> Chat:
    chat = world.writable(chat_number(params))
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage topics in the chat")
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = chat.topics.get(params.number("message_thread_id"))
    if topic is None or topic.deleted:
        raise bad_request("message thread not found")
    return topic
