"""Where everything stands in the picture, before anything is drawn."""

from bot.charts.bars import Bars
from bot.charts.fonts import Fonts
from bot.charts.grid import Grid
from bot.charts.model import AnyChart, Chart
from bot.charts.page import HIGHEST, Picture
from bot.charts.words import Typesetter


def arrange(chart: AnyChart, fonts: Fonts) -> Picture:
    """The whole picture. Labels take as many lines as they need, fewer only when it would be too tall."""
    for most in (6, 3, 2):
        type_ = Typesetter(fonts)
        page = Bars(chart, type_, most) if isinstance(chart, Chart) else Grid(chart, type_, most)
        picture = page.picture()
        if picture.height <= HIGHEST:
            break
    return picture
