"""What is due goes out: claimed and put into the outbox in one transaction, so that it goes out once."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.actions import audit, progress
from bot.actions.bulletin_posts import Look, draw, draw_reports
from bot.actions.bulletin_targets import Reached, find_reached
from bot.actions.members import holders
from bot.actions.outgoing import group_by_reader
from bot.actions.progress import Count
from bot.actions.results import Report
from bot.core.bulletins import Bulletin, Issue, IssueState, Kind, Planned, State
from bot.core.buttons.bulletins import DecideLate, ListUnsure, ShowBulletin
from bot.core.people import Person, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, groups, outbox, people, posted

MOST_AT_ONCE = 20
MOST_NAMED = 15

Reports = Mapping[Reader, Report]


async def post_due(services: Services) -> None:
    """Due work. What fails does not hold up the others, and is met again at the next look."""
    due = await services.store.read(bulletins.due, services.clock(), MOST_AT_ONCE)
    failed = []
    for bulletin in due:
        try:
            await _go_out(services, bulletin)
        except Exception as error:
            failed.append(error)
    if due:
        services.posts_waiting.set()
    if failed:
        raise failed[0]


async def _go_out(services: Services, number: int) -> None:
    planned = await services.store.read(bulletins.find, number)
    if planned is None:
        return
    reports = await reports_for(services, planned.bulletin)
    await services.store.write(_claim, services, number, reports)


async def reports_for(services: Services, bulletin: Bulletin) -> dict[Reader, Report]:
    """Its charts, where it has some."""
    if bulletin.kind is not Kind.CHART:
        return {}
    reached = await services.store.read(find_reached, bulletin)
    return await draw_reports(services, bulletin, frozenset(reader for reader, _ in reached.readers))


def _claim(db: sqlite3.Connection, services: Services, number: int, reports: Reports) -> None:
    """Moves it on to its next time, and puts this one into the outbox, or before a coordinator."""
    now, planned = services.clock(), bulletins.find(db, number)
    if planned is None or planned.due_at is None or planned.due_at > now:
        return
    if planned.state is not State.PLANNED:
        return
    following = next_due(services, planned.bulletin, max(now, planned.due_at))
    bulletins.set_state(db, number, State.OVER if following is None else State.PLANNED, following)
    too_late = planned.is_too_late(now)
    issue = bulletins.add_issue(db, number, planned.due_at, IssueState.LATE if too_late else IssueState.OUT)
    if issue is None:  # it went out for this moment before the clock was set back
        return
    if too_late:
        _tell_late(db, services, planned, issue)
    else:
        put_out(db, services, planned, issue, reports)


def next_due(services: Services, bulletin: Bulletin, after: datetime) -> datetime | None:
    """Its next time; None for what goes out once."""
    forum = services.content.forum
    if bulletin.when is None or not bulletin.repeats:
        return None
    return bulletin.when.next_after(after, forum.time_zone, forum.school_holidays)


def put_out(
    db: sqlite3.Connection, services: Services, planned: Planned, issue: Issue, reports: Reports
) -> None:
    """Into the outbox: at once to the groups, and to people within their messages of a week."""
    look = Look(planned.bulletin, planned.id, planned.last_at, issue.corrections, reports)
    reached = find_reached(db, planned.bulletin)
    drawn = {one: draw(db, services, look, *one) for one in reached.readers}
    maker = maker_of(db, services, planned)
    if reached.barred:
        _tell_barred(db, services, planned, reached.barred)
    if all(posts is None for posts in drawn.values()):
        bulletins.set_issue(db, issue.id, IssueState.EMPTY)
        return
    _add_posts(db, services, issue, reached, drawn)
    bulletins.note_out(db, planned.id, services.clock())
    audit.note(db, services, "bulletin_out", f"bulletin {planned.id} issue {issue.id}", None, None)
    if maker is not None:
        progress.begin(db, services, issue.label, maker, issue.id, progress_post)


def _add_posts(
    db: sqlite3.Connection,
    services: Services,
    issue: Issue,
    reached: Reached,
    drawn: Mapping[tuple[Reader, bool], list[Post] | None],
) -> None:
    now, pace = services.clock(), services.content.forum.pace
    for group, thread in reached.places:
        for part, post in enumerate(drawn[group.reader, True] or ()):
            label = label_of(issue, group.reader, True, part)
            outbox.add_post(db, label, post, [group.chat], Urgency.BROADCAST, now, thread)
    room = outbox.find_room(db, [person.telegram for person in reached.people], now, pace)
    for reader, chats in group_by_reader(reached.people).items():
        due = {chat: room[chat] for chat in chats}
        first = label_of(issue, reader, False, 0)
        for part, post in enumerate(drawn[reader, False] or ()):
            outbox.add_gentle(
                db, label_of(issue, reader, False, part), post, due, after=first if part else None
            )


def label_of(issue: Issue, reader: Reader, in_group: bool, part: int) -> str:
    return f"{issue.label} {'group' if in_group else 'own'} {reader} {part:02}"


def maker_of(db: sqlite3.Connection, services: Services, planned: Planned) -> Person | None:
    """Who hears how it goes: its maker, or another coordinator where that one is gone."""
    organisers = holders(services, db, Role.COORDINATOR)
    reached = [person for person in people.reachable_people(db) if person.telegram in organisers]
    own = [person for person in reached if person.id == planned.made_by]
    return next(iter([*own, *reached]), None)


# what coordinators are told


def tell_coordinators(
    db: sqlite3.Connection, services: Services, about: str, make: Callable[[Reader], Post], but: int = 0
) -> None:
    """All but one, given by their Telegram number."""
    now, organisers = services.clock(), holders(services, db, Role.COORDINATOR) - {but}
    told = [person for person in people.reachable_people(db) if person.telegram in organisers]
    for reader, chats in group_by_reader(told).items():
        outbox.add_post(db, f"{about} {reader}", make(reader), chats, Urgency.NOTICE, now)


def name_of(services: Services, reader: Reader, bulletin: Bulletin) -> str:
    """What it is called in a list."""
    if bulletin.kind is Kind.DIGEST:
        return services.texts.button(reader, "bulletin_kind_digest")
    name = bulletin.name
    return name if len(name) <= 60 else f"{name[:59].rstrip()}…"


def _tell_late(db: sqlite3.Connection, services: Services, planned: Planned, issue: Issue) -> None:
    texts = services.texts

    def make(reader: Reader) -> Post:
        rows = [
            (PostButton(label=texts.button(reader, key), data=DecideLate(issue.id, still).pack()),)
            for key, still in (("button_late_still", True), ("button_late_leave", False))
        ]
        html = texts.say(
            reader,
            "bulletin_late",
            name=name_of(services, reader, planned.bulletin),
            due=texts.moment(reader, issue.due_at),
        )
        return Post(html=html, buttons=tuple(rows))

    tell_coordinators(db, services, f"late {issue.id}", make)


def _tell_barred(db: sqlite3.Connection, services: Services, planned: Planned, titles: Sequence[str]) -> None:
    def make(reader: Reader) -> Post:
        name = name_of(services, reader, planned.bulletin)
        html = services.texts.say(reader, "bulletin_barred", name=name, groups=list(titles))
        return Post(html=html, buttons=((_show_button(services, reader, planned.id),),))

    tell_coordinators(db, services, f"barred {planned.id} {services.clock().isoformat()}", make)


def _show_button(services: Services, reader: Reader, bulletin: int) -> PostButton:
    label = services.texts.button(reader, "button_bulletin_show")
    return PostButton(label=label, data=ShowBulletin(bulletin).pack())


# the count that moves, and the summary that it ends as


def progress_post(
    db: sqlite3.Connection, services: Services, person: Person, number: int, count: Count
) -> Post | None:
    issue = bulletins.find_issue(db, number)
    planned = None if issue is None else bulletins.find(db, issue.bulletin)
    if issue is None or planned is None:
        return None
    texts, reader = services.texts, person.reader
    html = texts.say(
        reader,
        "bulletin_progress",
        name=name_of(services, reader, planned.bulletin),
        over=count.is_over,
        groups=_failed_groups(db, issue),
        **vars(count),
    )
    rows = [(_show_button(services, reader, planned.id),)]
    if count.unsure:
        label = texts.button(reader, "button_unsure", number=count.unsure)
        rows.append((PostButton(label=label, data=ListUnsure().pack()),))
    return Post(html=html, buttons=tuple(rows))


def _failed_groups(db: sqlite3.Connection, issue: Issue) -> list[str]:
    """Titles of groups that it could not be put into."""
    chats = posted.failed_groups(db, issue.label)
    found = [groups.find(db, chat) for chat in chats[:MOST_NAMED]]
    return [group.title for group in found if group is not None]
