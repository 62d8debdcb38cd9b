"""The person who typed words of harm: shall the lead be told, who else may read it, and what was answered."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.audit import note
from bot.actions.forgetting import leave_no_trace
from bot.actions.held import release_texts
from bot.actions.leads import has_lead, leads_in_order, reader_for
from bot.actions.safeguarding import note_harm, tell_lead
from bot.actions.urgent import UrgentHelp, help_for
from bot.core.harm import Level
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.safeguarding import TOGETHER, Alert, Said, Sender, State
from bot.core.text_questions import fitting
from bot.core.urgent import Card, card_for
from bot.core.words import Reader
from bot.services import Services
from bot.store import alerts, conversations, outbox, people

BACK, NEW = "alert_back", "alert_new"
"""Tasks of typed words that are for the lead: within an alert, or as one of their own."""
LONGEST = 4000


@dataclass(frozen=True)
class Choice:
    """Who may read it instead of the lead: each deputy's place among the leads, and what people call them.

    `was_read`: the lead has read it already. `chosen`: the name of the deputy to whom it went.
    """

    reader: Reader
    card: Card
    alert: int
    deputies: tuple[tuple[int, str | None], ...]
    was_read: bool
    is_chosen: bool = False
    chosen: str | None = None


@dataclass(frozen=True)
class Answered:
    """What the leads wrote to this person, the oldest first."""

    reader: Reader
    alert: int
    said: tuple[Said, ...]


async def decide(services: Services, caller: Caller, number: int, yes: bool) -> UrgentHelp:
    """Distress: shall we tell the lead? Tapped again it stays as it was said first. After a no nothing of it
    is left, and the card alone is shown."""

    def story(db: sqlite3.Connection) -> UrgentHelp:
        alert = alerts.find(db, services.keys.alerts, number)
        if alert is None and not yes:
            return _card_alone(db, services, caller)
        alert = _own(alert, caller)
        if alert.state is State.ASKED and not yes:
            alerts.delete(db, number)
            release_texts(db, services)
            return _card_alone(db, services, caller)
        opened = _open(db, services, alert) if alert.state is State.ASKED else alert
        return replace(help_for(db, services, caller.telegram), alert=opened, came=True)

    shown = await services.store.write(story)
    services.posts_waiting.set()
    if shown.alert is None:
        await leave_no_trace(services)
    return shown


def _card_alone(db: sqlite3.Connection, services: Services, caller: Caller) -> UrgentHelp:
    return replace(help_for(db, services, caller.telegram), came=True, has_lead=False)


def _open(db: sqlite3.Connection, services: Services, asked: Alert) -> Alert | None:
    """Added to what the lead knows of the same person already."""
    now = services.clock()
    known = (
        None
        if asked.telegram is None
        else alerts.newest_of(db, services.keys.alerts, asked.telegram, State.OPEN, now - TOGETHER)
    )
    if known is None:
        alerts.open_asked(db, asked.id, now)
        tell_lead(db, services, asked.id)
        return alerts.find(db, services.keys.alerts, asked.id)
    alerts.move_words(db, services.keys.alerts, asked.id, known.id)
    alerts.delete(db, asked.id)
    _wait(db, services, known)
    return alerts.find(db, services.keys.alerts, known.id)


def _wait(db: sqlite3.Connection, services: Services, alert: Alert) -> None:
    """There is something new for the lead to read. Where the rest is still unread, they know already."""
    if alert.state is State.DEALT:
        note(db, services, "alert_reopened", f"alert {alert.id}", None, None)
    if alert.waits_since is None:
        alerts.wait_again(db, alert.id, services.clock())
        tell_lead(db, services, alert.id)


def _own(alert: Alert | None, caller: Caller) -> Alert:
    if alert is None or alert.telegram != caller.telegram:
        raise Refusal("old_button")
    return alert


def _find_own(db: sqlite3.Connection, services: Services, caller: Caller, number: int) -> Alert:
    return _own(alerts.find(db, services.keys.alerts, number), caller)


# About somebody in the forum


async def ask_whom(services: Services, caller: Caller, number: int) -> Choice:
    """Where there is no deputy the lead reads it no more, and nobody else does."""

    def story(db: sqlite3.Connection) -> Choice:
        alert = _find_own(db, services, caller, number)
        choice = _choice(db, services, caller, alert)
        if not choice.deputies and not alert.about_forum:
            _give_to(db, services, alert, None)
        return choice

    return await services.store.write(story)


async def choose(services: Services, caller: Caller, number: int, place: int) -> Choice:
    def story(db: sqlite3.Connection) -> Choice:
        alert = _find_own(db, services, caller, number)
        choice = _choice(db, services, caller, alert)
        names = dict(choice.deputies)
        if place not in names or alert.state is not State.OPEN:
            raise Refusal("old_button")
        deputy = leads_in_order(db, services)[place]
        if alert.chosen != deputy:
            _give_to(db, services, alert, deputy)
        return replace(choice, is_chosen=True, chosen=names[place])

    choice = await services.store.write(story)
    services.posts_waiting.set()
    return choice


def _choice(db: sqlite3.Connection, services: Services, caller: Caller, alert: Alert) -> Choice:
    leads, names = leads_in_order(db, services), services.content.forum.safeguarding.deputies
    deputies = tuple(
        (place, names[place - 1] if place <= len(names) else None)
        for place, lead in enumerate(leads)
        if place and lead != caller.telegram
    )
    return Choice(
        reader=reader_for(db, caller.telegram),
        card=card_for(people.find(db, caller.telegram)),
        alert=alert.id,
        deputies=deputies,
        was_read=alert.taken_by is not None and not alert.about_forum,
    )


def _give_to(db: sqlite3.Connection, services: Services, alert: Alert, deputy: int | None) -> None:
    """The lead's message is not sent any more, and the button under one that was leads nowhere."""
    outbox.drop_labelled(db, f"alert {alert.id} {alert.round}")
    alerts.choose(db, alert.id, deputy)
    note(db, services, "alert_about_forum", f"alert {alert.id}", None, None)
    if deputy is not None:
        alerts.wait_anew(db, alert.id, services.clock())
        tell_lead(db, services, alert.id)


