"""The card of urgent help: needs no joining, and keeps nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.leads import has_lead
from bot.core.buttons import AboutForum, Hide, LeaveUrgent, Tap, TellLead, WriteToLead
from bot.core.people import Caller
from bot.core.safeguarding import Alert, State
from bot.core.urgent import Card, card_for
from bot.core.words import Reader
from bot.services import Services
from bot.store import people


@dataclass(frozen=True)
class UrgentHelp:
    """`alert`: words of harm were typed; the lead is told of them, or the person is asked whether to.

    `came`: the card came by itself, and was not asked for. `has_lead`: there is somebody to write to.
    """

    reader: Reader
    card: Card
    alert: Alert | None = None
    came: bool = False
    has_lead: bool = False


async def find_card(services: Services, caller: Caller) -> UrgentHelp:
    return await services.store.read(help_for, services, caller.telegram)


def help_for(db: sqlite3.Connection, services: Services, telegram: int) -> UrgentHelp:
    person = people.find(db, telegram)
    reader = Reader() if person is None else person.reader
    return UrgentHelp(reader, card_for(person), has_lead=has_lead(db, services))


def card_words(services: Services, shown: UrgentHelp) -> Markup:
    """The card, and below it what was done with what they typed."""
    texts = services.texts
    parts = [texts.say(shown.reader, shown.card)]
    if shown.alert is not None and shown.alert.state is State.ASKED:
        parts.append(texts.say(shown.reader, "alert_ask"))
    elif shown.alert is not None:
        told = "alert_told_deputy" if shown.alert.about_forum else "alert_told"
        parts.append(texts.say(shown.reader, told))
    return texts.lines(parts, "\n\n")


def card_ways(services: Services, shown: UrgentHelp) -> Iterator[tuple[str, Tap]]:
    """The buttons below it, each with its label."""
    alert, say = shown.alert, services.texts.button
    if alert is not None and alert.state is State.ASKED:
        yield say(shown.reader, "button_alert_yes"), TellLead(alert.id, True)
        yield say(shown.reader, "button_alert_no"), TellLead(alert.id, False)
    elif alert is not None:
        yield say(shown.reader, "button_about_forum"), AboutForum(alert.id)
    elif shown.has_lead and not shown.came:
        yield say(shown.reader, "button_write_to_lead"), WriteToLead()
    yield say(shown.reader, "button_hide"), Hide()
    if not shown.came:
        yield say(shown.reader, "button_back"), LeaveUrgent()
