"""What needs a coordinator now. Each feature says for itself what waits; nothing is kept of it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.bulletin_matters import (
    bulletins_begun,
    bulletins_late,
    bulletins_left,
    bulletins_to_approve,
    unsure_deliveries,
)
from bot.actions.entries import entries_said_wrong, entries_unchecked
from bot.actions.feedback_days import feedback_waiting
from bot.actions.jargon import terms_missing
from bot.actions.lead_checks import alerts_unread, leads_unreached
from bot.actions.members import check_role
from bot.actions.newvote import BENCH as VOTES
from bot.actions.yousaid import BENCH as ENTRIES
from bot.core.buttons import (
    Chat,
    ConfirmClosing,
    NoteHeard,
    OpenCount,
    OpenDraft,
    OpenVoteDraft,
    ReadTexts,
    ShowGroup,
)
from bot.core.buttons.record import GoOnWith, OpenEntryDraft
from bot.core.drafting.draft import KIND, SurveyDraft, read_version
from bot.core.matters import Matter
from bot.core.people import Caller, Role
from bot.core.rooms import RoomState
from bot.core.words import Reader
from bot.services import Services
from bot.store import drafts, groups, hearing, record, rooms, surveys, written
from bot.store.backups import list_backups

Finder = Callable[[sqlite3.Connection, Services], Iterable[Matter]]

SOON = timedelta(days=1)
BACKUP_LATE = timedelta(hours=36)


@dataclass(frozen=True)
class Today:
    reader: Reader
    matters: tuple[Matter, ...]


async def look(services: Services, caller: Caller) -> Today:
    def question(db: sqlite3.Connection) -> Today:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = (matter for find in FINDERS for matter in find(db, services))
        return Today(person.reader, tuple(found))

    return await services.store.read(question)


def closing_soon(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    now = services.clock()
    for asking in surveys.list_open(db, now):
        if asking.closes_at <= now + SOON:
            about = {"title": asking.survey.title, "closes": asking.closes_at}
            yield Matter("closing", about, ConfirmClosing(asking.id))


def rooms_waiting(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """Counts by somebody who only says that they work with families."""
    for room in rooms.of_open_surveys(db, None):
        if room.state is RoomState.WAITING:
            yield Matter("room", {"place": room.place}, OpenCount(room.id))


def texts_unread(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for survey, number in written.count_unread(db):
        asking = surveys.find(db, survey)
        if asking is not None:
            about = {"title": asking.survey.title, "number": number}
            yield Matter("texts", about, ReadTexts(survey, 0, False))


def not_reported_back(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    for survey in hearing.unheard(db, services.clock()):
        asking = surveys.find(db, survey)
        if asking is not None:
            yield Matter("unheard", {"title": asking.survey.title, "day": asking.hear_by}, NoteHeard(survey))


def drafts_begun(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """Surveys and votes that nobody has asked yet."""
    asked = {version[0] for file in surveys.files(db) if (version := read_version(file)) is not None}
    for draft in drafts.list_of(db, KIND):
        if draft.id not in asked:
            title = SurveyDraft.model_validate_json(draft.body).title
            yield Matter("draft", {"title": title}, OpenDraft(draft.id))
    for number, name in VOTES.begun(db):
        yield Matter("vote", {"question": name}, OpenVoteDraft(number))
    for number, name in ENTRIES.begun(db):
        yield Matter("yousaid", {"name": name}, OpenEntryDraft(number))


def entries_overdue(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """People see of these that nothing was reported yet."""
    today = services.content.forum.day_of(services.clock())
    for entry in record.everything(db):
        if entry.is_overdue(today):
            yield Matter("entry", {"asked": entry.asked}, GoOnWith(entry.id))


def groups_unnamed(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """Nothing can be asked there before somebody says who is in it."""
    for group in groups.list_present(db):
        if group.audience is None:
            yield Matter("group", {"title": group.title}, ShowGroup(Chat(group.chat)))


def backup_late(db: sqlite3.Connection, services: Services) -> Iterator[Matter]:
    """There is one each night; only whoever looks after the bot can mend it."""
    made = [backup.made_at for backup in list_backups(services.store.path)]
    if not made or services.clock() - max(made) > BACKUP_LATE:
        yield Matter("backup")


FINDERS: Sequence[Finder] = (
    alerts_unread,
    leads_unreached,
    feedback_waiting,
    closing_soon,
    rooms_waiting,
    not_reported_back,
    entries_overdue,
    texts_unread,
    entries_said_wrong,
    entries_unchecked,
    terms_missing,
    drafts_begun,
    groups_unnamed,
    unsure_deliveries,
    bulletins_late,
    bulletins_to_approve,
    bulletins_left,
    bulletins_begun,
    backup_late,
)
"""In the order in which they are told."""
