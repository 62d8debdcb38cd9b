"""Files written: first beside their place and whole, then put there. Nothing half-written is left."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.actions.describing import describe, find_wanted, forms_of_release
from bot.core.exporting import Form, What, forms_of
from bot.core.refusal import Refusal
from bot.core.releases import Release, Scope
from bot.core.report import Report
from bot.core.rows import PLAIN
from bot.exports.csv_files import write_files
from bot.exports.json_file import write_json
from bot.exports.packing import write_charts, write_zip
from bot.exports.report_page import write_report_page
from bot.exports.xlsx import write_xlsx
from bot.services import Services

DRAWN = frozenset({Form.PNG, Form.HTML})

Write = Callable[[Report, Path], list[Path]]


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
) -> list[Path]:
    """The files in the folder, which is made if it is not there; all forms of one look at the database. CSV
    is several files, or a zip with `one_file`. `page`: with links to the other files of a release. Refuses
    what may not be taken out. Raises OSError, with nothing left behind, where the disk is full or the folder
    cannot be written."""
    wanted = await services.store.read(find_wanted, what, Scope(responses, texts))
    if not {*forms} <= {*forms_of(wanted.of)}:
        raise Refusal("no_such_form")
    described = await describe(services, wanted, draw=not DRAWN.isdisjoint(forms))
    links = page_files(services, wanted.release) if page and wanted.release is not None else ()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)

    def question(db: sqlite3.Connection) -> list[Path]:
        report = replace(described(db), files=links)
        with TemporaryDirectory(prefix=".heard-", dir=folder) as beside:
            made = [path for form in forms for path in _write(report, form, Path(beside), one_file)]
            return [path.replace(folder / path.name) for path in made]

    return await services.store.read(question)


def page_files(services: Services, release: Release) -> tuple[tuple[str, str], ...]:
    """Of a download page: where each of its files is to be had, and what it is."""
    say = services.texts.button
    return tuple((f"files/{form}", say(PLAIN, f"page_file_{form}")) for form in forms_of_release(release))


def _write(report: Report, form: Form, folder: Path, one_file: bool) -> list[Path]:
    made = FORMS[form](report, folder)
    if not one_file or len(made) == 1:
        return made
    packed = folder / f"{report.name}-{form}.zip"
    write_zip(packed, made)
    return [packed]


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
    path.write_bytes(write_report_page(report))
    return [path]


FORMS: Mapping[Form, Write] = {
    Form.XLSX: _write_xlsx,
    Form.CSV: write_files,
    Form.HTML: _write_html,
    Form.PNG: _write_png,
    Form.JSON: _write_json,
}
