"""The count of invitations that a coordinator stops, and what people say to a reminder."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import inviting, reminding
from bot.core.buttons import Tap
from bot.core.buttons.answering import OpenSurvey
from bot.core.buttons.asking import DeclineSurvey, RemindTomorrow, StopInviting
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.services import Services


async def stop_inviting(services: Services, caller: Caller, tap: StopInviting) -> Screen:
    return Screen(await inviting.stop_inviting(services, caller, tap.survey))


async def remind_tomorrow(services: Services, caller: Caller, tap: RemindTomorrow) -> Screen:
    said = await reminding.remind_tomorrow(services, caller, tap.survey)
    texts, reader = services.texts, said.reader
    moment = texts.moment(reader, said.moment)
    html = texts.say(reader, "remind_tomorrow", title=said.asking.survey.title, moment=moment)
    answer = Button(texts.button(reader, "button_answer"), OpenSurvey(tap.survey))
    return Screen(html, ((answer,),))


async def decline(services: Services, caller: Caller, tap: DeclineSurvey) -> Screen:
    said = await reminding.decline(services, caller, tap.survey)
    return Screen(services.texts.say(said.reader, "remind_declined", title=said.asking.survey.title))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    StopInviting: stop_inviting,
    RemindTomorrow: remind_tomorrow,
    DeclineSurvey: decline,
}
