"""People, chats and messages as the simulated Telegram keeps them."""

from dataclasses import dataclass, field
from itertools import count

from bot.simulator.refusals import ApiError, Json, bad_request

PRIVATE, GROUP, SUPERGROUP = "private", "group", "supergroup"
ANONYMOUS_ADMIN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass
class Person:
    id: int
    first_name: str
    part: str = "parent"
    language_code: str = "en"
    shown: bool = True  # in the list of people to be; the crowd is not
    started: bool = False
    blocked: bool = False
    read: dict[int, int] = field(default_factory=dict)  # chat: last message seen

    def __post_init__(self) -> None:
        self.user: Json = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }


@dataclass
class Topic:
    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass
class Chat:
    id: int
    type: str
    title: str
    ids: "count[int]"  # where its message ids come from
    members: dict[int, str] = field(default_factory=dict)  # person: status
    bot_status: str = "member"
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    changes: dict[int, int] = field(default_factory=dict)  # message: when it last changed, as a count
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, dict[int, list[Json]]] = field(default_factory=dict)  # message: who: what
    moved_to: int | None = None

    def __post_init__(self) -> None:
        name = {"first_name": self.title} if self.private else {"title": self.title}
        self.as_json: Json = {"id": self.id, **name, "type": self.type}
        if self.forum:
            self.as_json["is_forum"] = True

    @property
    def private(self) -> bool:
        return self.type == PRIVATE

    def add_topic(self, number: int, name: str) -> None:
        self.topics[number] = Topic(number, name)

    def react(self, message: int, who: int, reactions: list[Json]) -> list[Json]:
        """Sets somebody's reactions to a message and gives back those of before."""
        there = self.reactions.setdefault(message, {})
        before = there.pop(who, [])
        if reactions:
            there[who] = reactions
        return before

    def audience(self) -> list[int]:
        """The people who see what is said here."""
        if self.private:
            return [self.id]
        return [person for person, status in self.members.items() if status not in ("left", "kicked")]


class State:
    """Everybody and everything; ids are handed out from here."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.shared_ids = count(1)  # private chats and basic groups share one row of ids
        self._people_ids = count(5_000_001)
        self._group_ids = count(4_000_001)
        self._supergroup_ids = count(1_002_000_000_001)

    def add_person(self, person: Person) -> Person:
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, PRIVATE, person.first_name, self.shared_ids)
        return person

    def new_person(self, first_name: str, part: str, language_code: str) -> Person:
        return self.add_person(Person(next(self._people_ids), first_name, part, language_code))

    def new_group(self, title: str, members: list[int], *, forum: bool) -> Chat:
        if forum:
            return self.new_supergroup(title, members, forum=True)
        chat = Chat(-next(self._group_ids), GROUP, title, self.shared_ids)
        return self._add_group(chat, members)

    def new_supergroup(self, title: str, members: list[int], *, forum: bool) -> Chat:
        chat = Chat(-next(self._supergroup_ids), SUPERGROUP, title, count(1), forum=forum)
        return self._add_group(chat, members)

    def _add_group(self, chat: Chat, members: list[int]) -> Chat:
        chat.members = dict.fromkeys(members, "member")
        if members:
            chat.members[members[0]] = "creator"
        self.chats[chat.id] = chat
        return chat

    def chat(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def user(self, user_id: int) -> Json:
        if user_id == self.bot["id"]:
            return self.bot
        person = self.people.get(user_id)
        if person is None:
            raise ApiError(400, "Bad Request: user not found")
        return person.user
