"""Officers see and take what was released to them, and nothing else. Each time is counted and recorded."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.actions import exporting
from bot.actions.describing import describe, find_wanted, forms_to_pull, released_thing
from bot.actions.exporting import ExportFailed, export_apart
from bot.actions.pulls import check_officer, in_force, note_pull
from bot.actions.releases import Named, named
from bot.core.exporting import Form, OfRelease
from bot.core.people import Caller
from bot.core.releases import Release
from bot.core.words import Reader
from bot.exports.workbench import workbench
from bot.services import Services
from bot.store import releases

RELEASED_A_PAGE = 8


@dataclass(frozen=True)
class ReleasedList:
    """Pages count from 0."""

    reader: Reader
    releases: tuple[Named, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Pulled:
    """`too_large`: the names of those that Telegram does not take."""

    reader: Reader
    named: Named
    files: tuple[tuple[str, bytes], ...]
    too_large: tuple[str, ...]


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
    forms = forms_to_pull(released_thing(of.release.subject))
    with workbench(services.store.path.parent) as folder:
        paths = await make_files(services, of.release, forms, folder)
        sizes = [(path, (await asyncio.to_thread(path.stat)).st_size) for path in paths]
        files = [
            (path.name, await asyncio.to_thread(path.read_bytes))
            for path, size in sizes
            if size <= exporting.MOST_BYTES
        ]
    too_large = tuple(path.name for path, size in sizes if size > exporting.MOST_BYTES)

    def story(db: sqlite3.Connection) -> None:
        check_officer(db, services, caller)
        note_pull(db, services, in_force(db, release), caller.telegram)

    await services.store.write(story)
    return Pulled(reader, of, tuple(files), too_large)


async def make_files(
    services: Services, release: Release, forms: Sequence[Form], folder: Path, *, page: bool = False
) -> list[Path]:
    """One file a form in the folder, made beside us. Refuses what may be given out no more."""
    try:
        return await export_apart(services, OfRelease(release.id), forms, folder, page=page)
    except ExportFailed:
        for one in await services.store.read(find_wanted, OfRelease(release.id), release.scope):
            await describe(services, one, draw=False)
        raise
