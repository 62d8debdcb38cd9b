"""/impact: what came of it all, for months, quarters and school years that are over."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

from bot.actions import impact
from bot.actions.impact import ImpactPage, PeriodList
from bot.actions.impact_charts import draw_impact
from bot.core.buttons import Tap
from bot.core.buttons.impact import ListPeriods, ShowImpact
from bot.core.impact import Period
from bot.core.people import Caller
from bot.core.screens import Button, File, Screen
from bot.core.words import Reader
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


def period_name(services: Services, reader: Reader, period: Period) -> str:
    texts = services.texts
    last = period.within(1)[-1].first
    return texts.button(
        reader,
        f"impact_period_{period.span}",
        month=texts.button(reader, f"month_{period.first.month}"),
        last=texts.button(reader, f"month_{last.month}"),
        year=period.first.year,
        last_year=last.year,
    )


def impact_words(services: Services, page: ImpactPage) -> Iterator[str]:
    """Each figure with what it means."""
    texts, reader, found = services.texts, page.reader, page.impact
    private = texts.button(reader, "result_private")
    yield texts.say(reader, "impact_heading", period=period_name(services, reader, page.period))
    yield texts.say(
        reader,
        "impact_asking",
        closed=found.closed,
        asked=found.asked,
        invited=found.invited,
        answered=found.answered,
        rate=found.rate,
        first_time=found.first_time,
        in_room=found.in_room,
    )
    if found.by_audience:
        people = {one: private if cell is None else cell for one, cell in found.by_audience.items()}
        yield texts.say(reader, "impact_audiences", **people)
    feedback = private if found.feedback is None else str(found.feedback)
    yield texts.say(reader, "impact_feedback", feedback=feedback, in_time=found.in_time)
    yield texts.say(
        reader,
        "impact_record",
        states=[
            texts.button(
                reader, "impact_state", state=texts.button(reader, f"record_state_{one}"), number=count
            )
            for one, count in found.entries.items()
        ],
        to_answer=_days(found.days_to_answer),
        to_done=_days(found.days_to_done),
    )
    yield texts.say(reader, "impact_heard", heard=found.heard, people=sum(found.felt or ()))
    topics = services.content.topics
    named = [
        texts.button(
            reader, "impact_topic", topic=topics[one].title.choose(reader), number=found.looked_for[key]
        )
        for key in sorted(found.looked_for, key=lambda key: -found.looked_for[key])[:5]
        if (one := key.partition(":")[2]) in topics
    ]
    yield texts.say(reader, "impact_support", topics=named, not_found=found.not_found)


def _days(days: float | None) -> str:
    return "" if days is None else f"{days:g}"


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListPeriods: tap_list,
    ShowImpact: show_period,
}
