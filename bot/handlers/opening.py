"""The coordinator opens a survey: look, say whom, confirm."""

from bot.actions import opening
from bot.actions.inviting import describe
from bot.core.asking import Whom
from bot.core.buttons import ChooseAudience, ConfirmOpening, ListFiles, ListSurveys, OpenNow
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.handlers.preview import first_preview
from bot.services import Services


async def list_files(services: Services, caller: Caller, argument: str) -> Screen:
    shelf = await opening.list_files(services, caller)
    texts, reader = services.texts, shelf.reader
    rows = tuple((Button(survey.title.choose(reader), first_preview(survey.id)),) for survey in shelf.surveys)
    return Screen(texts.say(reader, "open_which"), rows)


async def tap_files(services: Services, caller: Caller, tap: ListFiles) -> Screen:
    return await list_files(services, caller, "")


async def choose_audience(services: Services, caller: Caller, tap: ChooseAudience) -> Screen:
    choice = await opening.count_audiences(services, caller, tap.file)
    texts, reader = services.texts, choice.reader
    rows = tuple(
        (
            Button(
                texts.button(reader, "button_whom", whom=texts.button(reader, f"whom_{whom}"), count=count),
                ConfirmOpening(tap.file, whom),
            ),
        )
        for whom, count in choice.asked.items()
    )
    back = Button(texts.button(reader, "button_back"), first_preview(tap.file))
    title = choice.survey.title.choose(reader)
    return Screen(texts.say(reader, "open_whom", title=title), (*rows, (back,)))


async def confirm(services: Services, caller: Caller, tap: ConfirmOpening) -> Screen:
    seen = await opening.confirm(services, caller, tap.file, _whom(tap.audience))
    texts, reader = services.texts, seen.reader
    html = texts.say(
        reader,
        "open_confirm",
        title=seen.survey.title.choose(reader),
        whom=texts.button(reader, f"whom_{seen.whom}"),
        closes=texts.moment(reader, seen.closes_at),
        **describe(services, reader, seen.reach),
    )
    few = [texts.say(reader, "open_few")] if seen.few else []
    html = texts.lines([html, *few, texts.say(reader, "open_shall")], "\n\n")
    go = OpenNow(tap.file, seen.whom, seen.opened_before)
    return Screen(
        html,
        (
            (Button(texts.button(reader, "button_open_now"), go),),
            (Button(texts.button(reader, "button_back"), ChooseAudience(tap.file)),),
        ),
    )


async def open_now(services: Services, caller: Caller, tap: OpenNow) -> Screen:
    opened = await opening.open_now(services, caller, tap.file, _whom(tap.audience), tap.opened_before)
    texts, reader = services.texts, opened.reader
    html = texts.say(
        reader,
        "opened",
        title=opened.asking.survey.title.choose(reader),
        asked=opened.asked,
        closes=texts.moment(reader, opened.asking.closes_at),
        link=f"https://t.me/{services.bot_name}?start=s_{opened.asking.id}",
    )
    return Screen(html, ((Button(texts.button(reader, "button_surveys"), ListSurveys()),),))


def _whom(value: str) -> Whom:
    try:
        return Whom(value)
    except ValueError as error:
        raise Refusal("old_button") from error
