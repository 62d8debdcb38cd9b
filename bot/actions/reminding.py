"""The day before a survey closes: once, to those who began and did not send."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from bot.actions.outgoing import group_by_reader
from bot.core.asking import Asking
from bot.core.buttons import OpenSurvey, SendUnfinished, Withdraw
from bot.core.people import Person
from bot.core.posts import Post, PostButton, Urgency
from bot.core.words import Reader
from bot.services import Services
from bot.store import outbox, people, responses, surveys
from bot.store.keys import KeyLost

BEFORE_CLOSING = timedelta(days=1)


async def remind_unsent(services: Services) -> None:
    now = services.clock()
    if await services.store.read(surveys.due_to_remind, now, now + BEFORE_CLOSING):
        await services.store.write(_remind, services)
        services.posts_waiting.set()


def _remind(db: sqlite3.Connection, services: Services) -> None:
    """One transaction, so that a crash neither forgets the reminder nor sends it twice."""
    now = services.clock()
    for asking in surveys.due_to_remind(db, now, now + BEFORE_CLOSING):
        surveys.note_reminded(db, asking.id, now)
        for reader, chats in group_by_reader(_unsent(db, services, asking)).items():
            label = f"unsent {asking.id} {reader}"
            outbox.add_post(db, label, _reminder(services, reader, asking), chats, Urgency.NOTICE, now)


def _unsent(db: sqlite3.Connection, services: Services, asking: Asking) -> Iterator[Person]:
    for person in people.reachable_people(db):
        try:
            response = responses.find(db, services.keys.finder(asking.id, person.telegram))
        except KeyLost:
            return
        if response is not None and not response.sent and response.answers:
            yield person


def _reminder(services: Services, reader: Reader, asking: Asking) -> Post:
    texts = services.texts
    html = texts.say(
        reader,
        "survey_unsent",
        title=asking.survey.title.choose(reader),
        closes=texts.moment(reader, asking.closes_at),
    )
    ways = (
        ("button_send_unfinished", SendUnfinished(asking.id)),
        ("button_carry_on", OpenSurvey(asking.id)),
        ("button_delete_unfinished", Withdraw(asking.id)),
    )
    rows = tuple((PostButton(label=texts.button(reader, key), data=tap.pack()),) for key, tap in ways)
    return Post(html=html, buttons=rows)
