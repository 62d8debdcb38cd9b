"""A spreadsheet as the public sector asks for it: a cover, notes, and one marked-up table a sheet.
What was kept private and why stands once, on the notes; the cover says where.

Text is written as text: nothing that anybody typed becomes a formula, a number or a link.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.core.report import DICTIONARY, BarChart, Column, Kind, Report, Sheet, Value, dictionary_lines

MOST_ROWS = 1_048_576
HEADER = 2
"""The row of the column names, counted from 0: the title and a sentence stand above it."""
LONGEST_CELL = 32_767
LONGEST_CHART_TITLE = 255
WIDEST, WIDEST_OF_FEW, NARROWEST = 45, 90, 8
"""Of a column, in characters; the second where there are three columns at most."""
PRINTED_TOGETHER = 230
"""Characters of columns that are printed on one page beside each other; more would be too small to read."""
PRINTED_ON_ONE = 1_000
"""In points: so high a cover is printed on one page; a higher one would be too small to read."""
TITLE_CHARACTERS = 1.7
"""How wide one of a title is."""
USUAL_WIDTH = 8
"""Of a column in which nothing stands."""
COVER_WIDTHS = (34, 80)
LONGEST_TITLE = 70
"""Of a sheet; the cover has all of it."""
LINE_HEIGHT, TITLE_HEIGHT, HIGHEST = 15, 26, 400
"""In points. Not every program makes a row as high as its text by itself."""
LOOKED_AT = 200
"""Rows that decide how wide a column is."""
ROW_PIXELS, BAR_PIXELS, CHART_PIXELS = 20, 34, 130
CHARTS_APART = 2
TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def write_xlsx(report: Report, path: Path) -> None:
    """Large tables are written row by row, so that memory holds one row at a time."""
    row_by_row = not report.is_marked_up
    book = xlsxwriter.Workbook(str(path), {**TEXT_ONLY, "constant_memory": row_by_row})
    try:
        book.set_properties({"title": report.title[:255], "company": ""})
        _Book(book, report, row_by_row).write()
    finally:
        book.close()


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that spreadsheets allow: without the signs they forbid, 31 characters at most, once only."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).split()).strip("'") or "1"
    name, number = plain[:31].strip(), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{plain[: 30 - len(str(number))].strip()} {number}"
    taken.add(name.casefold())
    return name


class _Book:
    def __init__(self, book: Any, report: Report, row_by_row: bool) -> None:
        self._book = book
        self._report = report
        self._row_by_row = row_by_row
        self._names: set[str] = set()
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._long_title = book.add_format(
            {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}
        )
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1})
        self._short = book.add_format({"valign": "top", "align": "left", "indent": 1})
        self._day = book.add_format(
            {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left", "indent": 1}
        )
        self._number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self._whole = book.add_format({"num_format": "0", "valign": "top"})
        self._share = book.add_format({"num_format": "0.0%", "valign": "top"})
        self._mark = book.add_format({"align": "right", "valign": "top"})

    def write(self) -> None:
        report, labels = self._report, self._report.labels
        self._cover()
        columns = (
            Column("number", labels.number, Kind.NUMBER),
            Column("note", labels.note, Kind.TEXT),
        )
        lines = [(at, note) for at, note in enumerate(self._notes(), start=1)]
        self._sheet(Sheet("notes", labels.notes, columns, lambda: lines, len(lines)))
        for sheet in report.sheets:
            self._sheet(sheet)
        dictionary = [*dictionary_lines(report)]
        names = tuple(Column(name, name, Kind.TEXT) for name in DICTIONARY)
        self._sheet(Sheet("dictionary", labels.dictionary, names, lambda: dictionary, len(dictionary)))

    def _cover(self) -> None:
        report, labels = self._report, self._report.labels
        page = self._book.add_worksheet(sheet_name(labels.cover, self._names))
        page.hide_gridlines(2)
        for at, width in enumerate(COVER_WIDTHS):
            page.set_column(at, at, width)
        self._head_line(page, report.title, sum(COVER_WIDTHS))
        lines: list[tuple[str, Value]] = [*report.all_facts, *self._after()]
        lines += [(f"{labels.contents} {at}", name) for at, name in enumerate(self._contents(), start=2)]
        heights = [_height([(name, COVER_WIDTHS[0]), (str(value), COVER_WIDTHS[1])]) for name, value in lines]
        for at, ((name, value), height) in enumerate(zip(lines, heights, strict=True), start=1):
            page.set_row(at, height)
            page.write_string(at, 0, _fit(name), self._bold)
            self._cell(page, at, 1, value, self._text)
        _print_on(page)
        if sum(heights) <= PRINTED_ON_ONE:
            page.set_portrait()
            page.fit_to_pages(1, 1)

    def _head_line(self, page: Any, title: str, width: int) -> None:
        """Runs over the cells beside it. Where it is longer than these it stands in several lines."""
        is_long = len(title) > width * 0.6
        if is_long:
            page.set_row(0, min(HIGHEST, TITLE_HEIGHT * -(-len(title) // int(COVER_WIDTHS[0] * 0.7))))
        else:
            page.set_row(0, TITLE_HEIGHT)
        page.write_string(0, 0, _fit(title), self._long_title if is_long else self._title)

    def _notes(self) -> list[str]:
        more = [self._report.labels.without_markup] if self._row_by_row else []
        return [*self._report.notes, *more]

    def _after(self) -> Iterator[tuple[str, str]]:
        for title, paragraphs in self._report.after:
            yield from ((title, paragraph) for paragraph in paragraphs)

    def _contents(self) -> list[str]:
        labels = self._report.labels
        return [labels.private, *(sheet.title for sheet in self._report.sheets), labels.dictionary]

    def _sheet(self, sheet: Sheet) -> None:
        """More rows than a sheet holds go on in another."""
        lines = iter(sheet.rows())
        parts = 0
        while True:
            first = list(islice(lines, LOOKED_AT))
            if parts and not first:
                return
            parts += 1
            title = sheet.title if parts == 1 else f"{sheet.title} {parts}"
            self._part(replace(sheet, title=title), first, lines, parts)

    def _part(
        self, sheet: Sheet, first: list[Sequence[Value]], rest: Iterator[Sequence[Value]], part: int
    ) -> None:
        page = self._book.add_worksheet(sheet_name(sheet.title, self._names))
        widths = _widths(sheet, first)
        widest = WIDEST_OF_FEW if len(sheet.columns) <= 3 else WIDEST
        wide = [width > widest for width in widths]
        widths = [max(NARROWEST, min(width, widest)) for width in widths]
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        page.set_row(0, TITLE_HEIGHT)
        page.write_string(0, 0, self._titled(sheet), self._title)
        page.write_string(1, 0, self._report.labels.one_table)
        for at, column in enumerate(sheet.columns):
            page.write_string(HEADER, at, column.name, self._head)
        forms = [self._form(column, is_wide) for column, is_wide in zip(sheet.columns, wide, strict=True)]
        last = HEADER
        for last, line in enumerate(_at_most(MOST_ROWS - HEADER - 1, first, rest), start=HEADER + 1):
            if any(wide):
                page.set_row(last, _height(_texts_of(line, wide, widest)))
            for at, value in enumerate(line):
                self._cell(page, last, at, value, forms[at])
        self._mark_up(page, sheet, last, part)
        page.freeze_panes(HEADER + 1, 1 if len(sheet.columns) > 2 else 0)
        _print_on(page, together=sum(widths) <= PRINTED_TOGETHER)
        page.repeat_rows(HEADER)
        if sum(widths) > PRINTED_TOGETHER:
            page.repeat_columns(0)
        elif not sheet.charts:
            more = len(self._titled(sheet)) * TITLE_CHARACTERS - sum(widths)
            page.print_area(0, 0, last, len(widths) - 1 + max(0, -int(-more // USUAL_WIDTH)))
        if part == 1 and last > HEADER:
            self._charts(page, sheet)

    def _titled(self, sheet: Sheet) -> str:
        title = f"{sheet.title}: {self._report.short_title or self._report.title}"
        return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"

    def _form(self, column: Column, is_wide: bool) -> Any:
        match column.kind:
            case Kind.SHARE:
                return self._share
            case Kind.NUMBER:
                return self._whole if column.name == "response" else self._number
            case Kind.TEXT if is_wide:
                return self._text
        return self._short

    def _cell(self, page: Any, row: int, at: int, value: Value, form: Any) -> None:
        """What stands as a mark in a column of numbers stands to the right, as they do."""
        if isinstance(value, str):
            is_mark = form in {self._share, self._number}
            page.write_string(row, at, _fit(value), self._mark if is_mark else form)
        elif isinstance(value, date):
            page.write_datetime(row, at, value, self._day)
        elif value is not None:
            page.write_number(row, at, value, form)

    def _mark_up(self, page: Any, sheet: Sheet, last: int, part: int) -> None:
        if self._row_by_row or not sheet.columns:
            return
        area = (HEADER, 0, max(last, HEADER + 1), len(sheet.columns) - 1)
        name = re.sub(r"\W", "_", f"table_{sheet.id}{'' if part == 1 else f'_{part}'}")
        columns = [{"header": column.name, "header_format": self._head} for column in sheet.columns]
        page.add_table(*area, {"name": name, "columns": columns, "style": "Table Style Light 1"})
        page.ignore_errors({"number_stored_as_text": _range(*area)})

    def _charts(self, page: Any, sheet: Sheet) -> None:
        """To the right of the table, one below the other."""
        row = 0
        for one in sheet.charts:
            height = CHART_PIXELS + BAR_PIXELS * (one.last - one.first + 1)
            page.insert_chart(
                row,
                len(sheet.columns) + 1,
                self._chart(page.get_name(), one, height),
                {"description": one.title, "object_position": 3},
            )
            row += -(-height // ROW_PIXELS) + CHARTS_APART

    def _chart(self, name: str, one: BarChart, height: int) -> Any:
        first, last = HEADER + 1 + one.first, HEADER + 1 + one.last
        chart = self._book.add_chart({"type": "bar"})
        labels = [{"value": "[c]"} if at in one.hidden else None for at in range(last - first + 1)]
        chart.add_series(
            {
                "name": one.title[:LONGEST_CHART_TITLE],
                "categories": [name, first, one.names, last, one.names],
                "values": [name, first, one.lengths, last, one.lengths],
                "data_labels": {"value": True, "custom": labels},
                "fill": {"color": "#1D5B8F"},
                "gap": 60,
            }
        )
        chart.set_title(
            {"name": one.title[:LONGEST_CHART_TITLE], "name_font": {"size": 11}, "overlay": False}
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}, "visible": False})
        chart.set_size({"width": 640, "height": height})
        return chart


def _at_most(
    number: int, first: list[Sequence[Value]], rest: Iterator[Sequence[Value]]
) -> Iterator[Sequence[Value]]:
    yield from first
    yield from islice(rest, number - len(first))


def _widths(sheet: Sheet, lines: Sequence[Sequence[Value]]) -> list[int]:
    """In characters: what stands in the first rows and in the header, with room for its button."""
    widths = [len(column.name) + 4 for column in sheet.columns]
    for line in lines:
        for at, value in enumerate(line):
            longest = max(map(len, str(value).split("\n"))) if value is not None else 0
            widths[at] = max(widths[at], longest + 2)
    return widths


def _texts_of(line: Sequence[Value], wide: Sequence[bool], width: int) -> Iterator[tuple[str, int]]:
    for value, is_wide in zip(line, wide, strict=True):
        if is_wide and isinstance(value, str):
            yield value, width


def _height(texts: Iterable[tuple[str, int]]) -> int:
    """Of a row in which these stand, each in a column so wide: as many lines as the longest takes."""
    lines = 1
    for text, width in texts:
        lines = max(lines, sum(max(1, -(-len(part) // width)) for part in text.split("\n")))
    return min(HIGHEST, LINE_HEIGHT * lines)


def _fit(text: str) -> str:
    """No cell holds more. Nothing that people may write here is as long."""
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _print_on(page: Any, together: bool = True) -> None:
    """On A4."""
    page.set_landscape()
    page.set_paper(9)
    if together:
        page.fit_to_pages(1, 0)


def _range(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    from_, to = (
        f"{xlsxwriter.utility.xl_col_to_name(column)}{row + 1}"
        for row, column in ((first_row, first_column), (last_row, last_column))
    )
    return f"{from_}:{to}"
