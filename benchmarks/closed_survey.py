"""A survey of ten questions that is closed, with as many responses as one likes."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from bot.core.answers import Answer, Counted
from bot.core.asking import Whom
from bot.core.people import AgeBand, Audience
from bot.core.results import tabulate
from bot.core.surveys import Survey
from bot.services import Services
from bot.store import responses, results, surveys

QUESTIONS = 10
SAY = {"can_change": "x", "cannot_change": "x", "who_decides": "x", "hear_back": "You hear in a month."}
OPTIONS = [{"id": one, "text": f"The option {one}"} for one in ("red", "green", "blue", "yellow")]


def asked_survey() -> Survey:
    """Seven ordinary questions, three personal ones, whose columns are mixed."""
    kinds: list[dict[str, Any]] = [
        *[{"kind": "choose_one", "options": OPTIONS}] * 5,
        {"kind": "choose_several", "options": OPTIONS},
        {"kind": "scale", "low": "never", "high": "always"},
        *[{"kind": "choose_one", "options": OPTIONS, "sensitivity": "personal"}] * 2,
        {"kind": "scale", "low": "never", "high": "always", "sensitivity": "personal"},
    ]
    questions = [
        {"id": f"question_{number}", "text": f"Question {number}?", "sensitivity": "ordinary", **kind}
        for number, kind in enumerate(kinds, start=1)
    ]
    return Survey.model_validate(
        {"id": "bench", "title": "Ten questions", "influence": SAY, "questions": questions}
    )


async def add_closed_survey(services: Services, number: int) -> int:
    """With so many responses; its number."""
    return await services.store.write(_fill, services, number)


def _fill(db: sqlite3.Connection, services: Services, number: int) -> int:
    asked, chance, now = asked_survey(), Random(7), services.clock()
    survey = surveys.add(db, asked, Whom.EVERYONE, now - timedelta(days=20), now - timedelta(days=6))
    db.execute("UPDATE survey SET closed_at = closes_at, told_at = closes_at WHERE id = ?", (survey,))
    ids = [chance.randbytes(16) for _ in range(number)]
    db.executemany(
        "INSERT INTO response (id, survey, sent, place, audience, age) VALUES (?, ?, 1, '', ?, ?)",
        ((id, survey, *_bands(chance)) for id in ids),
    )
    db.executemany(
        "INSERT INTO answer (response, question, value) VALUES (?, ?, ?)",
        ((id, *answer) for id in sorted(ids) for answer in _answers(asked, chance)),
    )
    given = (Counted(answers) for _, answers in responses.in_order(db, ids, [one.id for one in asked.steps]))
    results.save(db, survey, tabulate(asked, given, services.content.forum.threshold), number)
    return survey


def _bands(chance: Random) -> tuple[str, str | None]:
    audience = chance.choice([Audience.PARENT, Audience.PARENT, Audience.YOUNG, Audience.WORKER])
    return audience, chance.choice([*AgeBand]) if audience is Audience.YOUNG else None


def _answers(asked: Survey, chance: Random) -> Iterator[tuple[str, str]]:
    for question in asked.steps:
        options = [option.id for option in question.choices]
        chosen = tuple(chance.sample(options, 2) if question.several else [chance.choice(options)])
        yield question.id, Answer(chosen=chosen).model_dump_json(exclude_defaults=True)
