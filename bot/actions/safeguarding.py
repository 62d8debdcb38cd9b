"""Everything that people type is looked at for words of harm: the card of urgent help, and the alert.

The alert is stored together with the first effect of what was typed, so that no crash loses one of them.
"""

import sqlite3
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions.alerting import announce
from bot.actions.audit import note
from bot.actions.leads import has_lead, leads_in_order
from bot.actions.urgent import UrgentHelp, card_ways, card_words, help_for
from bot.core.harm import Level
from bot.core.people import Caller
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import AlreadyTaken
from bot.core.safeguarding import TOGETHER, Alert, Sender, State, Told, is_new
from bot.core.urgent import Card
from bot.core.words import Reader
from bot.services import Services
from bot.store import alerts, card_owed, conversations, outbox
from bot.store.database import StorageFailed
from bot.store.receipt import Story, current, unsettling

SHOWN_BY = timedelta(seconds=20)
"""A card that was not shown by then goes out by itself: the bot stopped, or Telegram could not be reached."""
WITHIN_ALERT = frozenset({"alert_answer", "alert_who", "alert_done", "alert_no_concern"})
"""Tasks of a lead who writes about an alert: what they type is looked at by them already."""
TO_LEAD = frozenset({"alert_back", "alert_new"})
"""Tasks of a person who writes to the lead: what they type becomes part of an alert in any case."""
GROUP = "group"
"""Where words came from that were typed in a group."""


@dataclass(frozen=True)
class Warned:
    """Words of harm, and what must be stored because of them."""

    level: Level
    story: Story | None


async def watch(services: Services, caller: Caller, words: str, source: str = "") -> Warned | None:
    """None for words without harm. What must be stored goes along with the first effect of this update.

    `source`: where they were typed, where the conversation does not tell.
    """
    level = services.watch.look(words)
    if level is None:
        return None
    try:
        source = source or await services.store.read(_source, services, caller)
    except StorageFailed:
        source = ""
    task = source.partition(":")[0]
    if task in WITHIN_ALERT:
        return None
    story = None if task in TO_LEAD else _story(services, caller.telegram, level, words, source)
    receipt = current.get()
    if story is not None and receipt is not None:
        receipt.carried.append(story)
    return Warned(level, story)


def _source(db: sqlite3.Connection, services: Services, caller: Caller) -> str:
    """What these words belong to: a survey, a task, or nothing. A vote is a survey too. Who is no lead any
    more writes within no alert."""
    place = conversations.find(db, caller.telegram)
    if place.survey is not None:
        return f"survey:{place.survey}"
    kind, _, about = (place.task or "").partition(":")
    if kind in WITHIN_ALERT and caller.telegram not in leads_in_order(db, services):
        return ""
    return f"survey:{about}" if kind == "why" else place.task or ""


def _story(services: Services, telegram: int | None, level: Level, words: str, source: str) -> Story:
    def story(db: sqlite3.Connection) -> None:
        if telegram is not None:
            card_owed.add(db, telegram, services.clock())
        can_be_asked = telegram is not None or level is Level.DANGER
        if can_be_asked and has_lead(db, services):
            state = State.OPEN if level is Level.DANGER else State.ASKED
            note_harm(db, services, telegram, level, state, words, source)

    return story


def note_harm(
    db: sqlite3.Connection,
    services: Services,
    telegram: int | None,
    level: Level,
    state: State,
    words: str,
    source: str,
) -> None:
    """Open: the lead is alerted. Asked: the person is asked first."""
    now = services.clock()
    known = (
        None
        if telegram is None
        else alerts.newest_of(db, services.keys.alerts, telegram, state, now - TOGETHER)
    )
    if known is not None:
        _add_words(db, services, known, words, source, now)
        return
    number = services.random.getrandbits(50)
    alerts.add(db, services.keys.alerts, number, telegram, level, state, now)
    alerts.say(db, services.keys.alerts, number, Sender.PERSON, now, words, source)
    if state is State.OPEN:
        tell_lead(db, services, number)


def _add_words(
    db: sqlite3.Connection, services: Services, alert: Alert, words: str, source: str, now: datetime
) -> None:
    """The lead hears of it again only once the rest was read."""
    if not is_new(words, now, alerts.said_in(db, services.keys.alerts, alert.id)):
        return
    alerts.say(db, services.keys.alerts, alert.id, Sender.PERSON, now, words, source)
    if alert.state is State.OPEN and alert.waits_since is None:
        alerts.wait_again(db, alert.id, now)
        tell_lead(db, services, alert.id)


