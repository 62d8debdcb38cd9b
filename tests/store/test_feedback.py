"""Pieces of feedback in the database: numbers, versions, and the way to their writers."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from bot.core.feedback.piece import Piece, State, Wish
from bot.core.feedback.themes import hear_themes
from bot.store import feedback, inbox
from bot.store.database import Store
from bot.store.writers import Writers

TODAY = date(2026, 11, 23)
AMIRA, BO = 42, 43


class Same(Random):
    """Gives the same number twice, then the next."""

    def __init__(self) -> None:
        super().__init__(1)
        self.numbers = iter((482_719, 482_719, 482_720))

    def randint(self, a: int, b: int) -> int:
        return next(self.numbers)


async def sent(store: Store, writers: Writers, telegram: int, words: str, theme: int | None) -> Piece:
    def story(db: sqlite3.Connection) -> Piece:
        begun = feedback.begin(db, writers.finder(telegram), writers.seal(telegram), TODAY, Random())
        piece = replace(begun, messages=(words,), state=State.RECEIVED, theme=theme, topic="transport")
        assert feedback.save(db, piece, TODAY)
        return piece

    return await store.write(story)


async def test_a_number_that_is_taken_is_given_to_nobody_else(store: Store, tmp_path: Path) -> None:
    writers, random = Writers(tmp_path / "keys", "feedback.key"), Same()
    numbers = [
        (await store.write(feedback.begin, writers.finder(who), writers.seal(who), TODAY, random)).number
        for who in (AMIRA, BO)
    ]
    assert numbers == [482_719, 482_720]


async def test_only_over_the_version_that_was_seen(store: Store, tmp_path: Path) -> None:
    writers = Writers(tmp_path / "keys", "feedback.key")
    old = await sent(store, writers, AMIRA, "late", None)
    assert not await store.write(feedback.save, replace(old, state=State.DONE), TODAY)
    now = await store.read(feedback.find, old.number)
    assert now is not None and now.state is State.RECEIVED
    assert await store.write(feedback.save, replace(now, wishes=now.wishes | {Wish.QUOTE}), TODAY)


async def test_who_is_not_known_any_more_is_counted_once_in_a_theme(store: Store, tmp_path: Path) -> None:
    writers = Writers(tmp_path / "keys", "feedback.key")
    theme = await store.write(inbox.add_theme, "Late buses", Random())
    mine = [await sent(store, writers, AMIRA, f"late {n}", theme) for n in range(3)]
    for who in range(100, 104):
        await sent(store, writers, who, "late too", theme)

    async def people() -> int | None:
        voices = [voice for _, voice in await store.read(inbox.voices)]
        return hear_themes(voices, 2)[theme].people

    assert await people() == 5
    for piece in mine:
        await store.write(feedback.unlink, piece.number)
        assert await people() == 5
        assert await store.read(feedback.sealed_writer, piece.number) is None
    assert await store.read(feedback.list_own, writers.finder(AMIRA)) == []


async def test_a_theme_of_the_same_name_is_the_same_and_an_empty_one_goes(store: Store) -> None:
    first = await store.write(inbox.add_theme, "Late buses", Random())
    assert await store.write(inbox.add_theme, "LATE BUSES", Random()) == first
    await store.write(inbox.drop_empty_themes)
    assert await store.read(inbox.list_themes) == []
