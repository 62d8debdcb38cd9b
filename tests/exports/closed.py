"""Closed surveys with the answers one gives them, in a forum of their own, and what is written of them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.actions.closing import close_survey
from bot.actions.writing_files import export
from bot.content import shipped_folder
from bot.core.answers import Answer
from bot.core.asking import Whom
from bot.core.exporting import Form
from bot.core.forum import Forum
from bot.core.surveys import Survey
from bot.core.written import Decision
from bot.making_services import open_services
from bot.services import Services
from bot.settings import Settings
from bot.store import responses, surveys, written

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AREAS = [{"id": "town", "text": "The town"}, {"id": "coast", "text": "The coast"}]


@dataclass(frozen=True)
class Said:
    """One response: what was answered, and the bands of who gave it."""

    answers: Mapping[str, Answer]
    audience: str = "parent"
    area: str | None = None
    age: str | None = None


@dataclass(frozen=True)
class Exporter:
    services: Services
    folder: Path

    async def closed(self, survey: Survey, said: Sequence[Said], *, hands: bool = False) -> int:
        """Its number; nobody was told, and no chart was drawn."""
        return await self.services.store.write(_close, self.services, survey, said, hands)

    async def keep_texts(self, survey: int) -> None:
        """A coordinator has read all that was written, and kept it."""
        await self.services.store.write(_keep, survey)

    async def files(self, what: Any, form: Form, **more: Any) -> dict[str, Path]:
        """By the end of their names."""
        made = await export(self.services, what, [form], self.folder / "out", **more)
        return {path.name.rpartition("-")[2]: path for path in made}

    async def file(self, what: Any, form: Form, **more: Any) -> Path:
        (path,) = (await self.files(what, form, **more)).values()
        return path


@asynccontextmanager
async def exporting(folder: Path, **forum: Any) -> AsyncIterator[Exporter]:
    given: dict[str, Any] = {
        "data_dir": folder / "data",
        "keys_dir": folder / "keys",
        "content_dir": shipped_folder(),
    }
    async with open_services(Settings(**{"_env_file": None, **given}), lambda: MONDAY) as services:
        changed = {**services.content.forum.model_dump(), "areas": AREAS, **forum}
        content = services.content.model_copy(update={"forum": Forum.model_validate(changed)})
        yield Exporter(replace(services, content=content, random=Random(7)), folder)


def _close(db: Any, services: Services, survey: Survey, said: Sequence[Said], hands: bool) -> int:
    number = ask(db, survey, said, hands)
    close_survey(db, services, number)
    surveys.note_told(db, number, MONDAY)
    return number


def ask(db: Any, survey: Survey, said: Sequence[Said], hands: bool) -> int:
    """The number of a survey that was answered, and may be closed."""
    number = surveys.add(db, survey, Whom.EVERYONE, MONDAY - timedelta(14), MONDAY - timedelta(1))
    if hands:
        surveys.mark_vote(db, number, show_of_hands=True)
    for at, one in enumerate(said):
        id = at.to_bytes(8) + number.to_bytes(8)
        responses.begin(db, id, number, id, "")
        db.execute(
            "UPDATE response SET sent = 1, audience = ?, area = ?, age = ? WHERE id = ?",
            (one.audience, one.area, one.age, id),
        )
        for question, answer in one.answers.items():
            responses.save_answer(db, id, question, answer)
    return number


def _keep(db: Any, survey: int) -> None:
    while (found := written.next_after(db, survey, -1, decided=False)) is not None:
        written.decide(db, found.id, Decision.KEEP, found.version, 1)
