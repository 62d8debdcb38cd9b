"""A safeguarding lead reads an alert, answers, finds out who it is, and writes down what was done."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.alerting import write_to_person
from bot.actions.audit import note
from bot.actions.forgetting import leave_no_trace
from bot.actions.held import release_texts
from bot.actions.leads import check_lead, leads_in_order
from bot.core.buttons import ReadAnswer
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.safeguarding import Alert, Deed, Done, Said, Sender, State, next_reminder
from bot.core.text_questions import fitting
from bot.core.words import Reader
from bot.services import Services
from bot.store import actors, alerts, conversations, outbox, people

ANSWER, WHO, DONE, NO_CONCERN = "alert_answer", "alert_who", "alert_done", "alert_no_concern"
"""Tasks of typed words that belong to an alert, each with its number behind a colon."""
LISTED = timedelta(days=30)
"""For so long what was dealt with is listed."""
LONGEST_ANSWER, LONGEST_NOTE = 3000, 1000
AT_A_TAP = (Deed.CALLED_999, Deed.TOLD_SERVICES, Deed.SPOKE)
"""What is written down without typing."""


@dataclass(frozen=True)
class AlertList:
    reader: Reader
    open: tuple[Alert, ...]
    dealt: tuple[Alert, ...]


@dataclass(frozen=True)
class AlertView:
    """`me`: the number that stands for the lead who looks. `by_another`: another lead read it before."""

    reader: Reader
    alert: Alert
    said: tuple[Said, ...]
    done: tuple[Done, ...]
    me: int
    by_another: bool = False

    @property
    def may_close(self) -> bool:
        return self.alert.state is State.OPEN and any(one.what is not Deed.WHO for one in self.done)


@dataclass(frozen=True)
class Who:
    """`person`: what is known of them, in bands; None: they have not joined."""

    reader: Reader
    alert: Alert
    telegram: int
    person: Person | None


@dataclass(frozen=True)
class Typing:
    """Typed words belong to this alert now. `task`: as what."""

    reader: Reader
    alert: int
    task: str


async def list_alerts(services: Services, caller: Caller) -> AlertList:
    """Those that this lead may read."""

    def question(db: sqlite3.Connection) -> AlertList:
        reader = check_lead(db, services, caller)
        leads = leads_in_order(db, services)
        dealt = alerts.dealt_since(db, services.keys.alerts, services.clock() - LISTED)
        return AlertList(
            reader,
            tuple(
                a
                for a in alerts.undealt(db, services.keys.alerts, State.OPEN)
                if caller.telegram in a.readers(leads)
            ),
            tuple(a for a in dealt if caller.telegram in a.readers(leads)),
        )

    return await services.store.read(question)


async def read_alert(services: Services, caller: Caller, number: int) -> AlertView:
    """The words. Whoever else waits to be told of it is not told any more."""

    def story(db: sqlite3.Connection) -> AlertView:
        alert = _readable(db, services, caller, number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        _note(db, services, caller, "alert_read", number)
        if alert.waits_since is not None:
            outbox.drop_labelled(db, f"alert {number} {alert.round}")
        by_another = alert.taken_by not in (None, caller.telegram)
        remind_at = next_reminder(services.clock(), 0, services.content.forum.time_zone)
        alerts.note_read(db, number, caller.telegram, remind_at)
        return _view(db, services, caller, number, by_another)

    return await services.store.write(story)


def _readable(db: sqlite3.Connection, services: Services, caller: Caller, number: int) -> Alert:
    check_lead(db, services, caller)
    alert = alerts.find(db, services.keys.alerts, number)
    if alert is None or alert.state is State.ASKED:
        raise Refusal("alert_gone")
    if caller.telegram not in alert.readers(leads_in_order(db, services)):
        raise Refusal("alert_of_another")
    return alert


def _view(
    db: sqlite3.Connection, services: Services, caller: Caller, number: int, by_another: bool = False
) -> AlertView:
    alert = _readable(db, services, caller, number)
    return AlertView(
        reader=check_lead(db, services, caller),
        alert=alert,
        said=alerts.said_in(db, services.keys.alerts, number),
        done=alerts.done_about(db, services.keys.alerts, number),
        me=actors.number_of(db, caller.telegram, services.random),
        by_another=by_another,
    )


def _note(
    db: sqlite3.Connection, services: Services, caller: Caller, what: str, number: int, reason: str = ""
) -> None:
    note(db, services, what, f"alert {number}", Role.SAFEGUARDING, caller.telegram, reason)


def _do(
    db: sqlite3.Connection, services: Services, caller: Caller, number: int, what: Deed, said: str
) -> None:
    actor = actors.number_of(db, caller.telegram, services.random)
    alerts.do(db, services.keys.alerts, number, what, services.clock(), said, actor)


# Typing


async def begin_typing(services: Services, caller: Caller, number: int, task: str) -> Typing:
    """`task`: one of the four above."""

    def story(db: sqlite3.Connection) -> Typing:
        alert = _readable(db, services, caller, number)
        if task == ANSWER and alert.telegram is None:
            raise Refusal("alert_nobody")
        conversations.turn_to_task(db, caller.telegram, f"{task}:{number}", caller.screen)
        return Typing(check_lead(db, services, caller), number, task)

    return await services.store.write(story)


async def see_typing(services: Services, caller: Caller, number: int, task: str) -> Typing:
    def question(db: sqlite3.Connection) -> Typing:
        _readable(db, services, caller, number)
        return Typing(check_lead(db, services, caller), number, task)

    return await services.store.read(question)


async def answer(services: Services, caller: Caller, number: int, typed: str) -> AlertView:
    """The person is told that an answer waits, without a word of it."""

    def story(db: sqlite3.Connection) -> AlertView:
        alert = _readable(db, services, caller, number)
        if alert.telegram is None:
            raise Refusal("alert_nobody")
        alerts.say(
            db, services.keys.alerts, number, Sender.LEAD, services.clock(), fitting(typed, LONGEST_ANSWER)
        )
        write_to_person(db, services, alert, "alert_answer_waits", ("button_read_answer", ReadAnswer(number)))
        _note(db, services, caller, "alert_answered", number)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return _view(db, services, caller, number)

    view = await services.store.write(story)
    services.posts_waiting.set()
    return view


# Who it is


async def reveal(services: Services, caller: Caller, number: int, reason: str) -> Who:
    """Each time for a reason, which is written down."""

    def story(db: sqlite3.Connection) -> Who:
        alert = _readable(db, services, caller, number)
        if alert.telegram is None:
            raise Refusal("alert_nobody")
        why = fitting(reason, LONGEST_NOTE)
        _note(db, services, caller, "alert_who", number, why)
        _do(db, services, caller, number, Deed.WHO, why)
        conversations.turn_away(db, caller.telegram, caller.screen)
        person = people.find(db, alert.telegram)
        return Who(check_lead(db, services, caller), alert, alert.telegram, person)

    return await services.store.write(story)


# What was done


async def record(services: Services, caller: Caller, number: int, deed: Deed, said: str = "") -> AlertView:
    """Tapped twice in a row it is written down once. "No concern" deletes the words at once."""

    def story(db: sqlite3.Connection) -> AlertView:
        view = _view(db, services, caller, number)
        last = view.done[-1] if view.done else None
        conversations.turn_away(db, caller.telegram, caller.screen)
        if last is None or (last.what, last.actor, last.note) != (deed, view.me, said):
            _do(db, services, caller, number, deed, said)
            _note(db, services, caller, f"alert_{deed}", number)
            if deed is Deed.NO_CONCERN:
                _find_no_concern(db, services, view.alert)
        return _view(db, services, caller, number)

    view = await services.store.write(story)
    if deed is Deed.NO_CONCERN:
        await leave_no_trace(services)
    return view


def _find_no_concern(db: sqlite3.Connection, services: Services, alert: Alert) -> None:
    """Who it was goes too, unless an answer to them waits to be read."""
    alerts.delete_words(db, alert.id, Sender.PERSON)
    if not alerts.said_in(db, services.keys.alerts, alert.id):
        alerts.drop_person(db, alert.id)
    _close(db, services, alert)


async def record_typed(services: Services, caller: Caller, number: int, deed: Deed, typed: str) -> AlertView:
    return await record(services, caller, number, deed, fitting(typed, LONGEST_NOTE))


async def close(services: Services, caller: Caller, number: int) -> AlertView:
    """It is dealt with: copies of the words may be read as all others are."""

    def story(db: sqlite3.Connection) -> AlertView:
        view = _view(db, services, caller, number)
        if view.alert.state is State.OPEN:
            if not view.may_close:
                raise Refusal("alert_nothing_done")
            _note(db, services, caller, "alert_closed", number)
            _close(db, services, view.alert)
        return _view(db, services, caller, number)

    view = await services.store.write(story)
    if view.alert.forgotten:
        await leave_no_trace(services)
    return view


def _close(db: sqlite3.Connection, services: Services, alert: Alert) -> None:
    """Of somebody who asked to be forgotten meanwhile nothing is left now."""
    alerts.close(db, alert.id, services.clock())
    outbox.drop_labelled(db, f"alert {alert.id} {alert.round}")
    if alert.forgotten:
        alerts.delete_words(db, alert.id)
        alerts.drop_person(db, alert.id)
    release_texts(db, services)


# A note to hand on


@dataclass(frozen=True)
class Referral:
    """`who`: only for a lead who has looked at it, and so given a reason."""

    view: AlertView
    who: Who | None


async def make_referral(services: Services, caller: Caller, number: int) -> Referral:
    def story(db: sqlite3.Connection) -> Referral:
        view = _view(db, services, caller, number)
        _note(db, services, caller, "alert_note", number)
        knows = any(one.what is Deed.WHO and one.actor == view.me for one in view.done)
        telegram = view.alert.telegram
        if not knows or telegram is None:
            return Referral(view, None)
        return Referral(view, Who(view.reader, view.alert, telegram, people.find(db, telegram)))

    return await services.store.write(story)
