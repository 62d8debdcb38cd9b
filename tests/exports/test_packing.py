"""Charts as a zip, read back."""

from pathlib import Path
from zipfile import ZipFile

from bot.actions.report_parts import chart_in_words
from bot.charts import AnyChart, Bar, Chart, GridChart, GridLine
from bot.core.report import Finding, Picture
from bot.exports.packing import write_charts
from tests.exports.written import report

BARS = (Bar("By chat.", 0.5, "6 people, 50%"), Bar("In a room", None, "kept private", group="Parents"))
CHART = Chart("How would you like to take part?", "12 people answered", BARS, "Shares of all")
GRID = GridChart("How well?", "", ("Good", "Bad"), (GridLine("Bus", (0.75, None)),), "", "kept private")
CHARTS: tuple[AnyChart, ...] = (CHART, GRID)


def test_beside_the_charts_each_bar_has_a_line_and_nothing_is_said_of_rows(tmp_path: Path) -> None:
    pictures = tuple(
        Picture(f"well-{number:02}", b"png", "Bar chart", chart_in_words(chart))
        for number, chart in enumerate(CHARTS, start=1)
    )
    made = report(notes=("Each row is one person.",), findings=(Finding("Well?", pictures=pictures),))

    write_charts(made, tmp_path / "charts.zip")

    with ZipFile(tmp_path / "charts.zip") as packed:
        assert packed.namelist() == ["well-01.png", "well-02.png", "charts.txt"]
        words = packed.read("charts.txt").decode("utf-8-sig").replace("\r\n", "\n")
    assert words == (
        "Well?\n\n"
        "well-01.png\nHow would you like to take part?\n12 people answered\n"
        "By chat.: 6 people, 50%\nIn a room (Parents): kept private\n\n"
        "well-02.png\nHow well?\nBus: Good 75%, Bad kept private"
    )
