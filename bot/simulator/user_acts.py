"""What people do in their Telegram apps."""

from bot.simulator import files
from bot.simulator.entities import detected, utf16_length
from bot.simulator.keyboards import buttons
from bot.simulator.outgoing import LONGEST_TEXT, quoted
from bot.simulator.params import Upload
from bot.simulator.queries import Query
from bot.simulator.refusals import Json, NotAllowedError
from bot.simulator.state import ANONYMOUS_ADMIN, Chat, Person
from bot.simulator.world import World


def seen_chat(world: World, person: Person, chat_id: int) -> Chat:
    """The chat, if the person is in it."""
    chat = world.state.chats.get(chat_id)
    if chat is None or person.id not in chat.audience():
        raise NotAllowedError("this person is not in that chat")
    return chat


def start(world: World, person: Person, payload: str) -> Json:
    chat = world.state.chats[person.id]
    world.set_blocked(person, blocked=False)
    person.started = True
    world.chats_changed([person.id])
    return say(world, person, chat, f"/start {payload}".strip())[-1]


def say(
    world: World,
    person: Person,
    chat: Chat,
    text: str,
    *,
    thread: int = 0,
    reply_to: int = 0,
    anonymous: bool = False,
) -> list[Json]:
    """One message, or several when the text is too long for one, as apps do."""
    if chat.moved_to is not None:
        raise NotAllowedError("this group became a supergroup")
    if chat.private and not person.started:
        raise NotAllowedError("press Start first")
    if chat.private and person.blocked:
        raise NotAllowedError("the bot is blocked")
    if not text.strip():
        raise NotAllowedError("there is nothing to send")
    return [
        _said(world, chat, person, {"text": part}, thread, reply_to, anonymous=anonymous)
        for part in in_parts(text.strip())
    ]


def _said(
    world: World,
    chat: Chat,
    person: Person,
    content: Json,
    thread: int,
    reply_to: int,
    *,
    anonymous: bool = False,
) -> Json:
    if entities := detected(content.get("text") or content.get("caption") or "", []):
        content["entities" if "text" in content else "caption_entities"] = entities
    if reply_to in chat.messages:
        content["reply_to_message"] = quoted(chat.messages[reply_to])
    if thread and (thread not in chat.topics or chat.topics[thread].deleted):
        raise NotAllowedError("this topic is not there any more")
    sender = person.user
    if anonymous:
        sender, content["sender_chat"] = ANONYMOUS_ADMIN, chat.as_json
    message = world.post(chat, sender, content, thread=thread)
    world.deliver(chat, message)
    return message


def in_parts(text: str) -> list[str]:
    if utf16_length(text) <= LONGEST_TEXT:
        return [text]
    parts, start, size = [], 0, 0
    for place, character in enumerate(text):
        units = 2 if ord(character) > 0xFFFF else 1
        if size + units > LONGEST_TEXT:
            parts.append(text[start:place])
            start, size = place, 0
        size += units
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def upload(
    world: World, person: Person, chat: Chat, kind: str, caption: str, file: Upload, *, thread: int = 0
) -> Json:
    if kind not in ("photo", "document"):
        raise NotAllowedError("kind is photo or document")
    if chat.private and (not person.started or person.blocked):
        raise NotAllowedError("press Start first")
    content = files.media(world.files.keep(kind, file))
    if caption.strip():
        content["caption"] = caption.strip()
    return _said(world, chat, person, content, thread, 0)


def tap(world: World, person: Person, chat: Chat, message_id: int, data: str, *, forge: bool) -> Query:
    message = chat.messages.get(message_id)
    if not forge:
        if message is None:
            raise NotAllowedError("this message is not there any more")
        if all(button.get("callback_data") != data for button in buttons(message)):
            raise NotAllowedError("there is no such button on this message now")
    if message is None:
        message = {"chat": chat.as_json, "message_id": message_id, "date": 0}
    query = world.queries.press(person.id)
    press = {
        "id": query.id,
        "from": person.user,
        "message": message,
        "chat_instance": str(abs(chat.id) * 7919 + 1_000_003),
        "data": data,
    }
    world.updates.add("callback_query", press)
    return query


def vote(world: World, person: Person, poll_id: str, options: list[int]) -> Json:
    poll = world.polls.get(poll_id)
    if poll is None:
        raise NotAllowedError("there is no such poll")
    if not any(person.id in chat.audience() for chat, _ in poll.places):
        raise NotAllowedError("this person does not see that poll")
    poll.vote(person.id, options)
    for chat, message_id in poll.places:
        if message := chat.messages.get(message_id):
            world.touch(chat, message, "edited")
    world.updates.add("poll", poll.as_json)
    if not poll.as_json["is_anonymous"]:
        world.updates.add("poll_answer", poll.answer(person.user))
    return poll.as_json


def react(world: World, person: Person, chat: Chat, message_id: int, emoji: str) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        raise NotAllowedError("this message is not there any more")
    wanted: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
    before = chat.react(message_id, person.id, wanted)
    world.touch(chat, message, "edited")
    if not chat.private and chat.bot_status != "administrator":
        return
    change = {
        "chat": chat.as_json,
        "message_id": message_id,
        "user": person.user,
        "date": world.clock.unix(),
        "old_reaction": before,
        "new_reaction": wanted,
    }
    world.updates.add("message_reaction", change)


def delete(world: World, person: Person, chat: Chat, message_ids: list[int]) -> list[int]:
    """People may delete anything in a private chat, in groups their own; bots are not told."""
    mine = [
        number
        for number in message_ids
        if chat.private or chat.messages.get(number, {}).get("from", {}).get("id") == person.id
    ]
    return world.remove(chat, mine)


def leave(world: World, person: Person, chat: Chat) -> None:
    world.announce(chat, person.user, {"left_chat_member": person.user})
    world.set_member_status(chat, person, "left")


def join(world: World, person: Person, chat: Chat) -> None:
    if chat.private or chat.moved_to is not None:
        raise NotAllowedError("that is not a group to join")
    world.set_member_status(chat, person, "member")
    world.announce(chat, person.user, {"new_chat_members": [person.user]})


def chat_list(world: World, person: Person) -> list[Json]:
    """The private chat with the bot first, then groups in the order they were made."""
    own = world.state.chats[person.id]
    groups = [
        chat
        for chat in world.state.chats.values()
        if not chat.private and chat.moved_to is None and person.id in chat.audience()
    ]
    return [_entry(world, person, chat) for chat in (own, *groups)]


def _entry(world: World, person: Person, chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot["first_name"] if chat.private else chat.title,
        "topics": [
            {"id": topic.id, "name": topic.name} for topic in chat.topics.values() if not topic.deleted
        ],
        "unread": _unread(chat, person),
        "last": _last(chat),
        "blocked": person.blocked and chat.private,
        "started": person.started or not chat.private,
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }


def _unread(chat: Chat, person: Person) -> int:
    read, unread = person.read.get(chat.id, 0), 0
    for number in reversed(chat.messages):
        if number <= read or unread == 99:
            break
        unread += chat.messages[number]["from"]["id"] != person.id
    return unread


def _last(chat: Chat) -> Json | None:
    if not chat.messages:
        return None
    message = chat.messages[next(reversed(chat.messages))]
    return {"text": preview(message), "date": message["date"]}


def preview(message: Json) -> str:
    text = message.get("text") or message.get("caption")
    if text:
        return str(text)[:120]
    if "poll" in message:
        return str(message["poll"]["question"])
    return "Photo" if "photo" in message else "File" if "document" in message else ""
