"""The whole simulated Telegram, without HTTP: what the bot's methods and people's acts work on."""

from collections.abc import Iterable
from itertools import count

from bot.simulator import cast
from bot.simulator.clock import Clock
from bot.simulator.commands import CommandBook
from bot.simulator.events import Hub
from bot.simulator.faults import Faults
from bot.simulator.files import Files
from bot.simulator.limits import Limits
from bot.simulator.polls import Poll
from bot.simulator.profile import BotProfile
from bot.simulator.queries import Queries
from bot.simulator.quiet import Quiet
from bot.simulator.refusals import Json, bad_request, forbidden, moved
from bot.simulator.requestlog import RequestLog
from bot.simulator.state import SUPERGROUP, Chat, Person, State
from bot.simulator.updates import UpdateQueue
from bot.simulator.webhook import Webhook


class World:
    def __init__(self, token: str, clock: Clock, *, limits: bool) -> None:
        self.token = token
        self.clock = clock
        self.profile = BotProfile(int(token.split(":", maxsplit=1)[0]))
        self.bot = self.profile.user
        self.state = State(self.bot)
        for person in cast.everybody():
            self.state.add_person(person)
        self.updates = UpdateQueue(clock.seconds)
        self.queries = Queries(clock.seconds)
        self.hub = Hub()
        self.limits = Limits(clock.seconds, on=limits)
        self.faults = Faults()
        self.files = Files()
        self.commands = CommandBook()
        self.polls: dict[str, Poll] = {}
        self.requests = RequestLog()
        self.quiet = Quiet(self._is_quiet)
        self.webhook: Webhook | None = None
        self.updates.on_added = self._wake_webhook
        self.album_numbers = count(13_000_000_000_000_001)
        self._changes = count(1)

    def _wake_webhook(self) -> None:
        if self.webhook is not None:
            self.webhook.wake()

    def _is_quiet(self) -> bool:
        return not self.requests.under_way and not len(self.updates) and not self.queries.waiting()

    def busy_with(self) -> Json:
        return {
            "updates": len(self.updates),
            "presses": self.queries.waiting(),
            "calls": self.requests.under_way,
        }

    def person(self, person_id: int) -> Person:
        return self.state.people[person_id]

    # What the bot may do where

    def reachable(self, chat_id: int) -> Chat:
        """The chat, if it is there and did not move."""
        chat = self.state.chat(chat_id)
        if chat.moved_to is not None:
            raise moved(chat.moved_to)
        return chat

    def writable(self, chat_id: int) -> Chat:
        """The chat, if the bot can write to it."""
        chat = self.reachable(chat_id)
        if chat.private:
            person = self.person(chat.id)
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
            if person.blocked:
                raise forbidden("bot was blocked by the user")
        elif chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        elif chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    def check_thread(self, chat: Chat, thread: int) -> None:
        if not thread:
            return
        topic = chat.topics.get(thread)
        if topic is None or topic.deleted:
            raise bad_request("message thread not found")
        if topic.closed and chat.bot_status != "administrator":
            raise bad_request("TOPIC_CLOSED")

    # Messages

    def post(self, chat: Chat, sender: Json, content: Json, *, thread: int = 0) -> Json:
        """Puts a message into a chat, where people see it; the bot is told by `deliver`."""
        message: Json = {
            "message_id": next(chat.ids),
            "from": sender,
            "chat": chat.as_json,
            "date": self.clock.unix(),
        }
        if thread:
            message["message_thread_id"] = thread
            message["is_topic_message"] = True
        message.update(content)
        chat.messages[message["message_id"]] = message
        self.touch(chat, message, "message")
        return message

    def touch(self, chat: Chat, message: Json, event: str) -> None:
        """Tells those in the chat that a message came or changed."""
        chat.changes[message["message_id"]] = next(self._changes)
        self.hub.tell(
            chat.audience(),
            event,
            lambda person: {"chat": chat.id, "message": self.seen(chat, message, person)},
        )

    def seen(self, chat: Chat, message: Json, person: int) -> Json:
        """The message as a person's app holds it; `changed` counts up over all chats."""
        out = message["from"]["id"] == person
        seen = {**message, "out": out, "changed": chat.changes.get(message["message_id"], 0)}
        if poll := self.polls.get(message.get("poll", {}).get("id")):
            seen["chosen"] = poll.votes.get(person)
        if reactions := chat.reactions.get(message["message_id"]):
            seen["reactions"] = [reaction for given in reactions.values() for reaction in given]
        return seen

    def remove(self, chat: Chat, message_ids: Iterable[int]) -> list[int]:
        gone = [number for number in message_ids if chat.messages.pop(number, None) is not None]
        for number in gone:
            chat.changes.pop(number, None)
            chat.reactions.pop(number, None)
        if gone:
            chat.pinned = [number for number in chat.pinned if number not in gone]
            self.hub.tell(chat.audience(), "deleted", {"chat": chat.id, "message_ids": gone})
        return gone

    def deliver(self, chat: Chat, message: Json) -> None:
        """Gives a person's message to the bot, if the bot is there and allowed to see it."""
        if chat.private or (chat.bot_status in ("member", "administrator") and self._meant(chat, message)):
            self.updates.add("message", message)

    def _meant(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: in groups only commands, mentions and replies to the bot, unless an admin."""
        if chat.bot_status == "administrator" or not ({"text", "photo", "document", "poll"} & message.keys()):
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]:
            return True
        text = message.get("text") or message.get("caption") or ""
        name = f"@{self.bot['username']}".lower()
        if name in text.lower():
            return True
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        return first.startswith("/") and "@" not in first

    def announce(self, chat: Chat, sender: Json, content: Json, *, thread: int = 0) -> Json:
        """A service message: seen by people and by the bot."""
        message = self.post(chat, sender, content, thread=thread)
        self.deliver(chat, message)
        return message

    def chats_changed(self, people: Iterable[int]) -> None:
        self.hub.tell(people, "chats", {})

    # Groups

    def new_group(self, title: str, members: list[int], topics: list[str]) -> Chat:
        chat = self.state.new_group(title, members, forum=bool(topics))
        creator = self.person(members[0]).user if members else self.bot
        chat.bot_status = "left"
        self.set_bot_status(chat, "member", creator)
        if chat.type == SUPERGROUP:
            self.announce(chat, creator, {"new_chat_members": [self.bot]})
        else:
            self.announce(chat, creator, {"group_chat_created": True})
        for name in topics:
            self.new_topic(chat, creator, name)
        self.chats_changed(chat.audience())
        return chat

    def new_topic(self, chat: Chat, creator: Json, name: str) -> int:
        """A topic's number is that of the message that made it."""
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self.post(chat, creator, created)
        number = int(message["message_id"])
        message["message_thread_id"] = number
        message["is_topic_message"] = True
        chat.add_topic(number, name)
        self.deliver(chat, message)
        return number

    def delete_topic(self, chat: Chat, number: int) -> None:
        chat.topics[number].deleted = True
        inside = [
            number_of
            for number_of, message in chat.messages.items()
            if message.get("message_thread_id") == number
        ]
        self.remove(chat, inside)
        self.chats_changed(chat.audience())

    def migrate(self, chat: Chat) -> Chat:
        """A basic group becomes a supergroup with a new id; the old one answers with it."""
        members = list(chat.members)
        new = self.state.new_supergroup(chat.title, members, forum=False)
        new.members = dict(chat.members)
        new.bot_status = chat.bot_status
        by = self.person(members[0]).user if members else self.bot
        self.announce(chat, by, {"migrate_to_chat_id": new.id})
        self.announce(new, by, {"migrate_from_chat_id": chat.id})
        chat.moved_to = new.id
        self.chats_changed(new.audience())
        return new

    def set_bot_status(self, chat: Chat, status: str, by: Json) -> None:
        before, chat.bot_status = chat.bot_status, status
        if before != status:
            self.updates.add("my_chat_member", self._member_change(chat, by, self.bot, before, status))

    def set_member_status(self, chat: Chat, person: Person, status: str) -> None:
        before = chat.members.get(person.id, "left")
        chat.members[person.id] = status
        if before != status and chat.bot_status == "administrator":
            change = self._member_change(chat, person.user, person.user, before, status)
            self.updates.add("chat_member", change)
        self.chats_changed([person.id, *chat.audience()])

    def set_blocked(self, person: Person, blocked: bool) -> None:
        if person.blocked == blocked:
            return
        person.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        chat = self.state.chats[person.id]
        self.updates.add("my_chat_member", self._member_change(chat, person.user, self.bot, before, after))
        self.chats_changed([person.id])

    def _member_change(self, chat: Chat, by: Json, who: Json, before: str, after: str) -> Json:
        return {
            "chat": chat.as_json,
            "from": by,
            "date": self.clock.unix(),
            "old_chat_member": member_json(who, before),
            "new_chat_member": member_json(who, after),
        }


_ADMIN_RIGHTS = dict.fromkeys(
    (
        "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
        "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
        "can_post_stories", "can_edit_stories", "can_delete_stories",
    ),
    True,
) | dict.fromkeys(
    ("can_be_edited", "is_anonymous", "can_promote_members", "can_send_welcome_messages", "can_manage_tags"),
    False,
)  # fmt: skip


def member_json(user: Json, status: str) -> Json:
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= _ADMIN_RIGHTS
    elif status == "kicked":
        member["until_date"] = 0
    return member
