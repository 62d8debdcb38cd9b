"""The figures of a period as bar charts."""

from bot.actions.drawing import draw_charts
from bot.actions.impact import ImpactPage
from bot.actions.impact_words import period_name
from bot.charts import Bar, Chart
from bot.core.impact import Impact
from bot.core.words import Reader
from bot.services import Services
from bot.texts import Texts


async def draw_impact(services: Services, page: ImpactPage) -> list[bytes]:
    return [drawing.png for drawing in await draw_charts(charts_of_impact(services, page))]


def charts_of_impact(services: Services, page: ImpactPage) -> list[Chart]:
    """How many were asked and answered, how far things are, and who felt heard over time; each where there
    is something to draw. A picture is passed on without its words: it says itself what time it is of."""
    texts, reader, found = services.texts, page.reader, page.impact
    period = period_name(services, reader, page.period)
    return [
        *([_asking(texts, reader, period, found)] if found.asked else []),
        *([_states(texts, reader, period, found)] if found.entries else []),
        *([_heard(services, page)] if len(page.earlier) > 1 else []),
    ]


def _asking(texts: Texts, reader: Reader, period: str, found: Impact) -> Chart:
    counts = {
        "asked": found.asked,
        "invited": found.invited,
        "answered": found.answered,
        "first_time": found.first_time,
        "in_room": found.in_room,
    }
    most = max(counts.values())
    bars = tuple(
        Bar(texts.button(reader, f"impact_bar_{name}"), count / most, str(count))
        for name, count in counts.items()
    )
    return Chart(texts.button(reader, "impact_chart_asking"), period, bars, "")


def _states(texts: Texts, reader: Reader, period: str, found: Impact) -> Chart:
    every = sum(found.entries.values())
    bars = tuple(
        Bar(texts.button(reader, f"record_state_{state}"), count / every, str(count))
        for state, count in found.entries.items()
    )
    return Chart(texts.button(reader, "impact_chart_record"), period, bars, "")


def _heard(services: Services, page: ImpactPage) -> Chart:
    texts, reader = services.texts, page.reader
    bars = tuple(
        Bar(
            texts.button(
                reader,
                "impact_bar_period",
                month=texts.button(reader, f"month_{period.first.month}"),
                year=period.first.year,
            ),
            percent / 100,
            f"{percent}%",
        )
        for period, percent in page.earlier
    )
    return Chart(texts.button(reader, "impact_chart_heard"), "", bars, "")
