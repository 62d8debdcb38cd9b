"""The safeguarding lead's screens: an alert, its words, who it is, and what was done."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from markupsafe import Markup

from bot.actions import alerts, lead_checks
from bot.actions.alerts import AT_A_TAP, AlertList, AlertView, Typing, Who
from bot.core.buttons import (
    AlertsReach,
    AnswerAlert,
    AskWho,
    CloseAlert,
    GetReferralNote,
    ListAlerts,
    ReadAlert,
    RecordDeed,
    RevealWho,
    Tap,
)
from bot.core.lengths import last_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.safeguarding import Alert, Deed, Done, Said, Sender, State
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers.alert_words import band_words, source_words
from bot.handlers.referral import referral_file
from bot.services import Services

SHOWN = 2200
"""UTF-16 units of what was written, from the end; all of it is in the note to hand on."""
MOST_DEEDS = 8
REASONS = ("999", "services", "speak")
"""Why a lead looks at who it is, where they need not type."""
TYPED = {Deed.OTHER: alerts.DONE, Deed.NO_CONCERN: alerts.NO_CONCERN}


async def list_alerts(services: Services, caller: Caller, argument: str) -> Screen:
    return _list(services, caller, await alerts.list_alerts(services, caller))


async def tap_list(services: Services, caller: Caller, tap: ListAlerts) -> Screen:
    return _list(services, caller, await alerts.list_alerts(services, caller))


def _list(services: Services, caller: Caller, found: AlertList) -> Screen:
    texts, reader = services.texts, found.reader
    parts = [texts.say(reader, "alerts_open" if found.open else "alerts_none")]
    if found.dealt:
        parts.append(texts.say(reader, "alerts_dealt"))
    rows = tuple(
        (_entry(services, caller, reader, number, alert),)
        for number, alert in enumerate((*found.open, *found.dealt), start=1)
    )
    return Screen(texts.lines(parts, "\n\n"), rows)


def _entry(services: Services, caller: Caller, reader: Reader, number: int, alert: Alert) -> Button:
    """`number`: its place in the list, which tells apart what came in the same minute."""
    texts = services.texts
    label = texts.button(
        reader,
        f"alert_line_{_standing(alert, caller)}",
        number=number,
        kind=texts.button(reader, f"alert_kind_{alert.level}"),
        moment=texts.moment(reader, alert.at),
    )
    return Button(label, ReadAlert(alert.id))


def _standing(alert: Alert, caller: Caller) -> str:
    if alert.state is State.DEALT:
        return "dealt"
    if alert.waits_since is not None:
        return "unread"
    return "read" if alert.taken_by == caller.telegram else "taken"


async def read_alert(services: Services, caller: Caller, tap: ReadAlert) -> Screen:
    return _screen(services, await alerts.read_alert(services, caller, tap.alert))


def _screen(services: Services, view: AlertView) -> Screen:
    texts, reader, alert = services.texts, view.reader, view.alert
    parts = [
        texts.say(
            reader,
            "alert",
            moment=texts.moment(reader, alert.at),
            danger=alert.level == "danger",
            dealt=alert.state is State.DEALT,
            about_forum=alert.about_forum,
            gone=alert.telegram is None,
        ).rstrip()
    ]
    if view.by_another:
        parts.append(texts.say(reader, "alert_read_before"))
    parts.append(_words(services, view))
    if view.done:
        parts.append(_deeds(services, view))
    return Screen(texts.lines(parts, "\n\n"), _ways(services, view))


def _words(services: Services, view: AlertView) -> Markup:
    """The newest of it, where it is long."""
    texts, reader = services.texts, view.reader
    if not view.said:
        return texts.say(reader, "alert_no_words")
    room, shown = SHOWN, []
    for one in reversed(view.said):
        words = last_units(one.words, room) if room > 0 else ""
        if not words:
            shown.append(texts.say(reader, "alert_more_words"))
            break
        room -= len(words)
        shown.append(_said(services, reader, one, words))
    return texts.lines(reversed(shown), "\n\n")


def _said(services: Services, reader: Reader, one: Said, words: str) -> Markup:
    texts = services.texts
    key = "alert_said_lead" if one.sender is Sender.LEAD else "alert_said"
    moment, where = texts.moment(reader, one.at), source_words(services, reader, one.source)
    return texts.say(reader, key, moment=moment, where=where, text=words)


def _deeds(services: Services, view: AlertView) -> Markup:
    texts, reader = services.texts, view.reader
    lines = [texts.say(reader, "alert_deeds")]
    lines += [_deed(services, reader, one, view.me) for one in view.done[-MOST_DEEDS:]]
    return texts.lines(lines, "\n")


def _deed(services: Services, reader: Reader, one: Done, me: int) -> Markup:
    texts = services.texts
    return texts.say(
        reader,
        "alert_deed",
        moment=texts.moment(reader, one.at),
        what=texts.button(reader, f"alert_deed_{one.what}"),
        note=one.note,
        mine=one.actor == me,
    )


def _ways(services: Services, view: AlertView) -> Rows:
    texts, reader, number = services.texts, view.reader, view.alert.id

    def way(key: str, tap: Tap) -> Button:
        return Button(texts.button(reader, key), tap)

    rows: list[tuple[Button, ...]] = []
    if view.alert.telegram is not None:
        rows.append((way("button_alert_answer", AnswerAlert(number)),))
        rows.append((way("button_alert_who", AskWho(number)),))
    if view.alert.state is State.OPEN:
        rows += [(way(f"button_deed_{deed}", RecordDeed(number, deed)),) for deed in (*AT_A_TAP, *TYPED)]
    if view.may_close:
        rows.append((way("button_alert_close", CloseAlert(number)),))
    rows.append((way("button_alert_note", GetReferralNote(number)),))
    rows.append((way("button_alerts", ListAlerts()),))
    return tuple(rows)


# Typing


async def ask_answer(services: Services, caller: Caller, tap: AnswerAlert) -> Screen:
    return _typing(services, await alerts.begin_typing(services, caller, tap.alert, alerts.ANSWER))


def _typing(services: Services, typing: Typing) -> Screen:
    texts, reader = services.texts, typing.reader
    back = (Button(texts.button(reader, "button_back"), ReadAlert(typing.alert)),)
    if typing.task != alerts.WHO:
        return Screen(texts.say(reader, f"ask_{typing.task}"), (back,))
    reasons = tuple(
        (Button(texts.button(reader, f"reason_{reason}"), RevealWho(typing.alert, reason)),)
        for reason in REASONS
    )
    return Screen(texts.say(reader, f"ask_{typing.task}"), (*reasons, back))


def shower(task: str) -> Callable[[Services, Caller, str], Awaitable[Screen | None]]:
    """Draws again what is asked of whoever types for this task."""

    async def show(services: Services, caller: Caller, about: str) -> Screen | None:
        try:
            return _typing(services, await alerts.see_typing(services, caller, int(about), task))
        except Refusal:
            return None

    return show


async def type_answer(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    view = await alerts.answer(services, caller, int(about), typed)
    return _screen(services, view).below(services.texts.say(view.reader, "alert_answer_sent"))


async def type_deed(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    return _screen(services, await alerts.record_typed(services, caller, int(about), Deed.OTHER, typed))


async def type_no_concern(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    return _screen(services, await alerts.record_typed(services, caller, int(about), Deed.NO_CONCERN, typed))


# Who it is


async def ask_who(services: Services, caller: Caller, tap: AskWho) -> Screen:
    return _typing(services, await alerts.begin_typing(services, caller, tap.alert, alerts.WHO))


async def tap_reason(services: Services, caller: Caller, tap: RevealWho) -> Screen:
    if tap.reason not in REASONS:
        raise Refusal("old_button")
    reason = services.texts.button(Reader(), f"reason_{tap.reason}")
    return _who(services, await alerts.reveal(services, caller, tap.alert, reason))


async def type_reason(services: Services, caller: Caller, about: str, typed: str) -> Screen:
    return _who(services, await alerts.reveal(services, caller, int(about), typed))


def _who(services: Services, who: Who) -> Screen:
    """Telegram's name is not kept: whoever opens the chat there sees it."""
    texts, reader = services.texts, who.reader
    html = texts.say(reader, "alert_who", telegram=who.telegram, bands=band_words(services, reader, who))
    back = Button(texts.button(reader, "button_back"), ReadAlert(who.alert.id))
    return Screen(html, ((back,),))


