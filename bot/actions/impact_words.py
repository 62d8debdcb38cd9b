"""The figures of a period in words."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from bot.actions.impact import ImpactPage
from bot.core.impact import Period
from bot.core.words import Reader
from bot.services import Services


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


def day_in_month(services: Services, reader: Reader, day: date) -> str:
    """Such as 1 December."""
    texts = services.texts
    return texts.button(reader, "day_in_month", day=day.day, month=texts.button(reader, f"month_{day.month}"))


def impact_words(services: Services, page: ImpactPage) -> Iterator[Markup]:
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
