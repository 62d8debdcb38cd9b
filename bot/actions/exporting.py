"""Responses as files. From the chat in a child process, by the same command anybody may type."""

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.actions.members import check_role
from bot.core.answers import Counted
from bot.core.asking import Asking
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.results import Result
from bot.core.rows import NOT_SHOWN, PRIVATE, SKIPPED, Column, columns, rows
from bot.core.words import Reader
from bot.exports.csv_files import write_csv, write_dictionary
from bot.services import Services
from bot.store import responses, results, retention, surveys


class ExportFailed(Exception):  # noqa: N818
    """The child process made no files."""


@dataclass(frozen=True)
class ClosedList:
    reader: Reader
    surveys: tuple[Asking, ...]


@dataclass(frozen=True)
class Exported:
    reader: Reader
    title: str
    files: tuple[tuple[str, bytes], ...]


async def list_closed(services: Services, caller: Caller) -> ClosedList:
    def question(db: sqlite3.Connection) -> ClosedList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return ClosedList(person.reader, tuple(surveys.list_closed(db, 20)))

    return await services.store.read(question)


async def export_for_chat(services: Services, caller: Caller, survey: int) -> Exported:
    def question(db: sqlite3.Connection) -> tuple[Reader, Asking]:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking, _ = _closed(db, services, survey)
        return person.reader, asking

    reader, asking = await services.store.read(question)
    with TemporaryDirectory() as folder:
        await export_apart(services, survey, Path(folder))
        files = await asyncio.to_thread(_read_files, Path(folder))
    return Exported(reader, asking.survey.title.choose(reader), files)


def _read_files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    return tuple((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))


async def export_apart(services: Services, survey: int, folder: Path) -> None:
    """Writes the files of a survey into a folder, in a child process. Raises `ExportFailed`."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "export", str(survey), "--out", str(folder)),
        env={**services.environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    _, errors = await child.communicate()
    if child.returncode:
        raise ExportFailed(errors.decode(errors="replace").strip())


async def export_survey(services: Services, survey: int, folder: Path) -> list[Path]:
    """Writes the responses and their data dictionary. Refuses an open survey, and one with few responses."""
    asking, result, everything = await services.store.read(_collect, services, survey)
    names = columns(asking.survey)
    cells = rows(asking.survey, result, everything, services.random.shuffle)
    numbers = services.random.sample(range(10**7, 10**8), len(cells))
    lines = [[str(number), *line] for number, line in zip(numbers, cells, strict=True)]
    name = f"{asking.survey.id}-{asking.id}"
    answers, dictionary = folder / f"{name}-responses.csv", folder / f"{name}-dictionary.csv"
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    write_csv(answers, [column.name for column in names], lines)
    write_dictionary(dictionary, _explained(services, names), _marks(services))
    return [answers, dictionary]


def _explained(services: Services, names: list[Column]) -> list[Column]:
    say = services.texts.button
    first = Column("response", say(Reader(), "file_response"), "number")
    unlinked = say(Reader(), "file_unlinked")
    rest = [
        replace(name, meaning=f"{name.meaning} ({unlinked})") if name.unlinked else name for name in names[1:]
    ]
    return [first, *rest]


def _marks(services: Services) -> list[tuple[str, str]]:
    say = services.texts.button
    return [
        (PRIVATE, say(Reader(), "file_private")),
        (SKIPPED, say(Reader(), "file_skipped")),
        (NOT_SHOWN, say(Reader(), "file_not_shown")),
        ("'", say(Reader(), "file_apostrophe")),
    ]


def _closed(db: sqlite3.Connection, services: Services, survey: int) -> tuple[Asking, Result]:
    asking, result = surveys.find(db, survey), results.find(db, survey)
    if asking is None:
        raise Refusal("no_such_survey")
    if result is None:
        raise Refusal("not_closed")
    if not retention.has_responses(db, survey):
        raise Refusal("answers_deleted")
    threshold = services.content.forum.threshold
    if result.responses < threshold and not asking.survey.named:
        raise Refusal("too_few_to_export", threshold=threshold)
    return asking, result


def _collect(db: sqlite3.Connection, services: Services, survey: int) -> tuple[Asking, Result, list[Counted]]:
    asking, result = _closed(db, services, survey)
    return asking, result, [*responses.all_counted(db, survey)]
