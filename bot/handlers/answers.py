"""What is said when a person ran into a rule, and when we made a mistake: each in one place."""

from collections.abc import Awaitable, Callable

from bot.actions import joining, surveys
from bot.actions.members import is_member, reader_of
from bot.actions.surveys import turn_away
from bot.core.buttons import AskAgain, LeaveUrgent, OpenSupport, StopWriting
from bot.core.people import Caller
from bot.core.refusal import AlreadyTaken, Refusal
from bot.core.screens import Screen
from bot.handlers import home, seeking, support
from bot.handlers.joining import notice_screen
from bot.handlers.surveys import view_screen
from bot.handlers.tasks import show_task
from bot.services import Services

Handling = Callable[[], Awaitable[Screen]]

LONGEST_TOAST = 200


async def kindly(services: Services, caller: Caller, handling: Handling, tapped: bool) -> Screen:
    """The screen that `handling` gives. A refusal becomes a kind sentence and the screen one was at;
    something that was done before shows where one is now."""
    try:
        return await handling()
    except AlreadyTaken:
        return await where_you_are(services, caller)
    except Refusal as refusal:
        return await _refuse(services, caller, refusal, tapped)


async def _refuse(services: Services, caller: Caller, refusal: Refusal, tapped: bool) -> Screen:
    reader = await reader_of(services, caller)
    if refusal.key == "join_first":
        return notice_screen(services, reader, whole=False, going=str(refusal.values.get("going", "")))
    sentence = services.texts.say(reader, f"refused_{refusal.key}", **refusal.values)
    screen = await where_you_are(services, caller)
    if not tapped:
        return screen.below(sentence)
    toast = services.texts.toast(reader, f"refused_{refusal.key}", **refusal.values)
    return screen.with_toast(toast) if len(toast) <= LONGEST_TOAST else screen.below(sentence)


async def where_you_are(services: Services, caller: Caller) -> Screen:
    """Drawn anew from what is stored: the survey one is in, or the first page."""
    middle = await _in_the_middle(services, caller)
    if middle is not None:
        return middle
    welcome = await joining.look_up(services, caller)
    if welcome is None:
        return notice_screen(services, await reader_of(services, caller), whole=False, going="")
    return home.welcome_screen(services, welcome)


async def _in_the_middle(services: Services, caller: Caller) -> Screen | None:
    """Of a survey or of a task; None when they are in none."""
    view = await surveys.where_am_i(services, caller)
    return await show_task(services, caller) if view is None else view_screen(services, view)


async def leave(services: Services, caller: Caller, tap: LeaveUrgent) -> Screen:
    """From the card of urgent help back to where one was; for who has not joined, to where to turn."""
    middle = await _in_the_middle(services, caller)
    if middle is not None:
        return middle
    if caller.typed is not None:
        return await seeking.ask_again(services, caller, AskAgain(""))
    if not await is_member(services, caller):
        return await support.tap_support(services, caller, OpenSupport(0, ""))
    return await where_you_are(services, caller)


async def stop_writing(services: Services, caller: Caller, tap: StopWriting) -> Screen:
    """What they were about to write to a lead is not wanted any more."""
    await turn_away(services, caller)
    return await where_you_are(services, caller)


async def apology(services: Services, caller: Caller, code: str) -> Screen:
    """`code` stands in the log beside the error."""
    return Screen(services.texts.say(await reader_of(services, caller), "apology", code=code))
