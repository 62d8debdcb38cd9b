"""Keeping no longer than the forum says: told a week before, carried out at night, recorded.

Nothing that is open goes: a survey, feedback that is not done, an alert, somebody with one of these.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.actions import audit as record
from bot.actions.feedback_news import reachable_coordinators
from bot.actions.holding import held_feedback
from bot.actions.leads import by_reader, leads_in_order
from bot.actions.members import roles_of
from bot.actions.my_alerts import has_alerts
from bot.actions.outgoing import group_by_reader
from bot.core import retention as rules
from bot.core.buttons import OpenSettings
from bot.core.people import Caller, Person
from bot.core.posts import Post, PostButton, Urgency
from bot.core.words import Reader, Words
from bot.services import Services
from bot.store import alerts, audit, feedback, inbox, outbox, people, responses, retention, surveys
from bot.store.database import StorageFailed
from bot.store.forgetting import forget
from bot.store.keys import KeyLost
from bot.store.receipt import unsettling

MOST_TITLES = 10
"""Of surveys, in one message."""


@dataclass(frozen=True)
class Due:
    """What is kept no longer from some moment on. Surveys, feedback and alerts by their numbers; `audit_to`:
    the last entry of the audit log that gives way, 0 for none."""

    texts: tuple[int, ...]
    responses: tuple[int, ...]
    feedback: tuple[int, ...]
    alerts: tuple[int, ...]
    people: tuple[Person, ...]
    audit_to: int

    def __bool__(self) -> bool:
        return any((self.texts, self.responses, self.feedback, self.alerts, self.people, self.audit_to))


async def note_seen(services: Services, caller: Caller) -> None:
    """That somebody does something this month: looked at once a day, and stored once a month. Nothing else
    depends on it, so where it cannot be stored all goes on."""
    now, forum = services.clock(), services.content.forum
    if services.lately.is_first(caller.telegram, "seen", forum.day_of(now)):
        with unsettling(), suppress(StorageFailed):
            await services.store.write(people.note_seen, caller.telegram, forum.month_of(now))


async def keep_no_longer(services: Services) -> None:
    """Once a night: tells of what goes next, deletes what was told of, and leaves no trace of it."""
    month = services.content.forum.month_of(services.clock())
    await services.store.write(people.begin_seeing, month)
    await services.store.write(_tell, services)
    await services.store.write(_carry_out, services)
    if await services.store.read(retention.owes_compacting):
        await services.store.compact()
        await services.store.write(retention.note_compacted)
    services.posts_waiting.set()


def find_due(db: sqlite3.Connection, services: Services, moment: datetime) -> Due:
    """What will have been kept for long enough at that moment."""
    forum = services.content.forum
    keeping = forum.keeping

    def before(days: int) -> datetime:
        return moment - timedelta(days=days)

    month = before(keeping.audit_days).astimezone(forum.time_zone)
    begins = month.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    not_seen = people.not_seen_since(db, forum.month_of(before(keeping.person_days)))
    return Due(
        texts=tuple(retention.with_texts(db, before(keeping.text_days))),
        responses=tuple(retention.with_responses(db, before(keeping.response_days))),
        feedback=tuple(_feedback_over(db, services, forum.day_of(before(forum.feedback.keep_days)))),
        alerts=tuple(alerts.dealt_before(db, before(forum.safeguarding.keep_days))),
        people=tuple(person for person in not_seen if not _is_needed(db, services, person)),
        audit_to=audit.last_before(db, begins),
    )


def _feedback_over(db: sqlite3.Connection, services: Services, day: date) -> Iterator[int]:
    """Not what is held back for an alert: that is an open matter."""
    is_held = held_feedback(db, services)
    for number in feedback.over_unchanged(db, day):
        piece = feedback.find(db, number)
        if piece is not None and not is_held(piece):
            yield number


def _is_needed(db: sqlite3.Connection, services: Services, person: Person) -> bool:
    """They have a role, or something of theirs is open or still leads to them."""
    return (
        bool(roles_of(services, db, person.telegram))
        or person.telegram in services.leads
        or feedback.has_own(db, services.keys.writers.finder(person.telegram))
        or has_alerts(db, services, person.telegram)
        or any(_answers(db, services, person, survey.id) for survey in surveys.not_closed(db))
    )


def _answers(db: sqlite3.Connection, services: Services, person: Person, survey: int) -> bool:
    if responses.took_part(db, survey, person.id):
        return True
    with suppress(KeyLost):
        return responses.find(db, services.keys.finder(survey, person.telegram)) is not None
    return False


# Telling


def _tell(db: sqlite3.Connection, services: Services) -> None:
    """Once a week, and only where something goes: of what nobody was told yet."""
    now, periods = services.clock(), rules.periods_of(services.content.forum)
    told = retention.notices(db)
    notice = rules.next_notice(told, periods, now)
    if notice is None:
        return
    known = rules.told_until(told, periods)
    before = None if known is None else find_due(db, services, known)
    due = _without(find_due(db, services, notice.until), before)
    retention.add_notice(db, notice)
    for one in rules.superseded([*told, notice], periods, now):
        retention.drop_notice(db, one)
    if due:
        _tell_team(db, services, due)
        _tell_people(db, services, due)


def _without(due: Due, known: Due | None) -> Due:
    if known is None:
        return due
    return Due(
        texts=tuple(one for one in due.texts if one not in known.texts),
        responses=tuple(one for one in due.responses if one not in known.responses),
        feedback=tuple(one for one in due.feedback if one not in known.feedback),
        alerts=tuple(one for one in due.alerts if one not in known.alerts),
        people=tuple(one for one in due.people if one not in known.people),
        audit_to=due.audit_to if due.audit_to > known.audit_to else 0,
    )


def _tell_team(db: sqlite3.Connection, services: Services, due: Due) -> None:
    """Coordinators of all but alerts: of these only the leads know."""
    from_day = services.content.forum.day_of(services.clock() + rules.TOLD_BEFORE)
    lines = {
        reader: [*_lines(db, services, reader, due)]
        for reader in group_by_reader(reachable_coordinators(db, services))
    }
    for reader, chats in group_by_reader(reachable_coordinators(db, services)).items():
        if lines[reader]:
            html = _letter(services, reader, from_day, lines[reader])
            _send(db, services, f"keeping {from_day} {reader}", Post(html=html), chats)
    if due.alerts:
        for reader, leads in by_reader(db, leads_in_order(db, services)).items():
            said = services.texts.say(reader, "keeping_alerts", day=services.texts.date(reader, from_day))
            _send(db, services, f"keeping leads {from_day} {reader}", Post(html=said), leads)


def _letter(services: Services, reader: Reader, from_day: date, lines: list[str]) -> str:
    texts = services.texts
    first = texts.say(reader, "keeping", day=texts.date(reader, from_day))
    return str(texts.lines([first, *lines, texts.say(reader, "keeping_stays")], "\n"))


def _lines(db: sqlite3.Connection, services: Services, reader: Reader, due: Due) -> Iterator[str]:
    for key, numbers in (("keeping_texts", due.texts), ("keeping_responses", due.responses)):
        if numbers:
            titles = [title.choose(reader) for title in _titles(db, numbers[:MOST_TITLES])]
            yield services.texts.say(reader, key, titles=titles, more=len(numbers) - len(titles))
    for key, number in (("keeping_feedback", len(due.feedback)), ("keeping_people", len(due.people))):
        if number:
            yield services.texts.say(reader, key, number=_told_number(services, number))
    if due.audit_to:
        yield services.texts.say(reader, "keeping_audit")


def _titles(db: sqlite3.Connection, numbers: tuple[int, ...]) -> Iterator[Words]:
    for number in numbers:
        asking = surveys.find(db, number)
        if asking is not None:
            yield asking.survey.title


def _told_number(services: Services, number: int) -> int:
    """0 for a small one, which is not told."""
    return number if number >= services.content.forum.threshold else 0


def _tell_people(db: sqlite3.Connection, services: Services, due: Due) -> None:
    """Whoever was not here for long, and whom a message may reach: one tap, and they stay."""
    wanting = [person for person in due.people if person.reachable and not person.quiet]
    day = services.content.forum.day_of(services.clock())
    for reader, chats in group_by_reader(wanting).items():
        label = services.texts.button(reader, "button_keeping_stay")
        button = PostButton(label=label, data=OpenSettings().pack())
        post = Post(html=str(services.texts.say(reader, "keeping_you")), buttons=((button,),))
        _send(db, services, f"keeping you {day} {reader}", post, chats)


def _send(db: sqlite3.Connection, services: Services, label: str, post: Post, chats: list[int]) -> None:
    due = services.content.forum.pace.decent(services.clock())
    outbox.add_post(db, label, post, chats, Urgency.NOTICE, due)


# Carrying it out


def _carry_out(db: sqlite3.Connection, services: Services) -> None:
    now, periods = services.clock(), rules.periods_of(services.content.forum)
    until = rules.may_go_until(retention.notices(db), periods, now)
    due = None if until is None else find_due(db, services, until)
    if not due:
        return
    for survey in due.texts:
        retention.delete_texts(db, survey, now)
        _record(db, services, "texts_deleted", f"survey {survey}")
    for survey in due.responses:
        retention.delete_responses(db, survey, now)
        _record(db, services, "responses_deleted", f"survey {survey}")
    for number in due.feedback:
        feedback.delete(db, number)
    for alert in due.alerts:
        alerts.delete(db, alert)
        _record(db, services, "alert_deleted", f"alert {alert}")
    for person in due.people:
        forget(db, services.keys, person.telegram)
    inbox.drop_empty_themes(db)
    _record_number(db, services, "feedback_deleted", len(due.feedback))
    _record_number(db, services, "people_forgotten", len(due.people))
    if due.audit_to:
        audit.give_way(db, now, due.audit_to, record.BOT)
    retention.owe_compacting(db)


def _record(db: sqlite3.Connection, services: Services, what: str, about: str) -> None:
    record.note(db, services, what, about, None, None)


def _record_number(db: sqlite3.Connection, services: Services, what: str, number: int) -> None:
    if number:
        told = _told_number(services, number)
        _record(db, services, what, str(told) if told else f"fewer than {services.content.forum.threshold}")
