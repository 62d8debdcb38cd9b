"""Once a week each lead taps that alerts reach them; what fails stands in /today."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.actions.leads import check_lead, leads_in_order, reader_for
from bot.core.buttons import AlertsReach
from bot.core.matters import Matter
from bot.core.people import Caller
from bot.core.posts import Post, PostButton, Urgency
from bot.core.safeguarding import State
from bot.core.words import Reader
from bot.services import Services
from bot.store import alerts, leads, outbox
from bot.store.leads import LeadCheck
from bot.store.times import to_text

WEEKLY = timedelta(days=7)
AGAIN = timedelta(days=1)
"""A lead who has not tapped is asked again."""
SILENT = timedelta(days=2)
"""Then coordinators are told."""


async def check_leads(services: Services) -> None:
    """At decent hours."""
    if not services.content.forum.pace.is_decent(services.clock()):
        return
    if await services.store.read(_to_ask, services):
        await services.store.write(_ask, services)
        services.posts_waiting.set()


def _to_ask(db: sqlite3.Connection, services: Services) -> list[int]:
    if not services.content.forum.safeguarding.has_lead:
        return []
    return [lead for lead in leads_in_order(db, services) if _is_due(leads.find(db, lead), services)]


def _is_due(check: LeadCheck | None, services: Services) -> bool:
    if check is None:
        return True
    return services.clock() - check.asked_at >= (AGAIN if check.answered_at is None else WEEKLY)


def _ask(db: sqlite3.Connection, services: Services) -> None:
    now, texts = services.clock(), services.texts
    for lead in _to_ask(db, services):
        reader = reader_for(db, lead)
        button = PostButton(label=texts.button(reader, "button_alerts_reach"), data=AlertsReach().pack())
        post = Post(html=texts.say(reader, "lead_check"), buttons=((button,),))
        leads.note_asked(db, lead, now)
        number = services.random.getrandbits(40)  # asked anew within the same second, it goes out anew
        outbox.add_post(db, f"{_label(lead, now)} {number}", post, [lead], Urgency.NOTICE, now)


def _label(lead: int, asked_at: datetime) -> str:
    return f"lead check {lead} {to_text(asked_at)}"


async def note_reached(services: Services, caller: Caller) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        reader = check_lead(db, services, caller)
        leads.note_answered(db, caller.telegram, services.clock())
        return reader

    return await services.store.write(story)


async def note_started(services: Services, caller: Caller) -> None:
    """A lead pressed Start: only now can anything be sent to them."""

    def is_waited_for(db: sqlite3.Connection) -> bool:
        check = leads.find(db, caller.telegram)
        return check is not None and check.answered_at is None

    if await services.store.read(is_waited_for):
        await services.store.write(leads.ask_anew, caller.telegram)


# What stands in /today


def alerts_unread(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """That some wait, and nothing else of them."""
    late = services.clock() - timedelta(minutes=services.content.forum.safeguarding.minutes)
    waiting = [
        one
        for one in alerts.undealt(db, services.keys.alerts, State.OPEN)
        if one.waits_since and one.waits_since <= late
    ]
    if number := sum(not alert.about_forum for alert in waiting):
        yield Matter("alerts", {"number": number})


def leads_unreached(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    safeguarding = services.content.forum.safeguarding
    if not safeguarding.has_lead:
        return
    everybody = leads_in_order(db, services)
    if len(everybody) < 2:
        yield Matter("deputy" if everybody else "lead")
    for place, lead in enumerate(everybody):
        name = safeguarding.deputies[place - 1] if 0 < place <= len(safeguarding.deputies) else ""
        about = {"place": place, "name": name}
        check = leads.find(db, lead)
        if check is None or check.answered_at is not None:
            continue
        if _was_lost(db, lead, check):
            yield Matter("lead_unreached", about)
        elif services.clock() - check.waits_since >= SILENT:
            yield Matter("lead_silent", about)


def _was_lost(db: sqlite3.Connection, lead: int, check: LeadCheck) -> bool:
    states = outbox.count_labelled(db, _label(lead, check.asked_at))
    return bool(states) and not states.keys() - {"failed", "uncertain"}