# What was done


async def record(services: Services, caller: Caller, tap: RecordDeed) -> Screen:
    deeds = {str(deed): deed for deed in (*AT_A_TAP, *TYPED)}
    if tap.deed not in deeds:
        raise Refusal("old_button")
    deed = deeds[tap.deed]
    if deed in TYPED:
        return _typing(services, await alerts.begin_typing(services, caller, tap.alert, TYPED[deed]))
    view = await alerts.record(services, caller, tap.alert, deed)
    return _screen(services, view).with_toast(services.texts.toast(view.reader, "toast_deed_noted"))


async def close(services: Services, caller: Caller, tap: CloseAlert) -> Screen:
    return _screen(services, await alerts.close(services, caller, tap.alert))


async def send_note(services: Services, caller: Caller, tap: GetReferralNote) -> Screen:
    referral = await alerts.make_referral(services, caller, tap.alert)
    back = Button(services.texts.button(referral.view.reader, "button_back"), ReadAlert(tap.alert))
    html = services.texts.say(referral.view.reader, "referral_sent", who=referral.who is not None)
    return Screen(html, ((back,),), files=(referral_file(services, referral),))


async def note_reached(services: Services, caller: Caller, tap: AlertsReach) -> Screen:
    reader = await lead_checks.note_reached(services, caller)
    return Screen(services.texts.say(reader, "lead_check_done"))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListAlerts: tap_list,
    ReadAlert: read_alert,
    AnswerAlert: ask_answer,
    AskWho: ask_who,
    RevealWho: tap_reason,
    RecordDeed: record,
    CloseAlert: close,
    GetReferralNote: send_note,
    AlertsReach: note_reached,
}