def tell_lead(db: sqlite3.Connection, services: Services, number: int) -> None:
    """Of an alert that was just opened, or has something new in it."""
    alert = alerts.find(db, services.keys.alerts, number)
    if alert is not None:
        if alert.round == 1:
            note(db, services, "alert_opened", f"alert {number}", None, None)
        announce(db, services, alert, Told.LEAD)


async def settle(services: Services, caller: Caller, warned: Warned) -> UrgentHelp:
    """Stores what nothing else of this update has stored. What to show: also where it was stored before."""
    await _store(services, warned)
    return await services.store.read(_came_of, services, caller.telegram, warned.level)


async def _store(services: Services, warned: Warned) -> None:
    receipt = current.get()
    if warned.story is not None and (receipt is None or not receipt.settled):
        with suppress(AlreadyTaken):
            await services.store.write(_nothing_more if receipt is not None else warned.story)
    services.posts_waiting.set()


def _nothing_more(db: sqlite3.Connection) -> None:
    """What the update carries is stored before it."""


async def settle_in_trouble(
    services: Services, caller: Caller, warned: Warned, error: Exception
) -> UrgentHelp | None:
    """The same, where something failed. None where the card was shown when this was tried first."""
    receipt = current.get()
    if isinstance(error, StorageFailed):
        is_first = receipt is None or receipt.tries == 0
        return _BARE if is_first else None
    try:
        return await settle(services, caller, warned)
    except Exception:  # whatever it is that fails: the card is shown
        if receipt is not None:
            receipt.carried.clear()
        return _BARE


_BARE = UrgentHelp(Reader(), Card.ADULT, came=True)
"""When not even who one is can be read."""


def watch_group(services: Services, telegram: int | None, words: str) -> Warned | None:
    """The same in a group. `telegram`: None where nobody can tell who it was."""
    level = services.watch.look(words)
    if level is None:
        return None
    story = _story(services, telegram, level, words, GROUP)
    receipt = current.get()
    if receipt is not None:
        receipt.carried.append(story)
    return Warned(level, story)


async def settle_group(services: Services, telegram: int | None, warned: Warned) -> None:
    """The card goes out by itself: it arrives where they have pressed Start."""
    await _store(services, warned)
    if telegram is not None:
        await services.store.write(_send_card, services, telegram)
        services.posts_waiting.set()


def showing() -> AbstractContextManager[None]:
    """What is sent meanwhile does not count as the effect of the update: that may not be stored yet."""
    return unsettling()


def _came_of(db: sqlite3.Connection, services: Services, telegram: int, level: Level) -> UrgentHelp:
    """Drawn from what is stored: the newest alert of this person at this level."""
    since = services.clock() - TOGETHER
    state = State.OPEN if level is Level.DANGER else State.ASKED
    alert = alerts.newest_of(db, services.keys.alerts, telegram, state, since)
    return replace(help_for(db, services, telegram), alert=alert, came=True)


async def note_card_shown(services: Services, caller: Caller) -> None:
    with unsettling():  # where all else was stored by an earlier try of the same update, this was not
        await services.store.write(card_owed.drop, caller.telegram)


async def show_missed_cards(services: Services) -> None:
    """The card comes by itself where the bot stopped before it was shown, or Telegram was out of reach."""
    before = services.clock() - SHOWN_BY
    if await services.store.read(card_owed.since, before):
        await services.store.write(_send_cards, services, before)
        services.posts_waiting.set()


def _send_cards(db: sqlite3.Connection, services: Services, before: datetime) -> None:
    for telegram in card_owed.since(db, before):
        _send_card(db, services, telegram)


def _send_card(db: sqlite3.Connection, services: Services, telegram: int) -> None:
    asked = _came_of(db, services, telegram, Level.DISTRESS)
    shown = asked if asked.alert is not None else _came_of(db, services, telegram, Level.DANGER)
    ways = card_ways(services, shown)
    buttons = tuple((PostButton(label=label, data=tap.pack()),) for label, tap in ways)
    post = Post(html=card_words(services, shown), buttons=buttons)
    label = f"card {services.random.getrandbits(40)}"
    outbox.add_post(db, label, post, [telegram], Urgency.ALERT, services.clock())
    card_owed.drop(db, telegram)
