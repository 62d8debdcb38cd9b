"""/impact: what came of it all, for months, quarters and school years that are over."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import impact
from bot.actions.impact import PeriodList
from bot.actions.impact_charts import draw_impact
from bot.actions.impact_words import impact_words, period_name
from bot.core.buttons import Tap
from bot.core.buttons.impact import ListPeriods, ShowImpact
from bot.core.people import Caller
from bot.core.screens import Button, File, Screen
from bot.services import Services


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return _list(services, await impact.list_periods(services, caller))


async def tap_list(services: Services, caller: Caller, tap: ListPeriods) -> Screen:
    return _list(services, await impact.list_periods(services, caller))


async def show_period(services: Services, caller: Caller, tap: ShowImpact) -> Screen:
    """The words; the pictures come below them."""
    page = await impact.show_period(services, caller, tap.period)
    charts = await draw_impact(services, page)
    files = tuple(
        File(f"impact-{number}.png", png, is_photo=True) for number, png in enumerate(charts, start=1)
    )
    back = Button(services.texts.button(page.reader, "button_impact_others"), ListPeriods())
    html = services.texts.lines([*impact_words(services, page)], "\n\n")
    return Screen(html, ((back,),), files=files)


def _list(services: Services, found: PeriodList) -> Screen:
    texts, reader = services.texts, found.reader
    if not found.periods:
        return Screen(texts.say(reader, "impact_none"))
    rows = tuple((Button(period_name(services, reader, one), ShowImpact(one.key)),) for one in found.periods)
    return Screen(texts.say(reader, "impact_which"), rows)


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListPeriods: tap_list,
    ShowImpact: show_period,
}
