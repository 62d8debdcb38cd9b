"""A spreadsheet, opened by a program that did not write it."""

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.core.exporting import Form
from bot.core.report import BarChart, Column, Kind, Report, Sheet, Value
from bot.exports import xlsx
from bot.exports.xlsx import sheet_name, write_xlsx
from tests.exports.closed import exporting
from tests.exports.towns import TOWN, said_in_town
from tests.exports.written import LABELS, report

DANGEROUS = ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("https://example.org")', "1e3", "007"]


def opened(path: Path) -> Any:
    """Without types: a cell may hold anything."""
    return load_workbook(path)


def written(folder: Path, made: Report) -> Any:
    write_xlsx(made, folder / "file.xlsx")
    return opened(folder / "file.xlsx")


def table(*lines: tuple[Value, ...], kinds: tuple[Kind, ...] = (Kind.TEXT,), **more: Any) -> Sheet:
    columns = tuple(Column(f"c{at}", "What it is", kind) for at, kind in enumerate(kinds))
    return Sheet("table", "Table", columns, lambda: lines, len(lines), **more)


async def test_a_survey_has_a_cover_notes_and_one_marked_up_table_a_sheet(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        await exporter.keep_texts(number)
        book = opened(await exporter.file(number, Form.XLSX))

    names = ["Cover", "Notes", "Summary", "Groups", "Texts", "Responses", "Dictionary"]
    assert book.sheetnames == names
    cover = {row[0].value: row[1].value for row in book["Cover"].iter_rows(min_row=2)}
    assert book["Cover"]["A1"].value == "Well in town / Jak się masz?"
    assert cover["Forum"] == "Harbour Parent Carer Forum, Harbour"
    assert cover["People who answered"] == 12
    assert cover["File made on"].date() == date(2026, 11, 23)
    assert "01632 960 001" in cover["Contact"]
    notes = [str(row[1].value) for row in book["Notes"].iter_rows(min_row=4)]
    assert any("[c] stands in its place" in note for note in notes)
    assert not {*notes} & {*cover.values()}
    assert cover["Sheet 2"] == "Notes: what was kept private, and why"
    printed = book["Cover"].page_setup
    assert book["Cover"].sheet_properties.pageSetUpPr.fitToPage
    assert (printed.fitToHeight, printed.orientation) == (None, "portrait"), "one page high, not any number"
    for name in names[1:]:
        sheet = book[name]
        (marked,) = sheet.tables.values()
        assert marked.ref == f"A3:{sheet.dimensions.partition(':')[2]}"
        assert str(sheet["A1"].value).startswith(name)
        assert sheet.freeze_panes.endswith("4")
        assert not sheet.merged_cells.ranges
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())


async def test_cells_have_the_type_of_what_they_hold(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        book = opened(await exporter.file(number, Form.XLSX))

    summary = [[cell.value for cell in row] for row in book["Summary"].iter_rows(min_row=3)]
    first = dict(zip(summary[0], summary[1], strict=True))
    assert (first["question"], first["answered"], first["people"], first["share"]) == ("day", 11, 6, 0.5455)
    assert book["Summary"]["G4"].number_format == "0.0%"
    rows = [[cell.value for cell in row] for row in book["Responses"].iter_rows(min_row=3)]
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert {type(line["response"]) for line in lines} == {int}
    assert {line["brings__cake"] for line in lines} == {0, 1}
    assert sorted(str(line["how__unlinked"]) for line in lines)[:3] == ["3", "3", "3"]


async def test_the_summary_has_the_spreadsheet_s_own_charts(tmp_path: Path) -> None:
    async with exporting(tmp_path) as exporter:
        number = await exporter.closed(TOWN, said_in_town(12))
        path = await exporter.file(number, Form.XLSX)

    with ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "/charts/chart" in name]
    assert len(charts) == 4
    assert all("c:barChart" in chart and "Summary" in chart for chart in charts)