# What was answered, and writing to the lead


async def read_answer(services: Services, caller: Caller, number: int) -> Answered:
    def question(db: sqlite3.Connection) -> Answered:
        alert = _find_own(db, services, caller, number)
        said = tuple(
            one for one in alerts.said_in(db, services.keys.alerts, alert.id) if one.sender is Sender.LEAD
        )
        if not said:
            raise Refusal("old_button")
        return Answered(reader_for(db, caller.telegram), alert.id, said)

    return await services.store.read(question)


async def begin_back(services: Services, caller: Caller, number: int) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        _find_own(db, services, caller, number)
        conversations.turn_to_task(db, caller.telegram, f"{BACK}:{number}", caller.screen)
        return reader_for(db, caller.telegram)

    return await services.store.write(story)


async def write_back(services: Services, caller: Caller, number: int, typed: str) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        alert = _find_own(db, services, caller, number)
        alerts.say(db, services.keys.alerts, number, Sender.PERSON, services.clock(), fitting(typed, LONGEST))
        _wait(db, services, alert)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return reader_for(db, caller.telegram)

    reader = await services.store.write(story)
    services.posts_waiting.set()
    return reader


async def begin_new(services: Services, caller: Caller) -> Reader:
    """From the card of urgent help: what is typed next is for the lead, whatever words it has."""

    def story(db: sqlite3.Connection) -> Reader:
        if not has_lead(db, services):
            raise Refusal("old_button")
        conversations.turn_to_task(db, caller.telegram, f"{NEW}:", caller.screen)
        return reader_for(db, caller.telegram)

    return await services.store.write(story)


async def write_new(services: Services, caller: Caller, typed: str) -> UrgentHelp:
    words = fitting(typed, LONGEST)
    level = services.watch.look(words) or Level.DISTRESS

    def story(db: sqlite3.Connection) -> UrgentHelp:
        note_harm(db, services, caller.telegram, level, State.OPEN, words, "")
        conversations.turn_away(db, caller.telegram, caller.screen)
        alert = alerts.newest_of(
            db, services.keys.alerts, caller.telegram, State.OPEN, services.clock() - TOGETHER
        )
        return replace(help_for(db, services, caller.telegram), alert=alert, came=True)

    shown = await services.store.write(story)
    services.posts_waiting.set()
    return shown
