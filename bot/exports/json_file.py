"""JSON for programs: the same as in the other forms, row by row."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.core.report import Report, Sheet, Value


def write_json(report: Report, path: Path) -> None:
    """UTF-8. A row is an object; an empty cell is null, a day is text as in ISO 8601."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_parts(report))


def _parts(report: Report) -> Iterator[str]:
    head = {
        "title": report.title,
        "facts": [{"name": name, "value": _plain(value)} for name, value in report.all_facts],
        "notes": report.notes,
        "marks": dict(report.marks),
        "after": [{"title": title, "paragraphs": paragraphs} for title, paragraphs in report.after],
    }
    yield f'{_said(head)[:-1]}, "tables": {{'
    for number, sheet in enumerate(report.sheets):
        yield ",\n" if number else "\n"
        yield from _sheet(sheet)
    yield "\n}}\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    columns = [
        {
            "name": column.name,
            "meaning": column.meaning,
            "type": column.kind,
            "values": dict(column.values),
            "unlinked": column.unlinked,
        }
        for column in sheet.columns
    ]
    yield f'{_said(sheet.id)}: {{"title": {_said(sheet.title)}, "columns": {_said(columns)}, "rows": ['
    yield from _rows([column.name for column in sheet.columns], sheet.rows())
    yield "\n]}"


def _rows(names: list[str], rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    before = "\n"
    for row in rows:
        yield before + _said(dict(zip(names, map(_plain, row), strict=True)))
        before = ",\n"


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
