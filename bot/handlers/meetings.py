"""A meeting: who comes, who cannot, and what somebody needs to be there."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import meetings
from bot.actions.meetings import Answered
from bot.core.buttons import Tap
from bot.core.buttons.bulletins import AnswerMeeting, ListMeetingAnswers, ShowBulletin
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.services import Services


async def answer(services: Services, caller: Caller, tap: AnswerMeeting) -> Screen:
    """In private. The notice stays as it is, with its buttons."""
    if tap.answer == "need":
        screen = _need_screen(services, await meetings.ask_need(services, caller, tap.bulletin))
    else:
        screen = _said(services, await meetings.answer(services, caller, tap.bulletin, tap.answer))
    return screen


async def answer_in_group(services: Services, caller: Caller, tap: AnswerMeeting) -> str:
    """The toast. What somebody needs is said in private only."""
    said = await meetings.answer(services, caller, tap.bulletin, tap.answer)
    return services.texts.toast(said.reader, f"toast_meeting_{said.answer}")


async def open_need(services: Services, caller: Caller, number: str) -> Screen:
    """By a link from a group."""
    if not number.isdecimal():
        raise Refusal("old_link")
    return _need_screen(services, await meetings.ask_need(services, caller, int(number)))


def _said(services: Services, said: Answered) -> Screen:
    html = services.texts.say(
        said.reader, "meeting_answered", answer=said.answer, title=said.meeting.title, need=said.need
    )
    return Screen(html, is_below=True)


def _need_screen(services: Services, said: Answered) -> Screen:
    html = services.texts.say(said.reader, "meeting_need", title=said.meeting.title, need=said.need)
    return Screen(html, is_below=True)


async def type_need(services: Services, caller: Caller, about: str, text: str) -> Screen:
    return _said(services, await meetings.type_need(services, caller, int(about), text))


async def show_need(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return _need_screen(services, await meetings.look_at_need(services, caller, int(about)))
    except Refusal:
        return None


async def list_answers(services: Services, caller: Caller, tap: ListMeetingAnswers) -> Screen:
    found = await meetings.list_answers(services, caller, tap.bulletin)
    texts, reader = services.texts, found.reader
    meeting = found.planned.bulletin.meeting
    html = texts.say(
        reader,
        "meeting_answers",
        title="" if meeting is None else meeting.title,
        come=found.come,
        cannot=found.cannot,
        needs=list(found.needs),
    )
    back = Button(texts.button(reader, "button_back"), ShowBulletin(found.planned.id))
    return Screen(html, ((back,),))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    AnswerMeeting: answer,
    ListMeetingAnswers: list_answers,
}
