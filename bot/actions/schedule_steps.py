"""The steps of a bulletin in the making: what each button and each typed word adds."""

import sqlite3
from datetime import time, timedelta

from bot.actions.newvote import check_group
from bot.actions.scheduling import BENCH, Making, about_entry
from bot.actions.sharing import check_may_share
from bot.core.bulletin_drafts import BulletinDraft, Step
from bot.core.bulletins import LARGEST_FILE, Aim, Attached, Target
from bot.core.people import Caller
from bot.core.recurrence import Every, Recurrence
from bot.core.refusal import Refusal
from bot.core.when import read_moment
from bot.services import Services
from bot.store import results, surveys

MORNING = time(10)
DAYS = (0, 1, 7)


async def set_part(
    services: Services, caller: Caller, draft: int, version: int, part: str, value: str
) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
            if part == "entry":
                changed = about_entry(db, made, _number(value))
            elif part == "survey":
                changed = _about_survey(db, services, made, _number(value))
            elif part == "papers":
                changed = made.model_copy(update={"papers": ""})
            else:
                changed = made.with_part(part, value)
            return changed, changed.after(at)

        return BENCH.save(db, services, caller, draft, version, change)

    return await services.store.write(story)


def _number(value: str) -> int:
    if not value.isdecimal():
        raise Refusal("old_button")
    return int(value)


def _about_survey(
    db: sqlite3.Connection, services: Services, made: BulletinDraft, number: int
) -> BulletinDraft:
    asking, result = surveys.find(db, number), results.find(db, number)
    if asking is None or result is None:
        raise Refusal("old_button")
    check_may_share(services, asking, result)
    return made.with_bulletin(survey=number, about=asking.survey.title.usual)


async def pick_target(
    services: Services, caller: Caller, draft: int, version: int, target: Target, on: bool
) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        if on:
            _check_target(db, services, target)

        def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
            return made.with_target(target, on), at

        return BENCH.save(db, services, caller, draft, version, change)

    return await services.store.write(story)


def _check_target(db: sqlite3.Connection, services: Services, target: Target) -> None:
    forum = services.content.forum
    allowed = {
        Aim.AUDIENCE: {"parent", "young", "worker"},
        Aim.AREA: {area.id for area in forum.areas},
        Aim.THEME: {theme.id for theme in forum.themes},
    }
    if target.aim is Aim.GROUP:
        check_group(db, target.chat)
    elif target.aim is Aim.SURVEY:
        asking = surveys.find(db, _number(target.value))
        if asking is None or asking.closed_at is None:
            raise Refusal("old_button")
    elif target.aim in allowed and target.value not in allowed[target.aim]:
        raise Refusal("old_button")


async def pick_morning(services: Services, caller: Caller, draft: int, version: int, days: int) -> Making:
    """Ten in the morning, so many days from today; 0: at once."""
    if days not in DAYS:
        raise Refusal("old_button")
    day = services.content.forum.day_of(services.clock()) + timedelta(days=days)

    def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
        if not days:
            changed = made.model_copy(update={"at_once": True}).with_bulletin(when=None)
        else:
            changed = _at(made, Recurrence(every=Every.ONCE, first=day, at=MORNING))
        return changed, changed.after(Step.WHEN)

    return await BENCH.change(services, caller, draft, version, change)


def _at(made: BulletinDraft, when: Recurrence) -> BulletinDraft:
    """How often stays as it was said before."""
    before = made.bulletin.when
    if before is not None:
        when = when.model_copy(update={"every": before.every, "in_holidays": before.in_holidays})
    return made.model_copy(update={"at_once": False}).with_bulletin(when=when)


async def type_words(services: Services, caller: Caller, draft: int, version: int, typed: str) -> Making:
    """What the step at which the draft was seen asks for."""
    zone, now = services.content.forum.time_zone, services.clock()

    def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
        if at is Step.WHEN:
            local = read_moment(typed, now, zone).astimezone(zone)
            when = Recurrence(every=Every.ONCE, first=local.date(), at=local.time())
            return _at(made, when), at  # a time in words is shown back before it counts
        if at is Step.STARTS:
            return made.model_copy(update={"starts": read_moment(typed, now, zone)}), at
        changed = made.with_words(at, typed)
        return changed, changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)


async def attach(
    services: Services, caller: Caller, draft: int, version: int, attached: Attached, size: int
) -> Making:
    """A picture or a document that was sent. `size`: in bytes."""
    if size > LARGEST_FILE:
        raise Refusal("file_too_large", size=-(-size // (1024 * 1024)), most=LARGEST_FILE // (1024 * 1024))

    def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
        if at is not Step.FILE:
            raise Refusal("only_words")
        changed = made.with_bulletin(attached=attached)
        return changed, changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)
