"""Files written: first beside their place and whole, then put there. Nothing half-written is left."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.actions.drawing import draw_charts
from bot.actions.forum_reports import DESCRIBES
from bot.actions.impact import find_page
from bot.actions.impact_charts import charts_of_impact
from bot.actions.report_parts import chart_in_words
from bot.actions.result_charts import Planned, charts_of
from bot.actions.survey_report import Closed, describe_survey, find_closed
from bot.charts import AnyChart
from bot.core.exporting import Form, Topic, What, forms_of
from bot.core.refusal import Refusal
from bot.core.report import Picture, Report
from bot.core.rows import PLAIN
from bot.exports.csv_files import write_files
from bot.exports.json_file import write_json
from bot.exports.packing import write_charts, write_zip
from bot.exports.report_page import write_report_page
from bot.exports.xlsx import write_xlsx
from bot.services import Services
from bot.store import impact

DRAWN = frozenset({Form.PNG, Form.HTML})

Write = Callable[[Report, Path], list[Path]]
Described = Callable[[sqlite3.Connection], Report]


async def export(
    services: Services,
    what: What,
    form: Form,
    folder: Path,
    *,
    one_file: bool = False,
    responses: bool = True,
    texts: bool = True,
) -> list[Path]:
    """The files in the folder, which is made if it is not there. CSV is several files, or a zip with
    `one_file`. Refuses what may not be taken out. Raises OSError, with nothing left behind, where the disk
    is full or the folder cannot be written."""
    if form not in forms_of(what):
        raise Refusal("no_such_form")
    describe = await _describe(services, what, form, responses, texts)
    write = FORMS[form]
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)

    def question(db: sqlite3.Connection) -> list[Path]:
        with TemporaryDirectory(prefix=".heard-", dir=folder) as beside:
            report = describe(db)
            made = write(report, Path(beside))
            if one_file and len(made) > 1:
                packed = Path(beside) / f"{report.name}-{form}.zip"
                write_zip(packed, made)
                made = [packed]
            return [path.replace(folder / path.name) for path in made]

    return await services.store.read(question)


async def _describe(services: Services, what: What, form: Form, responses: bool, texts: bool) -> Described:
    """Charts are drawn before, beside us: the rest is one look at the database."""
    if isinstance(what, Topic):
        charts = await services.store.read(_impact_charts, services) if what is Topic.IMPACT else []
        pictures = [picture for _, picture in await _draw(charts if form in DRAWN else [], "impact")]
        return lambda db: DESCRIBES[what](db, services, pictures)
    closed = await services.store.read(find_closed, services, what)
    closed = replace(closed, responses=closed.responses and responses, texts=texts)
    drawn = await _draw_survey(services, closed) if form in DRAWN else {}
    return lambda db: describe_survey(db, services, closed, drawn)


def _impact_charts(db: sqlite3.Connection, services: Services) -> list[AnyChart]:
    """Of the newest period."""
    period = next(iter(impact.list_periods(db)), None)
    page = None if period is None else find_page(db, PLAIN, period)
    return [] if page is None else [*charts_of_impact(services, page)]


async def _draw_survey(services: Services, closed: Closed) -> Mapping[str, Sequence[Picture]]:
    planned = charts_of(services.texts, PLAIN, closed.result)
    drawn = await _draw([one.chart for one in planned], f"{closed.asking.survey.id}-{closed.asking.id}")
    return {_question(planned[at]): [picture] for at, picture in drawn}


def _question(planned: Planned) -> str:
    """A picture of several lines of a grid stands with the first of them."""
    return planned.tables[0].question


async def _draw(charts: Sequence[AnyChart], name: str) -> list[tuple[int, Picture]]:
    """With the place of each among the charts."""
    drawings = await draw_charts(charts)
    return [
        (at, Picture(f"{name}-{at + 1:02}", drawing.png, chart_in_words(chart)))
        for at, (chart, drawing) in enumerate(zip(charts, drawings, strict=True))
    ]


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
