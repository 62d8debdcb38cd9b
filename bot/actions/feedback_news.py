"""Word that something is new: to whoever wrote a piece of feedback, and to the coordinators.

Neither message says what it is about, and the one to a writer names no piece: with the outbox alone nobody
can tell who wrote what.
"""

import sqlite3

from bot.actions.members import holders
from bot.actions.outgoing import group_by_reader
from bot.core.buttons.base import Tap
from bot.core.buttons.feedback import OpenNews
from bot.core.buttons.inbox import ListInbox, OpenPiece
from bot.core.people import Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.words import Reader
from bot.services import Services
from bot.store import feedback, outbox, people

LABEL = "feedback"
"""How the labels of these posts begin; a copy of the database leaves them out."""


def writer_of(db: sqlite3.Connection, services: Services, number: int) -> int | None:
    """The Telegram number of who wrote a piece; None where nothing leads to them any more."""
    return services.keys.writers.open(feedback.sealed_writer(db, number))


def tell_writer(db: sqlite3.Connection, services: Services, number: int, key: str) -> None:
    """`key`: of the message, such as `feedback_news_answer`. Whoever stopped messages gets none."""
    telegram = writer_of(db, services, number)
    person = None if telegram is None else people.find(db, telegram)
    if telegram is None or (person is not None and (person.quiet or not person.reachable)):
        return
    reader = Reader() if person is None else person.reader
    label = f"{LABEL} {services.random.getrandbits(60):x}"
    post = _post(services, reader, key, "button_feedback_read", OpenNews())
    outbox.add_post(db, label, post, [telegram], Urgency.NOTICE, services.clock())


def tell_coordinators(db: sqlite3.Connection, services: Services) -> None:
    """That something came in: at a decent hour, and once a day."""
    due = services.content.forum.pace.decent(services.clock())
    label = f"inbox {due.date()}"
    for reader, chats in group_by_reader(reachable_coordinators(db, services)).items():
        post = _post(services, reader, "inbox_news", "button_inbox", ListInbox.first())
        outbox.add_post(db, f"{label} {reader}", post, chats, Urgency.NOTICE, due)


def tell_colleague(db: sqlite3.Connection, services: Services, colleague: Person, number: int) -> None:
    """A coordinator, that a piece was handed over to them."""
    if colleague.quiet or not colleague.reachable:
        return
    label = f"inbox over {services.random.getrandbits(60):x}"
    post = _post(
        services, colleague.reader, "inbox_handed_over", "button_feedback_read", OpenPiece(number, 0)
    )
    outbox.add_post(db, label, post, [colleague.telegram], Urgency.NOTICE, services.clock())


def remind_coordinator(db: sqlite3.Connection, services: Services, person: Person, count: int) -> None:
    """That so many wait for an answer, as promised by today."""
    texts = services.texts
    html = texts.say(person.reader, "inbox_reminder", count=count)
    button = PostButton(label=texts.button(person.reader, "button_inbox"), data=ListInbox.first().pack())
    label = f"inbox due {services.random.getrandbits(60):x}"
    post = Post(html=html, buttons=((button,),))
    outbox.add_post(db, label, post, [person.telegram], Urgency.NOTICE, services.clock())


def reachable_coordinators(db: sqlite3.Connection, services: Services) -> list[Person]:
    """Those who want messages, and whom Telegram lets us write to."""
    found = (people.find(db, telegram) for telegram in holders(services, db, Role.COORDINATOR))
    return [one for one in found if one is not None and one.reachable and not one.quiet]


def could_not_reach(db: sqlite3.Connection, services: Services, number: int) -> bool:
    """Whether the last message about feedback did not reach its writer: they blocked the bot."""
    telegram = writer_of(db, services, number)
    person = None if telegram is None else people.find(db, telegram)
    if person is not None and not person.reachable:
        return True
    return telegram is not None and outbox.last_state(db, LABEL, telegram) == "failed"


def _post(services: Services, reader: Reader, key: str, label: str, tap: Tap) -> Post:
    texts = services.texts
    button = PostButton(label=texts.button(reader, label), data=tap.pack())
    return Post(html=texts.say(reader, key), buttons=((button,),))
