"""Those who took part hear what came of it: that there is news, never what it is about."""

import sqlite3

from bot.actions.members import holders
from bot.actions.outgoing import group_by_reader
from bot.core.buttons.record import GoOnWith, ShowEntry
from bot.core.people import Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.record import Entry
from bot.core.words import Reader
from bot.services import Services
from bot.store import outbox, people, record, responses


def tell_step(db: sqlite3.Connection, services: Services, entry: Entry) -> None:
    """The newest step, to those who took part in what is behind the entry, and those to whom it matters too.
    Nobody waits for it: within the messages of a week, at decent hours."""
    to_tell = [person for person in people.reachable_people(db) if _concerns(db, entry, person)]
    now, pace = services.clock(), services.content.forum.pace
    room = outbox.find_room(db, [person.telegram for person in to_tell], now, pace)
    for reader, chats in group_by_reader(to_tell).items():
        label = f"record {entry.id} {len(entry.steps)} {reader}"
        outbox.add_gentle(db, label, _news(services, reader, entry), {chat: room[chat] for chat in chats})


def _concerns(db: sqlite3.Connection, entry: Entry, person: Person) -> bool:
    survey = entry.origin.survey
    took_part = survey is not None and responses.took_part(db, survey, person.id)
    return took_part or record.matters_to(db, entry.id, person.id)


def _news(services: Services, reader: Reader, entry: Entry) -> Post:
    texts = services.texts
    button = PostButton(label=texts.button(reader, "button_record_read"), data=ShowEntry(entry.id).pack())
    return Post(html=texts.say(reader, "record_news"), buttons=((button,),))


async def remind_to_look(services: Services) -> None:
    """Coordinators, once, when the day has come that people were told."""
    now, forum = services.clock(), services.content.forum
    if not forum.pace.is_decent(now):
        return
    if await services.store.read(record.to_look_at, forum.day_of(now)):
        await services.store.write(_remind, services)
        services.posts_waiting.set()


def _remind(db: sqlite3.Connection, services: Services) -> None:
    now, organisers = services.clock(), holders(services, db, Role.COORDINATOR)
    reached = [person for person in people.reachable_people(db) if person.telegram in organisers]
    for entry in record.to_look_at(db, services.content.forum.day_of(now)):
        record.note_reminded(db, entry.id)
        for reader, chats in group_by_reader(reached).items():
            label = f"look again {entry.id} {entry.again_on} {reader}"
            outbox.add_post(db, label, _reminder(services, reader, entry), chats, Urgency.NOTICE, now)


def _reminder(services: Services, reader: Reader, entry: Entry) -> Post:
    texts = services.texts
    html = texts.say(reader, "record_reminder", asked=entry.asked, responsible=entry.responsible)
    button = PostButton(label=texts.button(reader, "button_record_go_on"), data=GoOnWith(entry.id).pack())
    return Post(html=html, buttons=((button,),))
