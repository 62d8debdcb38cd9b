"""Reminding people once: those who were invited and have not answered, and those who began and did not send.

Who began gets the second only. It tells of answers of theirs that will be deleted, so it is none of the
three a week, and comes at a decent hour of the day before closing.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.actions.members import member
from bot.actions.outgoing import group_by_reader
from bot.core.asking import Asking, Response
from bot.core.buttons import OpenSurvey, SendUnfinished, Withdraw
from bot.core.buttons.asking import DeclineSurvey, RemindTomorrow
from bot.core.buttons.base import Tap
from bot.core.people import Caller, Person
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import invitations, outbox, people, responses, surveys
from bot.store.keys import KeyLost

BEFORE_CLOSING = timedelta(days=1)
TOMORROW = time(18)
"""The hour of a reminder that somebody asked for, on the forum's clock."""


# those who have not answered


async def remind_invited(services: Services) -> None:
    """What is due of the one reminder of each survey, and of those that people asked for."""
    now = services.clock()
    if await services.store.read(invitations.due_to_remind, now):
        await services.store.write(_remind_invited, services)
        services.posts_waiting.set()
    if await services.store.read(invitations.due_again, now):
        await services.store.write(_remind_again, services)
        services.posts_waiting.set()


def _remind_invited(db: sqlite3.Connection, services: Services) -> None:
    """One transaction, so that a crash neither forgets the reminder nor sends it twice."""
    now, pace = services.clock(), services.content.forum.pace
    for survey in invitations.due_to_remind(db, now):
        asking = surveys.find(db, survey)
        invitations.plan_reminder(db, survey, None)
        if asking is None:
            continue
        silent = _silent(db, services, asking)
        room = outbox.find_room(db, [person.telegram for person in silent], now, pace)
        for reader, chats in group_by_reader(silent).items():
            due = {chat: room[chat] for chat in chats if room[chat] < asking.closes_at}
            outbox.add_gentle(db, f"reminder {survey} {reader}", _reminder(services, reader, asking), due)


def _remind_again(db: sqlite3.Connection, services: Services) -> None:
    """They wait for it: it does not count as one of the week."""
    now = services.clock()
    wanted: dict[int, set[int]] = {}
    for survey, person in invitations.due_again(db, now):
        wanted.setdefault(survey, set()).add(person)
        invitations.note_asked_again(db, survey, person)
    for survey, numbers in wanted.items():
        asking = surveys.find(db, survey)
        if asking is None or not asking.is_open(now):
            continue
        silent = [person for person in _silent(db, services, asking) if person.id in numbers]
        for reader, chats in group_by_reader(silent).items():
            label = f"again {survey} {reader} {now.date()}"
            outbox.add_post(db, label, _reminder(services, reader, asking), chats, Urgency.NOTICE, now)


def _silent(db: sqlite3.Connection, services: Services, asking: Asking) -> list[Person]:
    return [one for one in invitations.waiting(db, asking.id) if _is_silent(db, services, asking, one)]


def _is_silent(db: sqlite3.Connection, services: Services, asking: Asking, person: Person) -> bool:
    """Neither answered nor began. Without the key nobody can tell: then nobody is bothered."""
    try:
        response = _response(db, services, asking, person)
    except KeyLost:
        return False
    return response is None or not (response.sent or response.answers)


def _response(db: sqlite3.Connection, services: Services, asking: Asking, person: Person) -> Response | None:
    return responses.find(db, services.keys.finder(asking.id, person.telegram))


def _reminder(services: Services, reader: Reader, asking: Asking) -> Post:
    return _post(
        services,
        reader,
        asking,
        "survey_reminder",
        (
            ("button_answer", OpenSurvey(asking.id)),
            ("button_tomorrow", RemindTomorrow(asking.id)),
            ("button_no_thanks", DeclineSurvey(asking.id)),
        ),
    )


def _post(
    services: Services, reader: Reader, asking: Asking, key: str, ways: tuple[tuple[str, Tap], ...]
) -> Post:
    texts = services.texts
    closes = texts.moment(reader, asking.closes_at)
    html = texts.say(reader, key, title=asking.survey.title.choose(reader), closes=closes)
    rows = tuple((PostButton(label=texts.button(reader, label), data=tap.pack()),) for label, tap in ways)
    return Post(html=html, buttons=rows)


# what they say to it


@dataclass(frozen=True)
class Said:
    """`moment`: when they are reminded again."""

    reader: Reader
    asking: Asking
    moment: datetime


async def remind_tomorrow(services: Services, caller: Caller, survey: int) -> Said:
    """Refuses where it closes before. Tapped twice, it is one reminder."""
    now, forum = services.clock(), services.content.forum
    local = now.astimezone(forum.time_zone)
    evening = datetime.combine(local.date() + timedelta(days=1), TOMORROW, forum.time_zone)
    moment = forum.pace.decent(evening)

    def story(db: sqlite3.Connection) -> Said:
        person, asking = _asked(db, services, caller, survey)
        if moment >= asking.closes_at:
            raise Refusal("closes_before")
        invitations.ask_again(db, survey, person.id, moment)
        return Said(person.reader, asking, moment)

    return await services.store.write(story)


async def decline(services: Services, caller: Caller, survey: int) -> Said:
    def story(db: sqlite3.Connection) -> Said:
        person, asking = _asked(db, services, caller, survey)
        invitations.decline(db, survey, person.id)
        return Said(person.reader, asking, services.clock())

    return await services.store.write(story)


def _asked(db: sqlite3.Connection, services: Services, caller: Caller, survey: int) -> tuple[Person, Asking]:
    person, asking = member(db, caller), surveys.find(db, survey)
    if asking is None:
        raise Refusal("old_button")
    asking.check_open(services.clock())
    return person, asking


# those who began and did not send


async def remind_unsent(services: Services) -> None:
    now = services.clock()
    if await services.store.read(_unsent_due, services, now):
        await services.store.write(_remind_unsent, services)
        services.posts_waiting.set()


def _unsent_due(db: sqlite3.Connection, services: Services, now: datetime) -> list[Asking]:
    """The day before, or the last decent hour before that. Where that fell on quiet days, it is earlier."""
    pace = services.content.forum.pace
    if not pace.is_decent(now):
        return []
    soon = surveys.due_to_remind(db, now, now + BEFORE_CLOSING + timedelta(days=7))
    return [one for one in soon if pace.decent_before(one.closes_at - BEFORE_CLOSING) <= now]


def _remind_unsent(db: sqlite3.Connection, services: Services) -> None:
    now = services.clock()
    for asking in _unsent_due(db, services, now):
        surveys.note_reminded(db, asking.id, now)
        for reader, chats in group_by_reader(_unsent(db, services, asking)).items():
            label = f"unsent {asking.id} {reader}"
            outbox.add_post(db, label, _unsent_post(services, reader, asking), chats, Urgency.NOTICE, now)


def _unsent(db: sqlite3.Connection, services: Services, asking: Asking) -> Iterator[Person]:
    for person in people.reachable_people(db):
        try:
            response = _response(db, services, asking, person)
        except KeyLost:
            return
        if response is not None and not response.sent and response.answers:
            yield person


def _unsent_post(services: Services, reader: Reader, asking: Asking) -> Post:
    return _post(
        services,
        reader,
        asking,
        "survey_unsent",
        (
            ("button_send_unfinished", SendUnfinished(asking.id)),
            ("button_carry_on", OpenSurvey(asking.id)),
            ("button_delete_unfinished", Withdraw(asking.id)),
        ),
    )
