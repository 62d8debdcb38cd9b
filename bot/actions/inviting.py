"""Inviting people to a survey or a vote: whom a message reaches and when, and the count that moves."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions import progress
from bot.actions.members import check_role
from bot.actions.outgoing import group_by_reader
from bot.actions.progress import Count
from bot.core.asking import Asking, Whom
from bot.core.buttons.asking import StopInviting
from bot.core.inviting import reminding_time, wants_this
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post, PostButton
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import Reader
from bot.services import Services
from bot.store import invitations, outbox, people, surveys
from bot.store import progress as stored_progress

Make = Callable[[Reader], Post]


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
        label = f"{label_of(asking.id)} {reader}"
        outbox.add_gentle(db, label, make(reader), {chat: moments[chat] for chat in chats})
    if reach.asked:
        progress.begin(db, services, label_of(asking.id), opener, asking.id, progress_post)
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


def label_of(survey: int) -> str:
    return f"invitation {survey}"


# the count that moves


def progress_post(
    db: sqlite3.Connection, services: Services, person: Person, survey: int, count: Count
) -> Post | None:
    asking = surveys.find(db, survey)
    if asking is None:
        return None
    reader = person.reader
    html = services.texts.say(
        reader, "invite_progress", title=asking.survey.title, over=count.is_over, **vars(count)
    )
    if count.is_over or count.stopped:
        return Post(html=html)
    stop = PostButton(
        label=services.texts.button(reader, "button_stop_inviting"), data=StopInviting(asking.id).pack()
    )
    return Post(html=html, buttons=((stop,),))


# stopping


async def stop_inviting(services: Services, caller: Caller, survey: int) -> str:
    """What is due is withdrawn; what was sent stands. Done twice, it does nothing the second time.

    Gives what the message says then.
    """

    def story(db: sqlite3.Connection) -> str:
        person = check_role(services, db, caller, Role.COORDINATOR)
        withdraw(db, survey)
        stored_progress.stop(db, label_of(survey))
        post = progress_post(
            db, services, person, survey, progress.count(db, label_of(survey), True, services.clock())
        )
        if post is None:
            raise Refusal("old_button")
        return post.html

    return await services.store.write(story)


def stop_asking(db: sqlite3.Connection, survey: int) -> None:
    """It closes: what waits about it is not sent any more, and the count shows that for the last time."""
    for label in ("invitation", "reminder", "again", "unsent"):
        outbox.drop_labelled(db, f"{label} {survey}")
    stored_progress.stop(db, label_of(survey))


def withdraw(db: sqlite3.Connection, survey: int) -> None:
    """Nobody else is invited, nor reminded of what they were not asked."""
    invitations.withdraw(db, survey, outbox.drop_labelled(db, label_of(survey)))


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
