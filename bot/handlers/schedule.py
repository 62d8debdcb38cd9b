"""Making a bulletin: one screen a step, each of which can go back."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import bulletins, planning, schedule_steps, scheduling
from bot.actions.bench import Dropped
from bot.actions.planning import Done
from bot.core.bulletins import Attached, Target
from bot.core.buttons import Tap
from bot.core.buttons.bulletins import (
    ChangeBulletin,
    CorrectBulletin,
    DropBulletinDraft,
    GoToBulletinStep,
    LookAs,
    OpenBulletinDraft,
    PickMorning,
    PickTarget,
    PlanBulletin,
    SetBulletinPart,
    ShowBulletin,
    StartBulletin,
    StartEntryBulletin,
)
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.screens import Button, Screen
from bot.handlers.bench import read_seen
from bot.handlers.schedule_screens import making_screen
from bot.services import Services


async def tap_start(services: Services, caller: Caller, tap: StartBulletin) -> Screen:
    return making_screen(services, await scheduling.start(services, caller))


async def start_entry(services: Services, caller: Caller, tap: StartEntryBulletin) -> Screen:
    return making_screen(services, await scheduling.start(services, caller, tap.entry))


async def open_draft(services: Services, caller: Caller, tap: OpenBulletinDraft) -> Screen:
    return making_screen(services, await scheduling.BENCH.open_draft(services, caller, tap.draft))


async def change(services: Services, caller: Caller, tap: ChangeBulletin) -> Screen:
    return making_screen(services, await scheduling.change_planned(services, caller, tap.bulletin))


async def correct(services: Services, caller: Caller, tap: CorrectBulletin) -> Screen:
    return making_screen(services, await bulletins.begin_correction(services, caller, tap.bulletin))


async def go_to_step(services: Services, caller: Caller, tap: GoToBulletinStep) -> Screen:
    return making_screen(services, await scheduling.go_to(services, caller, tap.draft, tap.version, tap.step))


async def set_part(services: Services, caller: Caller, tap: SetBulletinPart) -> Screen:
    made = await schedule_steps.set_part(services, caller, tap.draft, tap.version, tap.part, tap.value)
    return making_screen(services, made)


async def pick_target(services: Services, caller: Caller, tap: PickTarget) -> Screen:
    try:
        target = Target.read(tap.aim, tap.where)
    except ValueError as error:
        raise Refusal("old_button") from error
    made = await schedule_steps.pick_target(services, caller, tap.draft, tap.version, target, tap.on)
    return making_screen(services, made)


async def pick_morning(services: Services, caller: Caller, tap: PickMorning) -> Screen:
    made = await schedule_steps.pick_morning(services, caller, tap.draft, tap.version, tap.days)
    return making_screen(services, made)


async def look_as(services: Services, caller: Caller, tap: LookAs) -> Screen:
    """It comes as messages of its own, below."""
    making = await planning.look_as(services, caller, tap.draft, tap.version, tap.number)
    said = services.texts.toast(making.reader, "toast_bulletin_look")
    return making_screen(services, making).with_toast(said)


async def drop(services: Services, caller: Caller, tap: DropBulletinDraft) -> Screen:
    done = await scheduling.BENCH.drop(services, caller, tap.draft, tap.version)
    if isinstance(done, Dropped):
        return Screen(services.texts.say(done.reader, "bulletin_dropped"))
    return making_screen(services, done)


async def plan(services: Services, caller: Caller, tap: PlanBulletin) -> Screen:
    done = await planning.plan(services, caller, tap.draft, tap.version)
    return _done_screen(services, done) if isinstance(done, Done) else making_screen(services, done)


def _done_screen(services: Services, done: Done) -> Screen:
    texts, reader = services.texts, done.reader
    due = "" if done.due is None else texts.moment(reader, done.due)
    html = texts.say(reader, "bulletin_done", due=due, waits=done.waits, corrected=done.corrected)
    return Screen(html, ((Button(texts.button(reader, "button_bulletin_show"), ShowBulletin(done.number)),),))


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Screen:
    draft, version = read_seen(about)
    return making_screen(services, await schedule_steps.type_words(services, caller, draft, version, text))


async def take_file(services: Services, caller: Caller, about: str, attached: Attached, size: int) -> Screen:
    draft, version = read_seen(about)
    made = await schedule_steps.attach(services, caller, draft, version, attached, size)
    return making_screen(services, made)


async def show_draft(services: Services, caller: Caller, about: str) -> Screen | None:
    """None for somebody who has the role no longer, and for one that is planned or thrown away."""
    try:
        return making_screen(services, await scheduling.look(services, caller, read_seen(about)[0]))
    except Refusal:
        return None


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    StartBulletin: tap_start,
    StartEntryBulletin: start_entry,
    OpenBulletinDraft: open_draft,
    ChangeBulletin: change,
    CorrectBulletin: correct,
    GoToBulletinStep: go_to_step,
    SetBulletinPart: set_part,
    PickTarget: pick_target,
    PickMorning: pick_morning,
    LookAs: look_as,
    DropBulletinDraft: drop,
    PlanBulletin: plan,
}
