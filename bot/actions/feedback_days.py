"""What is due for feedback by its day: coordinators are reminded, and what leads to people goes."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from bot.actions.feedback import today_of
from bot.actions.feedback_news import reachable_coordinators, remind_coordinator
from bot.actions.holding import held_feedback
from bot.actions.inbox import waiting_since
from bot.core.buttons.inbox import ListInbox
from bot.core.feedback.piece import State
from bot.core.matters import Matter
from bot.services import Services
from bot.store import feedback, inbox
from bot.store.inbox import Shown

MOST_COUNTED = 500
UNSENT = timedelta(days=7)
"""What was begun and never sent is deleted after so long."""


async def remind_to_answer(services: Services) -> None:
    """On the day that was promised, in the morning: so that the promise can still be kept. Once a piece."""
    if not services.content.forum.pace.is_decent(services.clock()):
        return
    if await services.store.read(_due, services):
        await services.store.write(_remind, services)
        services.posts_waiting.set()


def _remind(db: sqlite3.Connection, services: Services) -> None:
    """Whoever looks after a piece, where they can be reached; otherwise all."""
    due = _due(db, services)
    inbox.note_reminded(db, [number for number, _ in due])
    team = reachable_coordinators(db, services)
    known = {person.id for person in team}
    for person in team:
        mine = [number for number, handler in due if handler not in known or handler == person.id]
        if mine:
            remind_coordinator(db, services, person, len(mine))


def _due(db: sqlite3.Connection, services: Services) -> list[tuple[int, int | None]]:
    """Without what nobody may read yet: of that they are reminded once it is there to read."""
    due = inbox.due_to_remind(db, today_of(services))
    is_held = held_feedback(db, services) if due else None
    return [one for one in due if is_held and (piece := feedback.find(db, one[0])) and not is_held(piece)]


def tidy_feedback(db: sqlite3.Connection, services: Services) -> None:
    """Once a day: what was never sent, and the way to writers whose matter is long done."""
    today, rules = today_of(services), services.content.forum.feedback
    feedback.delete_unsent(db, today - UNSENT)
    for number in feedback.over_since(db, today - rules.link_span):
        feedback.unlink(db, number)
    inbox.drop_empty_themes(db)


def feedback_waiting(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """For /today: what nobody has read, and how long the oldest waits for its answer."""
    is_held = held_feedback(db, services)
    unread = (one for one in inbox.list_pieces(db, Shown(), 0, MOST_COUNTED) if one.state is State.RECEIVED)
    new = sum(not is_held(piece) for piece in unread)
    if new:
        yield Matter("feedback_new", {"number": new}, ListInbox.first())
    since = waiting_since(db, services)
    if since is not None:
        days = (today_of(services) - since).days
        yield Matter("feedback_oldest", {"days": days}, ListInbox.first())
