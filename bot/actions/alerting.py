"""Telling of an alert: the lead, the deputies, the coordinators; and the person, that nobody has read it.
What was read and is not dealt with is brought to the leads' mind again.

What goes out by itself never holds a word of what was typed.
"""

import sqlite3
from datetime import timedelta

from bot.actions.audit import note
from bot.actions.held import release_texts
from bot.actions.leads import by_reader, leads_in_order, reader_for
from bot.actions.members import holders
from bot.core.buttons import ReadAlert, ShowUrgent, Tap
from bot.core.people import Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.safeguarding import (
    UNDECIDED,
    Alert,
    Arrived,
    State,
    Told,
    must_tell_person,
    next_reminder,
    next_told,
)
from bot.core.urgent import Card, card_for
from bot.core.words import Reader
from bot.services import Services
from bot.store import alerts, outbox, people

TO_PERSON = "alert * person *"
"""How the labels of posts look that go to whoever typed the words."""
LOST = ("failed", "uncertain")
"""States of a delivery that did not arrive, or perhaps not: telling one more does no harm."""


def announce(db: sqlite3.Connection, services: Services, alert: Alert, told: Told) -> None:
    """To whoever is told next. Done twice, it is one message."""
    now = services.clock()
    for reader, chats in by_reader(db, _whom(db, services, alert, told)).items():
        label = f"alert {alert.id} {alert.round} {int(told)} {reader}"
        post = _notice(services, reader, alert, told)
        outbox.add_post(db, label, post, chats, Urgency.ALERT, now)
    alerts.note_told(db, alert.id, told, now)
    note(db, services, f"alert_told_{told.name.lower()}", f"alert {alert.id}", None, None)


def _whom(db: sqlite3.Connection, services: Services, alert: Alert, told: Told) -> list[int]:
    readers = alert.readers(leads_in_order(db, services))
    if told is Told.COORDINATORS:
        return sorted(holders(services, db, Role.COORDINATOR) - {alert.telegram})
    if told is Told.DEPUTIES:
        return list(readers[1:])
    first = list(readers) if alert.about_forum else list(readers[:1])
    return first + [lead for lead in readers if lead == alert.taken_by and lead not in first]


def _notice(services: Services, reader: Reader, alert: Alert, told: Told) -> Post:
    texts = services.texts
    if told is Told.COORDINATORS:
        return Post(html=texts.say(reader, "alert_for_coordinators"))
    key = "alert_waits" if alert.round == 1 else "alert_waits_again"
    return Post(html=texts.say(reader, key), buttons=((_button(services, reader, "button_alert", alert),),))


def _button(services: Services, reader: Reader, key: str, alert: Alert) -> PostButton:
    return PostButton(label=services.texts.button(reader, key), data=ReadAlert(alert.id).pack())


def write_to_person(
    db: sqlite3.Connection, services: Services, alert: Alert, key: str, *rows: tuple[str, Tap]
) -> None:
    """By itself, without a word of theirs. `rows`: each button's message and what it does."""
    if alert.telegram is None:
        return
    texts, reader = services.texts, reader_for(db, alert.telegram)
    buttons = tuple((PostButton(label=texts.button(reader, label), data=tap.pack()),) for label, tap in rows)
    post = Post(html=texts.say(reader, key), buttons=buttons)
    label = f"alert {alert.id} person {services.random.getrandbits(40)}"
    outbox.add_post(db, label, post, [alert.telegram], Urgency.ALERT, services.clock())


async def watch_over_alerts(services: Services) -> None:
    """Each second: whoever must hear of an alert by now does."""
    late, undealt, undecided, arrived = await services.store.read(_what_is_late, services)
    if late:
        await services.store.write(_go_on, services, late)
    if undealt:
        await services.store.write(_remind, services, undealt)
    if late or undealt:
        services.posts_waiting.set()
    if undecided:
        await services.store.write(_take_as_no, services, undecided)
    if arrived:
        await services.store.write(outbox.drop_arrived, TO_PERSON)


