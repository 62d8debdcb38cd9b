"""Officers see and take what was released to them, and nothing else. Each time is counted and recorded."""

import asyncio
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.actions.exporting import export_apart
from bot.actions.pulls import check_officer, in_force, note_pull
from bot.actions.release_sheets import make_sheet
from bot.actions.releases import Named, named
from bot.core.exporting import Form, Topic
from bot.core.people import Caller
from bot.core.releases import What
from bot.core.sheets import PLAIN, Sheet
from bot.core.words import Reader
from bot.exports.sheet_page import write_sheet
from bot.services import Services
from bot.store import releases

RELEASED_A_PAGE = 8
FORMS = (Form.XLSX, Form.CSV)
"""Besides the page."""


@dataclass(frozen=True)
class ReleasedList:
    """Pages count from 0."""

    reader: Reader
    releases: tuple[Named, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Pulled:
    reader: Reader
    named: Named
    files: tuple[tuple[str, bytes], ...]


async def list_released(services: Services, caller: Caller, page: int) -> ReleasedList:
    def question(db: sqlite3.Connection) -> ReleasedList:
        person = check_officer(db, services, caller)
        found = releases.list_in_force(db)
        pages = max(1, -(-len(found) // RELEASED_A_PAGE))
        at = min(page, pages - 1)
        shown = found[at * RELEASED_A_PAGE :][:RELEASED_A_PAGE]
        return ReleasedList(person.reader, tuple(named(db, one) for one in shown), at, pages)

    return await services.store.read(question)


async def show_released(services: Services, caller: Caller, release: int) -> tuple[Reader, Named]:
    def question(db: sqlite3.Connection) -> tuple[Reader, Named]:
        person = check_officer(db, services, caller)
        return person.reader, named(db, in_force(db, release))

    return await services.store.read(question)


async def take_files(services: Services, caller: Caller, release: int) -> Pulled:
    """The files of its scope. Refuses what was withdrawn while they were made."""
    reader, of = await show_released(services, caller, release)
    files = await make_files(services, of, await make_sheet(services, of))

    def story(db: sqlite3.Connection) -> None:
        check_officer(db, services, caller)
        note_pull(db, services, in_force(db, release), caller.telegram)

    await services.store.write(story)
    return Pulled(reader, of, files)


# the files


async def make_files(services: Services, of: Named, sheet: Sheet) -> tuple[tuple[str, bytes], ...]:
    """A page to read, a spreadsheet, and CSV in a zip: each with as much as was released."""
    release = of.release
    subject = release.subject
    stem = subject.what if of.asking is None else f"{of.asking.survey.id}-{of.asking.id}"
    page = await asyncio.to_thread(write_sheet, sheet, labels(services))
    what = subject.about if subject.what is What.SURVEY else Topic(subject.what)
    files = [(f"{stem}.html", page)]
    with TemporaryDirectory() as folder:
        scope = release.scope
        paths = await export_apart(
            services, what, FORMS, Path(folder), responses=scope.responses, texts=scope.texts
        )
        files += [(path.name, await asyncio.to_thread(path.read_bytes)) for path in paths]
    return tuple(files)


def labels(services: Services) -> dict[str, str]:
    """The words that the page itself needs."""
    names = ("facts", "quotes", "private", "empty", "intro", "files")
    return {name: services.texts.button(PLAIN, f"sheet_label_{name}") for name in names}