def test_what_is_kept_private_is_no_bar_of_nothing(tmp_path: Path) -> None:
    """Its label says [c], where a text in a column of numbers would count as nought."""
    chart = BarChart("Well?", 0, 1, names=0, lengths=1, hidden=frozenset({1}))
    kinds = (Kind.TEXT, Kind.NUMBER)
    write_xlsx(report(table(("a", 9), ("b", "[c]"), kinds=kinds, charts=(chart,))), tmp_path / "file.xlsx")

    with ZipFile(tmp_path / "file.xlsx") as parts:
        (drawn,) = (parts.read(name).decode() for name in parts.namelist() if "/charts/chart" in name)
    assert "<a:t>[c]</a:t>" in drawn


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_exact_and_stays_text(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path, report(table((text,)), title=text))["Table"]["A4"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\x0b\x0c\x1f"), max_size=40
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(cells.filter(str.strip), min_size=1, max_size=5))
def test_any_text_is_read_back(tmp_path: Path, texts: list[str]) -> None:
    plain = [text for text in texts if text.isprintable()] or ["Łódź 🙂 الطاولة"]

    book = written(tmp_path, report(table(*((text,) for text in plain))))

    assert [row[0].value for row in book["Table"].iter_rows(min_row=4)] == plain


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plans/2027 [draft]: a*b?", "Plans 2027 draft a b"),
        ("x" * 300, "x" * 31),
        ("'quoted'", "quoted"),
        ("أين نلتقي؟", "أين نلتقي؟"),
        ("///", "1"),
        ("History", "History 2"),
    ],
)
def test_a_sheet_s_name_is_one_that_spreadsheets_take(title: str, name: str) -> None:
    assert sheet_name(title, set()) == name


def test_no_two_sheets_have_one_name() -> None:
    taken: set[str] = set()

    names = [sheet_name(title, taken) for title in ("x" * 300, "X" * 300, "a", "A")]

    assert names == ["x" * 31, f"{'X' * 29} 2", "a", "A 2"]
    assert max(map(len, names)) == 31


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    sheet = written(tmp_path, report(table()))["Table"]

    assert next(iter(sheet.tables.values())).ref == "A3:A4"


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3 + 250)
    lines = [(number,) for number in range(600)]

    book = written(tmp_path, report(table(*lines, kinds=(Kind.NUMBER,))))

    assert book.sheetnames == ["Cover", "Notes", "Table", "Table 2", "Table 3", "Dictionary"]
    found = [
        row[0].value for name in ("Table", "Table 2", "Table 3") for row in book[name].iter_rows(min_row=4)
    ]
    assert found == [*range(600)]


def test_a_large_table_is_not_marked_up_and_the_cover_says_so(tmp_path: Path) -> None:
    large = Sheet("table", "Table", (Column("c", "What", Kind.TEXT),), lambda: [("=1",)] * 3, 100_001)

    book = written(tmp_path, report(large))

    assert dict(book["Table"].tables) == {}
    assert book["Table"]["A4"].value == "=1"
    assert LABELS.without_markup in [row[1].value for row in book["Notes"].iter_rows()]


def test_what_is_wider_than_a_page_is_printed_on_several_with_its_first_column(tmp_path: Path) -> None:
    """And the title of a narrow table is printed whole."""
    title = "A title that is wider than one column"
    columns = table(("x" * 40,) * 8, kinds=(Kind.TEXT,) * 8)
    wide = written(tmp_path, report(columns, title=title))["Table"]
    narrow = written(tmp_path, report(table(("a",)), title=title))["Table"]

    assert (wide.print_title_cols, narrow.print_title_cols) == ("$A:$A", None)
    assert narrow.sheet_properties.pageSetUpPr.fitToPage
    assert not (wide.sheet_properties.pageSetUpPr and wide.sheet_properties.pageSetUpPr.fitToPage)
    assert narrow.print_area.endswith("!$A$1:$J$4")