def _what_is_late(db: sqlite3.Connection, services: Services) -> tuple[list[int], list[int], list[int], bool]:
    """Alerts with somebody to tell; those to remind of; those of whom nobody said whether to tell; and
    whether something reached a person, of which nothing need be kept."""
    now = services.clock()
    opened = alerts.undealt(db, services.keys.alerts, State.OPEN)
    late = [alert.id for alert in opened if any(_due(db, services, alert))]
    undealt = [alert.id for alert in opened if alert.remind_at is not None and alert.remind_at <= now]
    asked = alerts.undealt(db, services.keys.alerts, State.ASKED)
    undecided = [alert.id for alert in asked if now - alert.at >= UNDECIDED]
    return late, undealt, undecided, outbox.any_arrived(db, TO_PERSON)


def _due(db: sqlite3.Connection, services: Services, alert: Alert) -> tuple[bool, bool]:
    """Whether somebody else must be told, and whether the person must."""
    now, patience = services.clock(), timedelta(minutes=services.content.forum.safeguarding.minutes)
    arrived = _arrived(db, alert, alert.told)
    reached = Arrived.YES in (_arrived(db, alert, Told.LEAD), _arrived(db, alert, Told.DEPUTIES))
    return (
        next_told(alert, now, patience, arrived) is not alert.told,
        must_tell_person(alert, now, patience, arrived, reached),
    )


def _arrived(db: sqlite3.Connection, alert: Alert, told: Told) -> Arrived:
    states = outbox.count_labelled(db, f"alert {alert.id} {alert.round} {int(told)}")
    if states.get("sent"):
        return Arrived.YES
    return Arrived.ON_THE_WAY if states.keys() - {*LOST} else Arrived.NO


def _go_on(db: sqlite3.Connection, services: Services, late: list[int]) -> None:
    """Looked at once more: somebody may have read it since."""
    for number in late:
        alert = alerts.find(db, services.keys.alerts, number)
        if alert is None or alert.state is not State.OPEN:
            continue
        tell_next, tell_person = _due(db, services, alert)
        if tell_next:
            announce(db, services, alert, Told(alert.told + 1))
        if tell_person:
            _tell_unread(db, services, alert)


def _tell_unread(db: sqlite3.Connection, services: Services, alert: Alert) -> None:
    person = None if alert.telegram is None else people.find(db, alert.telegram)
    key = "alert_unread_young" if card_for(person) is Card.YOUNG else "alert_unread"
    write_to_person(db, services, alert, key, ("button_urgent", ShowUrgent()))
    alerts.note_person_told(db, alert.id)
    note(db, services, "alert_unread_told", f"alert {alert.id}", None, None)


def _remind(db: sqlite3.Connection, services: Services, undealt: list[int]) -> None:
    """Looked at once more: somebody may have dealt with it since."""
    now = services.clock()
    for number in undealt:
        alert = alerts.find(db, services.keys.alerts, number)
        if alert is None or alert.remind_at is None or alert.remind_at > now:
            continue
        for reader, chats in by_reader(db, alert.reminded(leads_in_order(db, services))).items():
            button = _button(services, reader, "button_alert", alert)
            post = Post(html=services.texts.say(reader, "alert_undealt"), buttons=((button,),))
            label = f"alert {number} {alert.round} undealt {alert.reminders + 1} {reader}"
            outbox.add_post(db, label, post, chats, Urgency.ALERT, now)
        zone = services.content.forum.time_zone
        alerts.note_reminded(db, number, next_reminder(now, alert.reminders + 1, zone))
        note(db, services, "alert_reminded", f"alert {number}", None, None)


def _take_as_no(db: sqlite3.Connection, services: Services, undecided: list[int]) -> None:
    for alert in undecided:
        alerts.delete(db, alert)
    release_texts(db, services)
