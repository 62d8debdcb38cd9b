"""Files written: first beside their place and whole, then put there. Nothing half-written is left."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from bot.actions.describing import Described, Wanted, describe, find_wanted, forms_to_pull
from bot.actions.release_words import title_of
from bot.actions.releases import named
from bot.core.exporting import AllReleased, Form, What, forms_of
from bot.core.refusal import Refusal
from bot.core.releases import Release, Scope
from bot.core.report import Report
from bot.core.rows import PLAIN
from bot.exports.chapters_page import write_chapters_page
from bot.exports.csv_files import write_files
from bot.exports.json_file import write_json
from bot.exports.packing import write_charts, write_zip
from bot.exports.report_page import write_report_page
from bot.exports.workbench import workbench
from bot.exports.xlsx import write_xlsx
from bot.services import Services

DRAWN = frozenset({Form.PNG, Form.HTML})

Write = Callable[[Report, Path], list[Path]]


@dataclass(frozen=True)
class LeftOut:
    """A release that could not be made now. `title`: as officers read it."""

    title: str
    refusal: Refusal


LeaveOut = Callable[[LeftOut], None]


async def export(
    services: Services,
    what: What,
    forms: Sequence[Form],
    folder: Path,
    *,
    one_file: bool = False,
    responses: bool = True,
    texts: bool = True,
    page: bool = False,
    leave_out: LeaveOut | None = None,
) -> list[Path]:
    """The files in the folder, which is made if it is not there; all of them of one look at the database. CSV
    is several files, and so is a form of all that is released: with `one_file` they are one zip a form. What
    is not to be published with the rest has files of its own. `page`: with links to the other files of a
    release. Refuses what may not be taken out; of all that is released such a one is left out where
    `leave_out` hears of it, and the others are written. Raises OSError, with nothing left behind, where the
    disk is full or the folder cannot be written."""
    wanted = await services.store.read(find_wanted, what, Scope(responses, texts))
    for form in forms:
        if not any(form in forms_of(one.of) for one in wanted):
            raise Refusal("no_such_form")
    draw = not DRAWN.isdisjoint(forms)
    may_lack = leave_out if isinstance(what, AllReleased) else None
    described = await _describe_all(services, wanted, draw, may_lack)
    if not described:
        return []
    links = page_files(services, wanted[0]) if page else ()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)

    def question(db: sqlite3.Connection) -> list[Path]:
        found = ((one, describe(db)) for one, describe in described)
        reports = [(one.of, replace(report, files=links)) for one, report in found if report is not None]
        with workbench(folder) as beside:
            made: list[Path] = []
            for form in forms:
                having = [report for of, report in reports if form in forms_of(of)]
                parts = {report.name: FORMS[form](report, beside) for report in having}
                made += _packed(what, form, parts) if one_file else chain.from_iterable(parts.values())
            return [path.replace(folder / path.name) for path in made]

    return await services.store.read(question)


async def _describe_all(
    services: Services, wanted: Sequence[Wanted], draw: bool, leave_out: LeaveOut | None
) -> list[tuple[Wanted, Described]]:
    described = []
    for one in wanted:
        try:
            described.append((one, await describe(services, one, draw=draw)))
        except Refusal as refusal:
            if leave_out is None or one.release is None:
                raise
            title = await services.store.read(_title, services, one.release)
            leave_out(LeftOut(title, refusal))
    return described


def _title(db: sqlite3.Connection, services: Services, release: Release) -> str:
    return title_of(services, PLAIN, named(db, release))


def _packed(what: What, form: Form, parts: Mapping[str, Sequence[Path]]) -> list[Path]:
    """Each report under its name, for one may be public and another not; all that is released in one."""
    if isinstance(what, AllReleased):
        parts = {str(what): [*chain.from_iterable(parts.values())]}
    return [_as_one(files, f"{name}-{form}.zip") for name, files in parts.items()]


def _as_one(files: Sequence[Path], name: str) -> Path:
    if len(files) == 1:
        return files[0]
    packed = files[0].with_name(name)
    write_zip(packed, files)
    return packed


def page_files(services: Services, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """Of a download page: where each of its files is to be had, and what it is."""
    say = services.texts.button
    return tuple((f"files/{form}", say(PLAIN, f"page_file_{form}")) for form in forms_to_pull(wanted.of))


def _write_xlsx(report: Report, folder: Path) -> list[Path]:
    path = folder / f"{report.name}.xlsx"
    write_xlsx(report, path)
    return [path]


def _write_json(report: Report, folder: Path) -> list[Path]:
    path = folder / f"{report.name}.json"
    write_json(report, path)
    return [path]


def _write_png(report: Report, folder: Path) -> list[Path]:
    path = folder / f"{report.name}-charts.zip"
    write_charts(report, path)
    return [path]


def _write_html(report: Report, folder: Path) -> list[Path]:
    path = folder / f"{report.name}-report.html"
    write_page = write_chapters_page if report.chapters else write_report_page
    path.write_bytes(write_page(report))
    return [path]


FORMS: Mapping[Form, Write] = {
    Form.XLSX: _write_xlsx,
    Form.CSV: write_files,
    Form.HTML: _write_html,
    Form.PNG: _write_png,
    Form.JSON: _write_json,
}
