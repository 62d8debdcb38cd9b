"""The coordinator closes a survey before its time, and takes its responses out as a file."""

from bot.actions import closing, exporting
from bot.actions.closing import OpenOne
from bot.actions.pulls import pulls_only
from bot.core.buttons import CloseNow, ConfirmClosing, ExportSurvey, PostAgain
from bot.core.buttons.releases import ListReleased
from bot.core.people import Caller
from bot.core.screens import Button, File, Screen
from bot.core.words import Reader
from bot.handlers import pulling
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
    html = texts.say(reader, "close_confirm", title=title, answered=asked.survey.answered)
    rows = [(Button(texts.button(reader, "button_close_now"), CloseNow(tap.survey)),)]
    if asked.survey.in_groups:
        rows.append((Button(texts.button(reader, "button_post_again"), PostAgain(tap.survey)),))
    return Screen(html, tuple(rows))


async def close_now(services: Services, caller: Caller, tap: CloseNow) -> Screen:
    closed = await closing.close_now(services, caller, tap.survey)
    title = closed.survey.asking.survey.title.choose(closed.reader)
    return Screen(services.texts.say(closed.reader, "closed", title=title, answered=closed.survey.answered))


async def list_exports(services: Services, caller: Caller, argument: str) -> Screen:
    """Officers take what was released to them."""
    if await pulls_only(services, caller):
        return await pulling.list_released(services, caller, ListReleased(0))
    found = await exporting.list_closed(services, caller)
    texts, reader = services.texts, found.reader
    if not found.surveys:
        return Screen(texts.say(reader, "export_none"))
    rows = tuple(
        (Button(asking.survey.title.choose(reader), ExportSurvey(asking.id)),) for asking in found.surveys
    )
    return Screen(texts.say(reader, "export_which"), rows)


async def export(services: Services, caller: Caller, tap: ExportSurvey) -> Screen:
    made = await exporting.export_for_chat(services, caller, tap.survey)
    html = services.texts.say(made.reader, "export_done", title=made.title)
    return Screen(html, files=tuple(File(name, content) for name, content in made.files))
