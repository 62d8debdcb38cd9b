"""A bulletin as the messages that one kind of reader gets."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.actions.digest import collect_digest, digest_words
from bot.actions.outgoing import in_messages, make_posts
from bot.actions.record_words import news_words
from bot.actions.results import Report, make_report
from bot.core.bulletins import Bulletin, Kind
from bot.core.buttons.bulletins import AnswerMeeting
from bot.core.buttons.record import ShowEntry
from bot.core.calendar_file import NAME, Meeting, write_calendar
from bot.core.posts import Post, PostButton
from bot.core.words import Reader
from bot.services import Services
from bot.store import post_files, record, results, surveys

ENTRY_LINK = "e_"
NEED_LINK = "m_"


@dataclass(frozen=True)
class Look:
    """How a bulletin is to be drawn. `number`: of the bulletin, 0 for one that is not planned yet.

    `since`: what a digest looks back to. `changed`: how often it was corrected. `reports`: the charts, by
    reader, of a bulletin that has some.
    """

    bulletin: Bulletin
    number: int = 0
    since: datetime | None = None
    changed: int = 0
    reports: Mapping[Reader, Report] = field(default_factory=dict)


async def draw_reports(
    services: Services, bulletin: Bulletin, readers: frozenset[Reader]
) -> dict[Reader, Report]:
    """The charts for each reader: drawn beside us, before anything is written."""
    if bulletin.kind is not Kind.CHART or bulletin.survey is None:
        return {}
    result = await services.store.read(results.find, bulletin.survey)
    if result is None:
        return {}
    return {reader: await make_report(services.texts, reader, result) for reader in readers}


def draw(
    db: sqlite3.Connection, services: Services, look: Look, reader: Reader, in_group: bool
) -> list[Post] | None:
    """None where there is nothing to say: a digest without news, an entry or a result that is not there."""
    match look.bulletin.kind:
        case Kind.WORDS:
            return _words(db, services, look.bulletin, reader)
        case Kind.ENTRY:
            return _entry(db, services, look.bulletin, reader, in_group)
        case Kind.CHART:
            return _chart(db, services, look, reader)
        case Kind.MEETING:
            return _meeting(db, services, look, reader, in_group)
        case Kind.DIGEST:
            return _digest(db, services, look, reader)


def _words(db: sqlite3.Connection, services: Services, bulletin: Bulletin, reader: Reader) -> list[Post]:
    texts, attached = services.texts, bulletin.attached
    parts = [texts.words(reader, bulletin.words)]
    if attached is None:
        return in_messages(parts[0])
    if attached.kind == "document":
        return in_messages(
            parts[0], document=post_files.add_document(db, attached.name, b"", attached.file_id)
        )
    parts.append(texts.say(reader, "bulletin_in_picture", description=attached.description))
    return in_messages(
        texts.lines(parts, "\n\n"), pictures=(post_files.add_known_picture(db, attached.file_id),)
    )


def _entry(
    db: sqlite3.Connection, services: Services, bulletin: Bulletin, reader: Reader, in_group: bool
) -> list[Post] | None:
    entry = record.find(db, bulletin.entry or 0)
    if entry is None:
        return None
    label = services.texts.button(reader, "button_record_read")
    if in_group:
        button = PostButton(label=label, url=_link(services, f"{ENTRY_LINK}{entry.id}"))
    else:
        button = PostButton(label=label, data=ShowEntry(entry.id).pack())
    return in_messages(news_words(services, reader, entry), buttons=((button,),))


def _chart(db: sqlite3.Connection, services: Services, look: Look, reader: Reader) -> list[Post] | None:
    asking, report = surveys.find(db, look.bulletin.survey or 0), look.reports.get(reader)
    if asking is None or report is None:
        return None
    texts = services.texts
    day = texts.day(reader, asking.closed_at or asking.closes_at)
    first = texts.say(reader, "bulletin_chart", title=asking.survey.title, day=day)
    pictures = [post_files.add_picture(db, png) for png in report.pictures]
    return make_posts(first, pictures, report.words)


def _meeting(
    db: sqlite3.Connection, services: Services, look: Look, reader: Reader, in_group: bool
) -> list[Post] | None:
    meeting = look.bulletin.meeting
    if meeting is None:
        return None
    content = write_calendar(meeting, look.number, look.changed, services.bot_name, services.clock())
    document = post_files.add_document(db, NAME, content)
    buttons = _answers(services, reader, look.number, in_group)
    return in_messages(_notice(services, reader, meeting), document=document, buttons=buttons)


def _notice(services: Services, reader: Reader, meeting: Meeting) -> str:
    return services.texts.say(
        reader,
        "meeting_notice",
        title=meeting.title,
        starts=services.texts.moment(reader, meeting.starts),
        where=meeting.where,
        papers=meeting.papers,
    )


def _answers(
    services: Services, reader: Reader, number: int, in_group: bool
) -> tuple[tuple[PostButton, ...], ...]:
    """What somebody needs is said in private, also from a group."""
    texts = services.texts
    first = tuple(
        PostButton(
            label=texts.button(reader, f"button_meeting_{answer}"), data=AnswerMeeting(number, answer).pack()
        )
        for answer in ("come", "cannot")
    )
    label = texts.button(reader, "button_meeting_need")
    if in_group and number:
        need = PostButton(label=label, url=_link(services, f"{NEED_LINK}{number}"))
    else:
        need = PostButton(label=label, data=AnswerMeeting(number, "need").pack())
    return (first, (need,))


def _digest(db: sqlite3.Connection, services: Services, look: Look, reader: Reader) -> list[Post] | None:
    found = collect_digest(db, services, look.bulletin, look.since)
    return None if found is None else in_messages(digest_words(services, reader, found))


def _link(services: Services, payload: str) -> str:
    return f"https://t.me/{services.bot_name}?start={payload}"
