"""Inviting people to a survey or a vote: whom a message reaches and when, and the count that moves."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions.members import check_role
from bot.actions.outgoing import group_by_reader
from bot.core.asking import Asking, Whom
from bot.core.buttons.asking import StopInviting
from bot.core.inviting import reminding_time, wants_this
from bot.core.people import Caller, Person, Role
from bot.core.posts import Edited, Moved, Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import Reader
from bot.services import Services
from bot.store import invitations, outbox, people, surveys
from bot.store.invitations import Progress

BETWEEN_EDITS = timedelta(seconds=4)

Make = Callable[[Reader], Post]
Edit = Callable[[int, int, Post], Awaitable[Edited | Moved]]
"""Changes a message, given its chat and number."""


@dataclass(frozen=True)
class Reach:
    """Whom messages about one survey reach, each with the moment of theirs.

    `missed`: they had their messages of the week, and there is no room before it closes. `unwanted`: they
    want to be asked less, or care most about something else. Both find it under /surveys.
    """

    invited: tuple[tuple[Person, datetime], ...]
    missed: int
    unwanted: int
    starts_at: datetime
    """When the first of them go out."""

    @property
    def asked(self) -> int:
        return len(self.invited)

    @property
    def covered(self) -> int:
        """Those who may answer, whether or not a message comes to them."""
        return self.asked + self.missed + self.unwanted

    @property
    def later(self) -> int:
        """Those who had their messages of the week, and get this one when there is room."""
        return sum(moment > self.starts_at for _, moment in self.invited)


def find_reach(
    db: sqlite3.Connection,
    services: Services,
    survey: Survey,
    whom: Whom,
    closes_at: datetime,
    opener: Person,
    *,
    is_vote: bool = False,
) -> Reach:
    """Without the opener, who knows of it."""
    covered = [
        person
        for person in people.reachable_people(db)
        if whom.covers(person.audience) and person.id != opener.id
    ]
    wanting = [person for person in covered if wants_this(person, survey, is_vote)]
    now, pace = services.clock(), services.content.forum.pace
    room = outbox.find_room(db, [person.telegram for person in wanting], now, pace)
    invited = tuple(
        (person, room[person.telegram]) for person in wanting if room[person.telegram] < closes_at
    )
    return Reach(invited, len(wanting) - len(invited), len(covered) - len(wanting), pace.decent(now))


def invite(db: sqlite3.Connection, services: Services, asking: Asking, opener: Person, make: Make) -> Reach:
    """Puts the invitations into the outbox, and the count of them into the chat of the opener."""
    reach = find_reach(
        db, services, asking.survey, asking.whom, asking.closes_at, opener, is_vote=asking.is_vote
    )
    invitations.add(db, asking.id, [person.id for person, _ in reach.invited])
    moments = {person.telegram: moment for person, moment in reach.invited}
    for reader, chats in group_by_reader(person for person, _ in reach.invited).items():
        label = f"{_label(asking.id)} {reader}"
        outbox.add_gentle(db, label, make(reader), {chat: moments[chat] for chat in chats})
    if reach.asked:
        _begin_progress(db, services, asking, opener)
    plan(db, services, asking)
    return reach


def plan(db: sqlite3.Connection, services: Services, asking: Asking) -> Asking:
    """When people are reminded, and by when they hear what came of it. Done again, it changes nothing."""
    forum = services.content.forum
    remind_at = reminding_time(asking.opened_at, asking.closes_at, forum.pace) if forum.reminder else None
    invitations.plan_reminder(db, asking.id, remind_at)
    moment = hear_by(services, asking.closes_at)
    surveys.plan_hearing(db, asking.id, moment)
    return replace(asking, hear_by=moment)


def hear_by(services: Services, closes_at: datetime) -> datetime:
    """The morning of the day by which people hear what came of what closes then."""
    forum = services.content.forum
    last = closes_at.astimezone(forum.time_zone).date() + timedelta(days=forum.hear_days)
    return forum.pace.morning_of(last)


def _label(survey: int) -> str:
    return f"invitation {survey}"


# the count that moves


@dataclass(frozen=True)
class Count:
    """How far the invitations of one survey are. `later`: their time has not come."""

    sent: int
    total: int
    failed: int
    unsure: int
    later: int
    under_way: int
    stopped: bool

    @property
    def is_over(self) -> bool:
        return not (self.later or self.under_way)

    def __str__(self) -> str:
        return " ".join(str(int(value)) for value in vars(self).values())


def _count(db: sqlite3.Connection, survey: int, stopped: bool, now: datetime) -> Count:
    states = outbox.count_labelled(db, _label(survey))
    later = outbox.count_later(db, _label(survey), now)
    return Count(
        sent=states.get("sent", 0),
        total=sum(states.values()),
        failed=states.get("failed", 0),
        unsure=states.get("uncertain", 0),
        later=later,
        under_way=states.get("due", 0) - later + states.get("sending", 0),
        stopped=stopped,
    )


def _begin_progress(db: sqlite3.Connection, services: Services, asking: Asking, opener: Person) -> None:
    now, label = services.clock(), f"progress {asking.id}"
    count = _count(db, asking.id, False, now)
    post = progress_post(services, opener.reader, asking, count)
    outbox.add_post(db, label, post, [opener.telegram], Urgency.NOTICE, now)
    invitations.begin_progress(db, asking.id, opener.telegram, label, str(count), now)


def progress_post(services: Services, reader: Reader, asking: Asking, count: Count) -> Post:
    html = services.texts.say(
        reader, "invite_progress", title=asking.survey.title, over=count.is_over, **vars(count)
    )
    if count.is_over or count.stopped:
        return Post(html=html)
    stop = PostButton(
        label=services.texts.button(reader, "button_stop_inviting"), data=StopInviting(asking.id).pack()
    )
    return Post(html=html, buttons=((stop,),))


class ProgressShown:
    """Due work: edits each count that has moved, every few seconds at most; the last edit is the true one."""

    def __init__(self, edit: Edit) -> None:
        self._edit = edit

    async def __call__(self, services: Services) -> None:
        for progress in await services.store.read(invitations.due_progress, services.clock()):
            await self._show(services, progress)

    async def _show(self, services: Services, progress: Progress) -> None:
        found = await services.store.read(_look, services, progress)
        if found is None or progress.message is None:
            await services.store.write(invitations.end_progress, progress.survey)
            return
        count, post = found
        if str(count) != progress.shown:
            edited = await self._edit(progress.chat, progress.message, post)
            if edited is Edited.LATER:
                return
            if edited is not Edited.DONE:
                await services.store.write(invitations.end_progress, progress.survey)
                return
            await services.store.write(
                invitations.note_progress, progress.survey, str(count), services.clock() + BETWEEN_EDITS
            )
        if count.is_over:
            await services.store.write(invitations.end_progress, progress.survey)


def _look(db: sqlite3.Connection, services: Services, progress: Progress) -> tuple[Count, Post] | None:
    asking, person = surveys.find(db, progress.survey), people.find(db, progress.chat)
    if asking is None or person is None:
        return None
    count = _count(db, progress.survey, progress.stopped, services.clock())
    return count, progress_post(services, person.reader, asking, count)


# stopping


async def stop_inviting(services: Services, caller: Caller, survey: int) -> str:
    """What is due is withdrawn; what was sent stands. Done twice, it does nothing the second time.

    Gives what the message says then.
    """

    def story(db: sqlite3.Connection) -> str:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = surveys.find(db, survey)
        if asking is None:
            raise Refusal("old_button")
        withdraw(db, survey)
        invitations.stop_progress(db, survey)
        count = _count(db, survey, True, services.clock())
        return progress_post(services, person.reader, asking, count).html

    return await services.store.write(story)


def stop_asking(db: sqlite3.Connection, survey: int) -> None:
    """It closes: what waits about it is not sent any more, and the count shows that for the last time."""
    for label in ("invitation", "reminder", "again", "unsent"):
        outbox.drop_labelled(db, f"{label} {survey}")
    invitations.stop_progress(db, survey)


def withdraw(db: sqlite3.Connection, survey: int) -> None:
    """Nobody else is invited, nor reminded of what they were not asked."""
    invitations.withdraw(db, survey, outbox.drop_labelled(db, _label(survey)))


def describe(services: Services, reader: Reader, reach: Reach) -> Mapping[str, object]:
    """The values of a message that says whom an invitation reaches."""
    is_later = reach.starts_at > services.clock()
    return {
        "asked": reach.asked,
        "later": reach.later,
        "missed": reach.missed,
        "unwanted": reach.unwanted,
        "starts": services.texts.moment(reader, reach.starts_at) if is_later else "",
    }
