"""The groups that the bot was added to, and their topics."""

import sqlite3

from bot.core.groups import Group, GroupAudience, Topic


def find(db: sqlite3.Connection, chat: int) -> Group | None:
    row = db.execute("SELECT * FROM chat_group WHERE chat = ?", (chat,)).fetchone()
    return None if row is None else _group(row)


def _group(row: sqlite3.Row) -> Group:
    return Group(
        chat=row["chat"],
        title=row["title"],
        audience=None if row["audience"] is None else GroupAudience(row["audience"]),
        adult=row["adult"],
        is_member=bool(row["is_member"]),
        may_pin=bool(row["may_pin"]),
        people=None if row["people"] is None else max(row["people"] - 1, 0),
    )


def list_present(db: sqlite3.Connection) -> list[Group]:
    """Those the bot is in, by title."""
    rows = db.execute("SELECT * FROM chat_group WHERE is_member = 1 ORDER BY title, chat")
    return [_group(row) for row in rows]


def save_presence(db: sqlite3.Connection, chat: int, title: str, is_member: bool, may_pin: bool) -> None:
    """What Telegram said of the bot in a group. Who is in it stays as it was said."""
    db.execute(
        "INSERT INTO chat_group (chat, title, is_member, may_pin) VALUES (?, ?, ?, ?) ON CONFLICT (chat)"
        " DO UPDATE SET title = excluded.title, is_member = excluded.is_member, may_pin = excluded.may_pin",
        (chat, title, is_member, may_pin),
    )


def save_title(db: sqlite3.Connection, chat: int, title: str) -> None:
    """A message was seen there, so the bot is in it."""
    db.execute(
        "INSERT INTO chat_group (chat, title, is_member) VALUES (?, ?, 1) ON CONFLICT (chat)"
        " DO UPDATE SET title = excluded.title, is_member = 1",
        (chat, title),
    )


def set_audience(db: sqlite3.Connection, chat: int, audience: GroupAudience) -> None:
    db.execute("UPDATE chat_group SET audience = ? WHERE chat = ?", (audience, chat))


def set_adult(db: sqlite3.Connection, chat: int, adult: str) -> None:
    db.execute("UPDATE chat_group SET adult = ? WHERE chat = ?", (adult, chat))


def note_left(db: sqlite3.Connection, chat: int) -> None:
    db.execute("UPDATE chat_group SET is_member = 0, may_pin = 0 WHERE chat = ?", (chat,))


def uncounted(db: sqlite3.Connection) -> list[int]:
    """Groups in which people came or went since they were counted."""
    rows = db.execute("SELECT chat FROM chat_group WHERE is_member = 1 AND people IS NULL ORDER BY chat")
    return [row[0] for row in rows]


def set_people(db: sqlite3.Connection, chat: int, people: int | None) -> None:
    db.execute("UPDATE chat_group SET people = ? WHERE chat = ?", (people, chat))


def save_topic(db: sqlite3.Connection, topic: Topic) -> None:
    """The name is kept where only the topic's number was seen."""
    db.execute(
        "INSERT INTO topic (chat, thread, name) VALUES (?, ?, ?) ON CONFLICT (chat, thread)"
        " DO UPDATE SET name = CASE WHEN excluded.name = '' THEN name ELSE excluded.name END",
        (topic.chat, topic.thread, topic.name),
    )


def topics_of(db: sqlite3.Connection, chat: int) -> list[Topic]:
    rows = db.execute("SELECT chat, thread, name FROM topic WHERE chat = ? ORDER BY thread", (chat,))
    return [Topic(row["chat"], row["thread"], row["name"]) for row in rows]


def where_now(db: sqlite3.Connection, chat: int) -> int:
    """The group's number today, if it became a supergroup."""
    row = db.execute("SELECT moved_to FROM chat_group WHERE chat = ?", (chat,)).fetchone()
    return chat if row is None or row["moved_to"] is None else int(row["moved_to"])


def follow_chat(db: sqlite3.Connection, old: int, new: int) -> None:
    """A group became a supergroup: what was known of the one is true of the other. A message that stands
    in the old one cannot be changed any more, so a vote there is posted again."""
    db.execute(
        "INSERT INTO chat_group (chat, title, audience, adult, is_member)"
        " SELECT ?, title, audience, adult, 1 FROM chat_group WHERE chat = ? ON CONFLICT (chat)"
        " DO UPDATE SET audience = excluded.audience, adult = excluded.adult",
        (new, old),
    )
    db.execute("UPDATE chat_group SET is_member = 0, moved_to = ? WHERE chat = ?", (new, old))
    db.execute("UPDATE OR REPLACE topic SET chat = ? WHERE chat = ?", (new, old))
    db.execute("UPDATE OR REPLACE left_group SET chat = ? WHERE chat = ?", (new, old))
    db.execute("UPDATE OR REPLACE posting SET chat = ? WHERE chat = ?", (new, old))
    db.execute(
        "UPDATE posting SET post = NULL WHERE chat = ? AND EXISTS (SELECT 1 FROM delivery"
        " WHERE delivery.post = posting.post AND delivery.chat = ? AND state = 'sent')",
        (new, new),
    )
