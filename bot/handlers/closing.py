"""The coordinator closes a survey before its time."""

from bot.actions import closing
from bot.actions.closing import OpenOne
from bot.core.buttons import CloseNow, ConfirmClosing, PostAgain
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services


async def list_open(services: Services, caller: Caller, argument: str) -> Screen:
    found = await closing.list_open(services, caller)
    texts, reader = services.texts, found.reader
    if not found.surveys:
        return Screen(texts.say(reader, "close_none"))
    lines = [_line(services, reader, one) for one in found.surveys]
    rows = tuple(
        (Button(one.asking.survey.title.choose(reader), ConfirmClosing(one.asking.id)),)
        for one in found.surveys
    )
    return Screen(texts.lines([texts.say(reader, "close_which"), *lines], "\n\n"), rows)


def _line(services: Services, reader: Reader, one: OpenOne) -> str:
    return services.texts.say(
        reader,
        "close_line",
        title=one.asking.survey.title.choose(reader),
        answered=one.answered,
        closes=services.texts.moment(reader, one.asking.closes_at),
    )


async def ask_to_close(services: Services, caller: Caller, tap: ConfirmClosing) -> Screen:
    asked = await closing.ask_to_close(services, caller, tap.survey)
    texts, reader = services.texts, asked.reader
    title = asked.survey.asking.survey.title.choose(reader)
    html = texts.say(
        reader, "close_confirm", title=title, answered=asked.survey.answered, waiting=asked.waiting
    )
    rows = [(Button(texts.button(reader, "button_close_now"), CloseNow(tap.survey)),)]
    if asked.survey.in_groups:
        rows.append((Button(texts.button(reader, "button_post_again"), PostAgain(tap.survey)),))
    return Screen(html, tuple(rows))


async def close_now(services: Services, caller: Caller, tap: CloseNow) -> Screen:
    closed = await closing.close_now(services, caller, tap.survey)
    asking, answered = closed.survey.asking, closed.survey.answered
    title = asking.survey.title.choose(closed.reader)
    html = services.texts.say(closed.reader, "closed", title=title, answered=answered, vote=asking.is_vote)
    return Screen(html)
