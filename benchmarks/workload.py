"""A forum with many people and one open survey, and what they tap."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from pydantic import SecretStr

from benchmarks.null_server import FIRST_PERSON
from bot.content import shipped_folder
from bot.core.answers import Answer
from bot.core.asking import OVERVIEW, Whom
from bot.core.buttons import Begin, Change, Choose, Send, Tap
from bot.core.people import Audience, Person
from bot.core.words import Reading
from bot.making_services import open_services
from bot.services import Services
from bot.settings import Settings
from bot.store import people, responses, surveys

TOKEN = "1000001:no-token-of-anybody"
FILE = "felt_heard"
SURVEY = 1
ANSWERS = (("listened", "4"), ("understood", "yes"), ("next_steps", "no"))


def _packed(*taps: Tap) -> tuple[str, ...]:
    return tuple(tap.pack() for tap in taps)


def walk() -> tuple[str, ...]:
    """A person's whole way: begin, three answers, send."""
    chosen = [Choose(SURVEY, question, option, True) for question, option in ANSWERS]
    return _packed(Begin(SURVEY), *chosen, Send(SURVEY))


def second_thoughts() -> tuple[str, ...]:
    """From the overview back to a question, and another answer: may be done again and again."""
    return _packed(
        Change(SURVEY, "listened"),
        Choose(SURVEY, "listened", "2", True),
        Change(SURVEY, "listened"),
        Choose(SURVEY, "listened", "5", True),
    )


def settings(folder: Path, address: str = "http://127.0.0.1:9") -> Settings:
    given: dict[str, Any] = {
        "_env_file": None,
        "bot_token": SecretStr(TOKEN),
        "api_url": address,
        "data_dir": folder / "data",
        "keys_dir": folder / "keys",
        "content_dir": shipped_folder(),
        "coordinators": frozenset({1}),
    }
    return Settings(**given)


def person(number: int) -> Person:
    """The `number`-th person, counted from 0."""
    return Person(
        id=number + 1,
        telegram=FIRST_PERSON + number,
        audience=Audience.PARENT,
        age=None,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=False,
        agreed_version=9999,  # whatever the notice is now
        agreed_at=datetime.now(UTC),
    )


async def make_forum(folder: Path, joined: int, answered: int = 0) -> None:
    """`joined` people, and one survey that the first `answered` of them have sent."""
    async with open_services(settings(folder), lambda: datetime.now(UTC)) as services:
        await services.store.write(_open_survey, services)
        for first in range(0, joined, 10_000):
            numbers = range(first, min(first + 10_000, joined))
            await services.store.write(_join, numbers)
        finders = [services.keys.finder(SURVEY, number + 1) for number in range(answered)]
        rows = _responses(finders)
        for first in range(0, answered, 10_000):
            await services.store.write(_answer, rows[first : first + 10_000], first)


def _open_survey(db: sqlite3.Connection, services: Services) -> None:
    now = datetime.now(UTC)
    survey = services.content.surveys[FILE]
    assert surveys.add(db, survey, Whom.EVERYONE, now, now + timedelta(days=7)) == SURVEY
    services.keys.create(SURVEY)


def _join(db: sqlite3.Connection, numbers: range) -> None:
    for number in numbers:
        people.save(db, person(number))


def _responses(finders: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Ids and finders, in the order of the ids: a table that is filled in order is filled quickly."""
    random = Random(7)
    return sorted((random.randbytes(16), finder) for finder in finders)


def _answer(db: sqlite3.Connection, rows: list[tuple[bytes, bytes]], first: int) -> None:
    for response, finder in rows:
        responses.begin(db, response, SURVEY, finder, OVERVIEW)
    db.executemany(
        "INSERT INTO answer (response, question, value) VALUES (?, ?, ?)",
        _answers(response for response, _ in rows),
    )
    db.execute("UPDATE response SET sent = 1, audience = 'parent' WHERE sent = 0")
    db.executemany(
        "INSERT INTO participation (survey, person) VALUES (?, ?)",
        [(SURVEY, number + 1) for number in range(first, first + len(rows))],
    )


def _answers(ids: Iterator[bytes]) -> Iterator[tuple[bytes, str, str]]:
    values = [
        (question, Answer(chosen=(option,)).model_dump_json(exclude_defaults=True))
        for question, option in ANSWERS
    ]
    for response in ids:
        for question, value in values:
            yield response, question, value
