"""/schedule: what is planned, what went out, and what can be done about it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from markupsafe import Markup

from bot.actions import bulletins
from bot.actions.bulletins import BulletinList, BulletinView
from bot.actions.going_out import name_of
from bot.core.bulletins import Issue, IssueState, Planned, State
from bot.core.buttons import Tap
from bot.core.buttons.bulletins import (
    ChangeBulletin,
    CorrectBulletin,
    DecideLate,
    ListBulletins,
    ListMeetingAnswers,
    OpenBulletinDraft,
    ShowBulletin,
    StartBulletin,
    SteerBulletin,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.handlers.schedule_words import recurrence_words, target_names
from bot.services import Services

LONGEST_LABEL = 60


async def start(services: Services, caller: Caller, argument: str) -> Screen:
    return _list(services, await bulletins.list_bulletins(services, caller, 0))


async def tap_list(services: Services, caller: Caller, tap: ListBulletins) -> Screen:
    return _list(services, await bulletins.list_bulletins(services, caller, tap.page))


def _list(services: Services, found: BulletinList) -> Screen:
    texts, reader = services.texts, found.reader
    rows: list[tuple[Button, ...]] = [(Button(texts.button(reader, "button_bulletin_new"), StartBulletin()),)]
    for number, name in found.drafts:
        label = texts.button(reader, "button_bulletin_carry_on", name=name)
        rows.append((Button(first_units(label, LONGEST_LABEL), OpenBulletinDraft(number)),))
    lines = [texts.say(reader, "schedule", number=len(found.planned), page=found.page + 1, pages=found.pages)]
    for issue, planned in found.late:
        lines.append(_late_line(services, reader, issue, planned))
        rows += _late_rows(services, reader, issue)
    for planned in found.planned:
        lines.append(_planned_line(services, reader, planned))
        rows.append((_open(services, reader, planned),))
    if found.gone_out:
        lines.append(texts.say(reader, "schedule_gone_out"))
    for planned in found.gone_out:
        lines.append(_gone_line(services, reader, planned))
        if planned.id not in {one.id for one in found.planned}:
            rows.append((_open(services, reader, planned),))
    turns = _turns(services, found)
    return Screen(texts.lines(lines, "\n\n"), (*rows, *([turns] if turns else [])))


def _turns(services: Services, found: BulletinList) -> tuple[Button, ...]:
    texts, reader = services.texts, found.reader
    turns: list[Button] = []
    if found.page:
        turns.append(Button(texts.button(reader, "button_back"), ListBulletins(found.page - 1)))
    if found.page + 1 < found.pages:
        turns.append(Button(texts.button(reader, "button_more"), ListBulletins(found.page + 1)))
    return tuple(turns)


def _open(services: Services, reader: Reader, planned: Planned) -> Button:
    name = name_of(services, reader, planned.bulletin)
    return Button(first_units(name, LONGEST_LABEL), ShowBulletin(planned.id))


def _planned_line(services: Services, reader: Reader, planned: Planned) -> Markup:
    due = "" if planned.due_at is None else services.texts.moment(reader, planned.due_at)
    name = name_of(services, reader, planned.bulletin)
    return services.texts.say(reader, "schedule_line", name=name, due=due, state=planned.state)


def _gone_line(services: Services, reader: Reader, planned: Planned) -> Markup:
    name = name_of(services, reader, planned.bulletin)
    day = "" if planned.last_at is None else services.texts.moment(reader, planned.last_at)
    return services.texts.say(reader, "schedule_gone_line", name=name, day=day)


def _late_line(services: Services, reader: Reader, issue: Issue, planned: Planned) -> Markup:
    name, due = name_of(services, reader, planned.bulletin), services.texts.moment(reader, issue.due_at)
    return services.texts.say(reader, "bulletin_late", name=name, due=due)


def _late_rows(services: Services, reader: Reader, issue: Issue) -> list[tuple[Button, ...]]:
    texts = services.texts
    return [
        (Button(texts.button(reader, "button_late_still"), DecideLate(issue.id, True)),),
        (Button(texts.button(reader, "button_late_leave"), DecideLate(issue.id, False)),),
    ]


async def show(services: Services, caller: Caller, tap: ShowBulletin) -> Screen:
    return _screen(services, await bulletins.show(services, caller, tap.bulletin))


async def steer(services: Services, caller: Caller, tap: SteerBulletin) -> Screen:
    view = await bulletins.steer(services, caller, tap.bulletin, tap.version, tap.way)
    if tap.way == "back":
        return _ask_to_take_back(services, view)
    return _screen(services, view)


async def decide_late(services: Services, caller: Caller, tap: DecideLate) -> Screen:
    return _screen(services, await bulletins.decide_late(services, caller, tap.issue, tap.still))


def _ask_to_take_back(services: Services, view: BulletinView) -> Screen:
    texts, reader, planned = services.texts, view.reader, view.planned
    sure = SteerBulletin(planned.id, planned.version, "sure")
    rows = (
        (Button(texts.button(reader, "button_bulletin_sure"), sure),),
        (Button(texts.button(reader, "button_back"), ShowBulletin(planned.id)),),
    )
    name = name_of(services, reader, planned.bulletin)
    return Screen(texts.say(reader, "bulletin_ask_back", name=name), rows)


def _screen(services: Services, view: BulletinView) -> Screen:
    texts, reader, planned, issue = services.texts, view.reader, view.planned, view.issue
    bulletin = planned.bulletin
    titles = {group.chat: group.title for group, _ in view.reached.places}
    html = texts.say(
        reader,
        "bulletin",
        name=name_of(services, reader, bulletin),
        kind=texts.button(reader, f"bulletin_kind_{bulletin.kind}"),
        state=planned.state,
        when="" if bulletin.when is None else recurrence_words(services, reader, bulletin.when),
        due="" if planned.due_at is None else texts.moment(reader, planned.due_at),
        hours=bulletin.window,
        named=target_names(services, reader, bulletin.targets, titles, {}),
        people=len(view.reached.people),
        barred=list(view.reached.barred),
        orphaned=view.orphaned,
        own=view.own,
        issue="" if issue is None else issue.state,
        day="" if issue is None else texts.moment(reader, issue.due_at),
    )
    return Screen(html, (*_rows(services, view), (_all(services, reader),)))


def _all(services: Services, reader: Reader) -> Button:
    return Button(services.texts.button(reader, "button_bulletin_all"), ListBulletins(0))


def _rows(services: Services, view: BulletinView) -> list[tuple[Button, ...]]:
    reader, planned, issue = view.reader, view.planned, view.issue
    rows: list[tuple[Button, ...]] = []
    if issue is not None and issue.state is IssueState.LATE:
        rows += _late_rows(services, reader, issue)
    if view.orphaned:
        rows.append((_way(services, view, "mine"),))
    if planned.state is State.WAITING and not view.own:
        rows.append((_way(services, view, "approve"),))
    if planned.state.is_live:
        change = services.texts.button(reader, "button_bulletin_change")
        rows.append((Button(change, ChangeBulletin(planned.id)),))
    if planned.state in {State.PLANNED, State.PAUSED}:
        rows.append((_way(services, view, "now"),))
        rows.append((_way(services, view, "pause" if planned.state is State.PLANNED else "resume"),))
    if planned.state.is_live:
        rows.append((_way(services, view, "cancel"),))
    return rows + _rows_of_posted(services, view)


def _rows_of_posted(services: Services, view: BulletinView) -> list[tuple[Button, ...]]:
    texts, reader, planned, issue = services.texts, view.reader, view.planned, view.issue
    rows: list[tuple[Button, ...]] = []
    if issue is None:
        return rows
    if planned.bulletin.meeting is not None:
        label = texts.button(reader, "button_meeting_answers")
        rows.append((Button(label, ListMeetingAnswers(planned.id)),))
    if view.correctable:
        label = texts.button(reader, "button_bulletin_correct")
        rows.append((Button(label, CorrectBulletin(planned.id)),))
    if view.can_be_updated:
        rows.append((_way(services, view, "update"),))
    if issue.state is IssueState.OUT:
        rows.append((_way(services, view, "back"),))
    return rows


def _way(services: Services, view: BulletinView, way: str) -> Button:
    label = services.texts.button(view.reader, f"button_bulletin_{way}")
    return Button(label, SteerBulletin(view.planned.id, view.planned.version, way))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListBulletins: tap_list,
    ShowBulletin: show,
    SteerBulletin: steer,
    DecideLate: decide_late,
}
