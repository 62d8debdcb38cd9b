"""Months, quarters and the school year are given out together: no small number of a month follows."""

import csv
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from bot.actions.impact import settle_periods
from bot.actions.joining import join
from bot.core.exporting import Form, Topic
from bot.core.impact import Period
from bot.core.people import Audience, Caller
from bot.services import Services
from tests.core.attacker import Puzzle
from tests.exports.closed import exporting
from tests.exports.towns import TOWN, said_in_town

FIRST, AFTER = date(2025, 9, 1), datetime(2026, 9, 20, 12, tzinfo=UTC)
THRESHOLD, YEARS = 5, 12
ADD = (
    "INSERT INTO feedback (number, state, kind, messages, wants_answer, may_share, may_quote, is_family,"
    " language, about, day, changed_on) VALUES (?, 'done', 'problem', '[]', 0, 0, 0, 0, 'en', '', ?, ?)"
)


def live_through(db: sqlite3.Connection, services: Services, counts: list[int]) -> None:
    """A school year in which so many told the forum something in each month."""
    db.execute("DELETE FROM impact")
    db.execute("DELETE FROM feedback")
    db.execute("UPDATE survey SET closed_at = '2025-09-03T12:00:00+00:00'")
    days = [
        month.first.isoformat()
        for month, count in zip(Period(FIRST, 12).within(1), counts, strict=True)
        for _ in range(count)
    ]
    db.executemany(ADD, ((number, day, day) for number, day in enumerate(days, start=1)))
    settle_periods(db, services)


def told(path: Path, figure: str) -> dict[tuple[Period, str], str]:
    """The figure as it stands in the file, by period and part."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            (Period(date.fromisoformat(line["period_from"]), int(line["months"])), line["part"]): line[
                "value"
            ]
            for line in csv.DictReader(file)
            if line["figure"] == figure
        }


async def test_no_small_number_of_a_month_follows_from_quarters_and_the_year(tmp_path: Path) -> None:
    hidden = 0
    async with exporting(tmp_path) as opened:
        services = replace(opened.services, clock=lambda: AFTER)
        exporter = replace(opened, services=services)
        await exporter.closed(TOWN, said_in_town(6))
        for seed in range(YEARS):
            chance = Random(seed)
            counts = [chance.choice([0, 0, 1, 2, 3, 4, 5, 8, 20]) for _ in range(12)]
            await services.store.write(live_through, services, counts)
            found = told((await exporter.files(Topic.IMPACT, Form.CSV))["figures.csv"], "feedback")

            puzzle = lay_out(counts, {period: value for (period, _), value in found.items()})

            small = [name for name, count in puzzle.truth.items() if 0 < count < THRESHOLD]
            assert [name for name in small if not puzzle.can_differ(name)] == []
            hidden += len(small)
    assert hidden > YEARS


async def test_who_answered_in_a_school_year_is_told_where_it_names_nobody(tmp_path: Path) -> None:
    async with exporting(tmp_path) as opened:
        services = replace(opened.services, clock=lambda: AFTER)
        await opened.closed(TOWN, said_in_town(6))
        for number, who in enumerate([*[Audience.PARENT] * 9, *[Audience.YOUNG] * 7, *[Audience.WORKER] * 2]):
            await join(services, Caller(number + 1), services.content.forum.notice_version, who, None, "")

        def story(db: sqlite3.Connection) -> None:
            db.execute("INSERT INTO participation (survey, person) SELECT 1, id FROM person")
            live_through(db, services, [0] * 12)

        await services.store.write(story)
        files = await replace(opened, services=services).files(Topic.IMPACT, Form.CSV)

    year = Period(FIRST, 12)
    assert told(files["figures.csv"], "by_audience") == {
        (year, "parent"): "9",
        (year, "young"): "[c]",
        (year, "worker"): "[c]",
        (year, "unsaid"): "0",
    }


def lay_out(counts: list[int], shown: dict[Period, str]) -> Puzzle:
    """What is kept private is from 1 to one below the threshold: the notes say so."""
    puzzle, months = Puzzle(), Period(FIRST, 12).within(1)
    assert len(shown) == 12 + 4 + 1
    for month, count in zip(months, counts, strict=True):
        value = shown[month]
        low, high = (1, THRESHOLD - 1) if value == "[c]" else (int(value), int(value))
        puzzle.number(month.key, low, high, count)
    for period, value in shown.items():
        if period.months > 1 and value != "[c]":
            puzzle.total([month.key for month in period.within(1)], int(value), int(value))
    return puzzle
