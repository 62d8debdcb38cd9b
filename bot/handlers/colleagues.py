"""What the team calls one: asked once, by the link that gives a role; changed under /team and /inbox."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import colleagues
from bot.actions.colleagues import INBOX, LINK, TEAM
from bot.core.buttons import ListInbox, Tap
from bot.core.buttons.team import ListTeam, SayMyName, SkipMyName
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.handlers import inbox, team
from bot.services import Services


async def ask_name(services: Services, caller: Caller, tap: SayMyName) -> Screen:
    return _screen(services, await colleagues.begin_name(services, caller, tap.place), tap.place)


async def ask_name_after(services: Services, caller: Caller, given: Screen) -> Screen:
    """Under what says that they have the role now."""
    asked = await ask_name(services, caller, SayMyName(LINK))
    return asked.below(given.html)


def _screen(services: Services, reader: Reader, place: str) -> Screen:
    texts = services.texts
    ways: Mapping[str, tuple[str, Tap]] = {
        INBOX: ("button_back", ListInbox.first()),
        TEAM: ("button_back", ListTeam()),
        LINK: ("button_name_skip", SkipMyName()),
    }
    label, tap = ways[place]
    return Screen(texts.say(reader, "colleague_name"), ((Button(texts.button(reader, label), tap),),))


async def type_name(services: Services, caller: Caller, place: str, text: str) -> Screen:
    reader, name = await colleagues.say_name(services, caller, text)
    said = services.texts.say(reader, "colleague_named", name=name)
    if place == LINK:
        return Screen(said)
    back = inbox.start if place == INBOX else team.start
    return (await back(services, caller, "")).below(said)


async def show_name(services: Services, caller: Caller, place: str) -> Screen | None:
    return await ask_name(services, caller, SayMyName(place))


async def skip_name(services: Services, caller: Caller, tap: SkipMyName) -> Screen:
    reader = await colleagues.skip_name(services, caller)
    return Screen(services.texts.say(reader, "colleague_unnamed"))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    SayMyName: ask_name,
    SkipMyName: skip_name,
}
