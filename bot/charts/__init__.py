"""Bar charts as pictures for a phone.

Rendering holds the interpreter's lock: a process that also answers people draws in a child process.
"""

from bot.charts.fonts import Fonts, installed_fonts
from bot.charts.layout import arrange
from bot.charts.model import MOST_BARS, MOST_LINES, AnyChart, Bar, Chart, Drawing, GridChart, GridLine
from bot.charts.page import WIDTH
from bot.charts.svg import render

__all__ = [
    "MOST_BARS",
    "MOST_LINES",
    "AnyChart",
    "Bar",
    "Chart",
    "Drawing",
    "GridChart",
    "GridLine",
    "draw",
]


def draw(chart: AnyChart, fonts: Fonts | None = None) -> Drawing:
    """The chart as a PNG, with the fonts of this machine unless others are given."""
    picture = arrange(chart, fonts or installed_fonts())
    return Drawing(render(picture), WIDTH, picture.height, picture.lettered, picture.left_out)
