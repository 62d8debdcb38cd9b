"""Files for the chat, made in a child process by the same command that anybody may type."""

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.actions.describing import find_wanted
from bot.actions.members import check_role
from bot.actions.regulation_56 import find_pack
from bot.actions.survey_report import find_closed
from bot.core.asking import Asking
from bot.core.exporting import AllReleased, Form, LocalOffer, OfRelease, One, Topic, What, forms_of, read_what
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.releases import Scope
from bot.core.words import Reader
from bot.exports.workbench import workbench
from bot.services import Services
from bot.store import releases, surveys

A_PAGE = 8
MOST_BYTES = 50_000_000
"""What Telegram takes from a bot."""


class ExportFailed(Exception):  # noqa: N818
    """The child process made no files."""


@dataclass(frozen=True)
class ExportList:
    """The surveys of one page, counted from 0; on the first page the other things too."""

    reader: Reader
    surveys: tuple[Asking, ...]
    page: int
    pages: int
    has_released: bool = False
    topics: tuple[Topic, ...] = tuple(Topic)


@dataclass(frozen=True)
class FormChoice:
    """`title` of a survey; of the other things their name is a message."""

    reader: Reader
    what: One | AllReleased
    title: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Exported:
    """Each file with its name."""

    choice: FormChoice
    files: tuple[tuple[str, bytes], ...]


async def list_exports(services: Services, caller: Caller, page: int) -> ExportList:
    def question(db: sqlite3.Connection) -> ExportList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        pages = max(1, -(-surveys.count_told(db) // A_PAGE))
        at = min(page, pages - 1)
        found = surveys.list_closed(db, A_PAGE, at * A_PAGE)
        has_released = bool(releases.list_in_force(db))
        return ExportList(person.reader, tuple(found), at, pages, has_released)

    return await services.store.read(question)


async def choose_form(services: Services, caller: Caller, said: str) -> FormChoice:
    """Refuses what may not be taken out."""
    return await services.store.read(_choice, services, caller, said)


async def export_for_chat(services: Services, caller: Caller, said: str, form: str) -> Exported:
    """One file, or two where something is not for everybody. Refuses what is too large for Telegram, and
    names the command that makes it."""
    choice = await services.store.read(_choice, services, caller, said)
    if form not in {*choice.forms}:
        raise Refusal("old_button")
    with workbench(services.store.path.parent) as folder:
        paths = await export_apart(services, choice.what, [Form(form)], folder)
        size = max([(await asyncio.to_thread(path.stat)).st_size for path in paths])
        if size > MOST_BYTES:
            raise Refusal(
                "export_too_large", megabytes=size // 1_000_000, command=f"heard export {said} --form {form}"
            )
        files = [(path.name, await asyncio.to_thread(path.read_bytes)) for path in paths]
        return Exported(choice, tuple(files))


def _choice(db: sqlite3.Connection, services: Services, caller: Caller, said: str) -> FormChoice:
    person, what = check_role(services, db, caller, Role.COORDINATOR), read_what(said)
    if what is None or isinstance(what, OfRelease):
        raise Refusal("old_button")
    title = ""
    if isinstance(what, int):
        title = find_closed(db, services, what).asking.survey.title.choose(person.reader)
    if isinstance(what, LocalOffer):
        find_pack(db, services, what.period)
    wanted = find_wanted(db, what, Scope())
    forms = tuple(form for form in Form if any(form in forms_of(one.of) for one in wanted))
    return FormChoice(person.reader, what, title, forms)


async def export_apart(
    services: Services,
    what: What,
    forms: Sequence[Form],
    folder: Path,
    *,
    page: bool = False,
) -> list[Path]:
    """One file a form in the folder, made by a process of its own, and one more of what is not to be
    published; `page`: with links to the other files of a release. Raises `ExportFailed`."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.taking_out", str(what), "--one-file"),
        *(f"--form={form}" for form in forms),
        *("--out", str(folder), *(["--page"] if page else [])),
        *("--at", services.clock().isoformat()),
        env={**services.environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        said, errors = await child.communicate()
    except BaseException:
        child.kill()
        raise
    if child.returncode:
        raise ExportFailed(errors.decode(errors="replace").strip())
    return [Path(line) for line in said.decode().splitlines()]
