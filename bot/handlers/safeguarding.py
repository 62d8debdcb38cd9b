"""For the person who typed words of harm: shall the lead be told, who else may read it, and the answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import confiding
from bot.actions.confiding import Answered, Choice
from bot.core.buttons import (
    AboutForum,
    AnswerLead,
    ChooseDeputy,
    ReadAnswer,
    StopWriting,
    Tap,
    TellLead,
    WriteToLead,
)
from bot.core.lengths import last_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.core.urgent import Card
from bot.core.words import Reader
from bot.handlers.hiding import hide_button
from bot.handlers.urgent import card_screen, urgent_row
from bot.services import Services

SHOWN = 3000
"""UTF-16 units of what the leads wrote; the rest stands further up in the chat."""


async def decide(services: Services, caller: Caller, tap: TellLead) -> Screen:
    shown = await confiding.decide(services, caller, tap.alert, tap.yes)
    screen = card_screen(services, shown)
    said = "toast_alert_told" if shown.alert is not None else "toast_alert_nobody_told"
    return screen.with_toast(services.texts.toast(shown.reader, said))


async def ask_whom(services: Services, caller: Caller, tap: AboutForum) -> Screen:
    return _choice(services, await confiding.ask_whom(services, caller, tap.alert))


async def choose_deputy(services: Services, caller: Caller, tap: ChooseDeputy) -> Screen:
    return _choice(services, await confiding.choose(services, caller, tap.alert, tap.place))


def _choice(services: Services, view: Choice) -> Screen:
    texts, reader = services.texts, view.reader
    if view.is_chosen:
        name = view.chosen or texts.button(reader, "lead_deputy", place="")
        parts = [texts.say(reader, "about_forum_chosen", name=name)]
        ways: tuple[Button, ...] = ()
    elif view.deputies:
        parts = [texts.say(reader, "about_forum_ask")]
        ways = tuple(
            Button(
                name or texts.button(reader, "lead_deputy", place=place if len(view.deputies) > 1 else ""),
                ChooseDeputy(view.alert, place),
            )
            for place, name in view.deputies
        )
    else:
        parts, ways = [texts.say(reader, "about_forum_nobody")], ()
    if view.was_read:
        parts.append(texts.say(reader, "about_forum_read"))
    council = "about_forum_council_young" if view.card is Card.YOUNG else "about_forum_council"
    parts.append(texts.say(reader, council))
    rows = (*((way,) for way in ways), urgent_row(services, reader), (hide_button(services, reader),))
    return Screen(texts.lines(parts, "\n\n"), rows)


async def read_answer(services: Services, caller: Caller, tap: ReadAnswer) -> Screen:
    return _answered(services, await confiding.read_answer(services, caller, tap.alert))


def _answered(services: Services, view: Answered) -> Screen:
    texts, reader = services.texts, view.reader
    said = last_units("\n\n".join(one.words for one in view.said), SHOWN)
    rows = (
        (Button(texts.button(reader, "button_write_back"), AnswerLead(view.alert)),),
        urgent_row(services, reader),
        (hide_button(services, reader),),
    )
    return Screen(texts.say(reader, "alert_answer", text=said), rows)


async def begin_back(services: Services, caller: Caller, tap: AnswerLead) -> Screen:
    return _typing(services, await confiding.begin_back(services, caller, tap.alert))


async def begin_new(services: Services, caller: Caller, tap: WriteToLead) -> Screen:
    return _typing(services, await confiding.begin_new(services, caller))


def _typing(services: Services, reader: Reader) -> Screen:
    back = Button(services.texts.button(reader, "button_back"), StopWriting())
    return Screen(services.texts.say(reader, "alert_type"), ((back,),))


async def type_back(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    reader = await confiding.write_back(services, caller, int(about), typed)
    rows = (urgent_row(services, reader), (hide_button(services, reader),))
    return Screen(services.texts.say(reader, "alert_written_back"), rows, is_reply=True)


async def type_new(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    return card_screen(services, await confiding.write_new(services, caller, typed))


async def show_back(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return _typing(services, await confiding.begin_back(services, caller, int(about)))
    except Refusal:
        return None


async def show_new(services: Services, caller: Caller, about: str) -> Screen | None:
    try:
        return _typing(services, await confiding.begin_new(services, caller))
    except Refusal:
        return None


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    TellLead: decide,
    AboutForum: ask_whom,
    ChooseDeputy: choose_deputy,
    ReadAnswer: read_answer,
    AnswerLead: begin_back,
    WriteToLead: begin_new,
}
