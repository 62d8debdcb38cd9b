"""Planning a bulletin that was made: seen as it will look, then put down for its time."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.actions import audit
from bot.actions.bulletin_posts import Look, draw, draw_reports
from bot.actions.correcting import correct
from bot.actions.going_out import name_of, tell_coordinators
from bot.actions.members import check_role
from bot.actions.newvote import check_group
from bot.actions.scheduling import BENCH, Making, look
from bot.core.bulletin_drafts import BulletinDraft
from bot.core.bulletins import Aim, Bulletin, Kind, Planned, State
from bot.core.buttons.bulletins import ShowBulletin
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.recurrence import check_recurrence
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, conversations, outbox
from bot.store.meetings import key_of


async def look_as(services: Services, caller: Caller, draft: int, version: int, number: int) -> Making:
    """Sends it to the coordinator as one kind of reader gets it, with its pictures and buttons."""
    making = await look(services, caller, draft)
    if making.made.missing() is not None or making.reached is None:
        raise Refusal("old_button")
    bulletin, readers = making.made.whole(), making.reached.readers or ((making.reader, False),)
    if number >= len(readers):
        raise Refusal("old_button")
    reader, in_group = readers[number]
    reports = await draw_reports(services, bulletin, frozenset({reader}))

    def story(db: sqlite3.Connection) -> None:
        posts = draw(db, services, Look(bulletin, reports=reports), reader, in_group)
        if posts is None:
            said = services.texts.say(making.reader, "bulletin_nothing_now")
            posts = [Post(html=said)]
        now = services.clock()
        for part, post in enumerate(posts):
            label = f"look {draft} {now.isoformat()} {services.random.getrandbits(32)} {part:02}"
            outbox.add_post(db, label, post, [caller.telegram], Urgency.NOTICE, now)

    await services.store.write(story)
    services.posts_waiting.set()
    return making


def check_due(services: Services, made: BulletinDraft) -> datetime:
    """When it goes out first. Refuses a time that never comes."""
    forum, now = services.content.forum, services.clock()
    when = made.bulletin.when
    if when is None:
        return now
    return check_recurrence(when, now, forum.time_zone, forum.school_holidays)


@dataclass(frozen=True)
class Done:
    """`due`: when it goes out first; None: at once. `waits`: for a second coordinator."""

    reader: Reader
    number: int
    due: datetime | None
    waits: bool
    corrected: bool = False


async def plan(services: Services, caller: Caller, draft: int, version: int) -> Making | Done:
    """Puts it down for its time. A second tap finds what the first one did."""

    def story(db: sqlite3.Connection) -> Making | Done:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found, made = BENCH.found(db, draft)
        if made.done is not None:
            return as_done(db, services, person, made)
        if found.version != version:
            overtaken = found.changed_by != person.id
            return BENCH.at(db, services, caller, person, found, overtaken=overtaken)
        return _plan(db, services, caller, person, found, made)

    done = await services.store.write(story)
    services.posts_waiting.set()
    return done


def _plan(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    draft: Draft,
    made: BulletinDraft,
) -> Making | Done:
    missing = made.missing()
    if missing is not None:
        saved = BENCH.keep(db, services, person, draft, made, missing)
        return BENCH.at(db, services, caller, person, saved)
    if made.corrects is not None:
        number = correct(db, services, caller, made)
    else:
        planned = _put_down(db, services, caller, person, made)
        if planned is None:
            again = made.model_copy(update={"seen": _version_of(db, made)})
            saved = BENCH.keep(db, services, person, draft, again, draft.step)
            return BENCH.at(db, services, caller, person, saved, overtaken=True)
        number = planned.id
    done = made.model_copy(update={"done": number})
    BENCH.keep(db, services, person, draft, done, draft.step)
    conversations.turn_away(db, person.telegram, caller.screen)
    return as_done(db, services, person, done)


def _put_down(
    db: sqlite3.Connection, services: Services, caller: Caller, person: Person, made: BulletinDraft
) -> Planned | None:
    """None where somebody changed it since it was seen."""
    bulletin, due = made.whole(), check_due(services, made)
    for target in bulletin.targets:
        if target.aim is Aim.GROUP:
            check_group(db, target.chat)
    state = plan_state(services, bulletin)
    if made.of is None:
        planned: Planned | None = bulletins.add(db, bulletin, state, due, person.id)
    else:
        seen = bulletins.find(db, made.of)
        if seen is None or not seen.state.is_live:
            raise Refusal("bulletin_gone")
        if seen.version != made.seen:
            return None
        planned = bulletins.change(db, seen, bulletin, state, due, person.id)
    assert planned is not None
    if bulletin.kind is Kind.MEETING:
        services.keys.create(key_of(planned.id))
    audit.note(db, services, "bulletin_planned", f"bulletin {planned.id}", Role.COORDINATOR, caller.telegram)
    if state is State.WAITING:
        _ask_to_approve(db, services, caller, planned)
    return planned


def _version_of(db: sqlite3.Connection, made: BulletinDraft) -> int:
    planned = bulletins.find(db, made.of or 0)
    if planned is None:
        raise Refusal("bulletin_gone")
    return planned.version


def _ask_to_approve(db: sqlite3.Connection, services: Services, caller: Caller, planned: Planned) -> None:
    """The other coordinators."""
    texts = services.texts

    def make(reader: Reader) -> Post:
        html = texts.say(reader, "bulletin_to_approve", name=name_of(services, reader, planned.bulletin))
        label = texts.button(reader, "button_bulletin_show")
        return Post(html=html, buttons=((PostButton(label=label, data=ShowBulletin(planned.id).pack()),),))

    about = f"approve {planned.id} {planned.version}"
    tell_coordinators(db, services, about, make, but=caller.telegram)


def plan_state(services: Services, bulletin: Bulletin) -> State:
    waits = services.content.forum.approve_posts and bulletin.for_everybody
    return State.WAITING if waits else State.PLANNED


def as_done(db: sqlite3.Connection, services: Services, person: Person, made: BulletinDraft) -> Done:
    planned = bulletins.find(db, made.done or 0)
    if planned is None:
        raise Refusal("bulletin_gone")
    due = None if planned.bulletin.when is None else planned.due_at
    return Done(person.reader, planned.id, due, planned.state is State.WAITING, made.corrects is not None)
