"""Plays the attacker: with every file but the keys, an alert names neither its writer nor their answers."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.actions import joining, opening, safeguarding, surveys
from bot.actions import results as result_actions
from bot.actions.closing import close_due
from bot.charts import Chart, Drawing
from bot.core.asking import Whom
from bot.core.people import Audience, Caller
from bot.core.words import ENGLISH
from bot.services import Services
from bot.store.writers import Writers
from tests.privacy.attack import ROSALIND, Clock, a_forum, hits, mean, rank_correlation

PEOPLE = 20
SEEDS = range(6)
LEAD = 700_000_041

Order = Callable[["Loot"], Sequence[Any]]
"""A value for each writer, in the order in which they wrote."""


@dataclass(frozen=True)
class Writer:
    telegram: int
    words: str


@dataclass(frozen=True)
class Loot:
    """`writers`: in the order in which they wrote, which the alerts tell by their times."""

    folder: Path
    writers: tuple[Writer, ...]

    @property
    def file(self) -> bytes:
        return (self.folder / "data" / "heard.db").read_bytes()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.folder / 'data' / 'heard.db'}?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()


async def run_forum(folder: Path, seed: int) -> Loot:
    """Everybody types words of harm into one survey, which then closes; no alert is dealt with."""
    chance = Random(seed * 104_729)
    async with a_forum(folder, seed) as (led_by_nobody, clock):
        services = replace(led_by_nobody, leads=(LEAD,))
        people = [800_000_000 + chance.randrange(10**8) for _ in range(PEOPLE)]
        version = services.content.forum.notice_version
        for telegram in (ROSALIND, *people):
            await joining.join(services, Caller(telegram, 1), version, Audience.PARENT, None, ENGLISH)
        await opening.open_now(services, Caller(ROSALIND), "probe", Whom.EVERYONE, 0)
        order = chance.sample(people, PEOPLE)
        writers = [await write(services, clock, telegram, chance) for telegram in order]
        clock.now += timedelta(days=30)
        await close_due(services)
        return Loot(folder, tuple(writers))


async def write(services: Services, clock: Clock, telegram: int, chance: Random) -> Writer:
    caller = Caller(telegram, 1)
    words = f"i want to die {chance.getrandbits(64):016x}" + " really" * chance.randrange(20)
    await surveys.begin_survey(services, caller, 1)
    await surveys.choose(services, caller, 1, "evening", f"o{chance.randrange(PEOPLE)}", True)
    await surveys.choose(services, caller, 1, "school", "bad", True)
    warned = await safeguarding.watch(services, caller, words)
    assert warned is not None
    await surveys.type_text(services, caller, words)
    await safeguarding.settle(services, caller, warned)
    await safeguarding.note_card_shown(services, caller)
    await surveys.send(services, caller, 1)
    clock.now += timedelta(minutes=chance.randint(1, 30))
    return Writer(telegram, words)


@pytest.fixture(scope="module")
def loots(tmp_path_factory: pytest.TempPathFactory) -> list[Loot]:
    async def draw_nothing(charts: Sequence[Chart]) -> list[Drawing]:
        return [Drawing(b"png", 1, 1, ()) for _ in charts]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(result_actions, "draw_charts", draw_nothing)
        return [asyncio.run(run_forum(tmp_path_factory.mktemp(f"seed{seed}"), seed)) for seed in SEEDS]


def test_no_table_of_alerts_holds_a_number_or_a_word_of_their_writers(loots: list[Loot]) -> None:
    for loot in loots:
        tables = ("alert", "alert_words", "alert_deed", "card_owed", "audit", "actor", "post")
        rows = [row for table in tables for row in loot.rows(f"SELECT * FROM {table}")]
        stored = b"\n".join(
            value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
        )
        assert loot.rows("SELECT count(*) FROM alert") == [(PEOPLE,)]
        for writer in loot.writers:
            assert str(writer.telegram).encode() not in stored
            assert writer.telegram.to_bytes(8, "big") not in stored
            assert writer.words.encode() not in stored


def test_no_length_tells_whose_words_they_are(loots: list[Loot]) -> None:
    for loot in loots:
        assert len({len(words) for (words,) in loot.rows("SELECT words FROM alert_words")}) == 1
        assert len({len(sealed) for (sealed,) in loot.rows("SELECT sealed FROM alert")}) == 1


def by_time(loot: Loot) -> Sequence[Any]:
    return range(PEOPLE)


def by_alert(loot: Loot) -> Sequence[Any]:
    return [number for (number,) in loot.rows("SELECT id FROM alert ORDER BY at")]


def by_finder(loot: Loot) -> Sequence[Any]:
    return [finder for (finder,) in loot.rows("SELECT finder FROM alert ORDER BY at")]


def by_place_in_the_file(loot: Loot) -> Sequence[Any]:
    sealed = loot.rows("SELECT words FROM alert JOIN alert_words ON alert = id ORDER BY alert.at")
    return [loot.file.index(words[:64]) for (words,) in sealed]


def by_response(loot: Loot) -> Sequence[Any]:
    found = loot.rows("SELECT response, value FROM answer")
    return [next(one for one, value in found if writer.words in value) for writer in loot.writers]


def by_text_to_read(loot: Loot) -> Sequence[Any]:
    found = loot.rows("SELECT id, text FROM written")
    return [next(one for one, text in found if writer.words in text) for writer in loot.writers]


def by_place_of_the_answer(loot: Loot) -> Sequence[Any]:
    return [loot.file.index(writer.words.encode()) for writer in loot.writers]


def by_number_of_the_person(loot: Loot) -> Sequence[Any]:
    return [writer.telegram for writer in loot.writers]


ALERTS = (by_time, by_alert, by_finder, by_place_in_the_file)
OTHERS = (by_response, by_text_to_read, by_place_of_the_answer, by_number_of_the_person)


@pytest.mark.parametrize("other", OTHERS, ids=lambda clue: clue.__name__)
@pytest.mark.parametrize("alert", ALERTS, ids=lambda clue: clue.__name__)
def test_no_order_of_alerts_is_the_order_of_answers_or_people(
    loots: list[Loot], alert: Order, other: Order
) -> None:
    """By chance one of twenty is right, and the correlation of six runs is seldom beyond 0.2."""
    pairs = [(alert(loot), other(loot)) for loot in loots]

    assert abs(mean(rank_correlation(one, two) for one, two in pairs)) < 0.35
    assert sum(hits(one, two) for one, two in pairs) <= 3 * len(pairs)


def test_all_of_it_is_held_back_and_with_the_key_the_attack_would_work(loots: list[Loot]) -> None:
    """What ARCHITECTURE.md says of database and keys together."""
    for loot in loots:
        seal = Writers(loot.folder / "keys", "alerts.key")
        found = loot.rows("SELECT sealed, words FROM alert JOIN alert_words ON alert = id ORDER BY alert.at")
        opened = [(seal.open(sealed), seal.open_words(words)) for sealed, words in found]
        assert opened == [(writer.telegram, writer.words) for writer in loot.writers]
        assert loot.rows("SELECT count(*), sum(held) FROM written") == [(PEOPLE, PEOPLE)]
