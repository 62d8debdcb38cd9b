"""Where the chat with somebody is, joined or not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.core.people import Audience, Person
from bot.core.words import Reading
from bot.store import conversations, people
from bot.store.conversations import Conversation
from bot.store.migrations import upgrade

AMIRA, STRANGER = 1001, 1002


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.row_factory = sqlite3.Row
        upgrade(memory, 0)
        now = datetime(2026, 11, 23, tzinfo=UTC)
        people.save(memory, Person(1, AMIRA, Audience.PARENT, None, None, None, Reading.USUAL, False, 1, now))
        yield memory


def rows(db: sqlite3.Connection) -> list[int]:
    return [row[0] for row in db.execute("SELECT telegram FROM conversation ORDER BY telegram")]


def test_who_has_not_joined_is_kept_only_in_the_middle_of_something(db: sqlite3.Connection) -> None:
    conversations.move_screen(db, STRANGER, 5)
    assert rows(db) == []

    conversations.turn_to_task(db, STRANGER, "feedback:1", None)
    conversations.move_screen(db, STRANGER, 7)
    assert conversations.find(db, STRANGER) == Conversation(None, 7, "feedback:1")

    conversations.turn_away(db, STRANGER)
    assert rows(db) == []


def test_who_has_joined_keeps_their_screen(db: sqlite3.Connection) -> None:
    assert conversations.move_screen(db, AMIRA, 5) is None
    conversations.turn_to_task(db, AMIRA, "newvote:1", 6)
    conversations.turn_away(db, AMIRA)

    assert conversations.move_screen(db, AMIRA, 8) == 6
    assert conversations.find(db, AMIRA) == Conversation(None, 8, None)


def test_who_is_forgotten_has_no_conversation(db: sqlite3.Connection) -> None:
    for telegram in (AMIRA, STRANGER):
        conversations.turn_to_task(db, telegram, "feedback:1", 3)
        conversations.forget(db, telegram)

    assert rows(db) == []
