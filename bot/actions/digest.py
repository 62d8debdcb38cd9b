"""A digest, made at the moment it goes out: what is new on the record, what is asked, when people meet."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.actions.record_words import line_words
from bot.core.asking import Asking, Whom
from bot.core.bulletins import Bulletin, WhenEmpty
from bot.core.calendar_file import Meeting
from bot.core.record import Entry, newest_first
from bot.core.words import Reader, Voice
from bot.services import Services
from bot.store import bulletins, record, surveys

FIRST = timedelta(days=7)
"""What the first digest looks back on."""
MOST_STILL = 10


@dataclass(frozen=True)
class Digest:
    """`still`: entries that are open, told where nothing is new."""

    entries: tuple[Entry, ...]
    askings: tuple[Asking, ...]
    meetings: tuple[Meeting, ...]
    still: tuple[Entry, ...]

    @property
    def is_new(self) -> bool:
        return bool(self.entries or self.askings or self.meetings)


def collect_digest(
    db: sqlite3.Connection, services: Services, bulletin: Bulletin, since: datetime | None
) -> Digest | None:
    """None where nothing is new and the digest is left out then."""
    now = services.clock()
    entries = newest_first(record.changed_since(db, since or now - FIRST))
    meetings = (one.bulletin.meeting for one in bulletins.with_meetings(db))
    found = Digest(
        entries=tuple(entries),
        askings=tuple(surveys.list_open(db, now)),
        meetings=tuple(
            sorted((one for one in meetings if one and one.starts > now), key=lambda one: one.starts)
        ),
        still=(),
    )
    if found.is_new:
        return found
    if bulletin.when_empty is WhenEmpty.SKIP:
        return None
    still = [entry for entry in newest_first(record.everything(db)) if not entry.state.is_end]
    return Digest((), (), (), tuple(still[:MOST_STILL])) if still else None


def digest_words(services: Services, reader: Reader, digest: Digest) -> Markup:
    texts = services.texts
    parts = [texts.say(reader, "digest", forum_day=texts.day(reader, services.clock()))]
    if digest.entries:
        parts.append(texts.say(reader, "digest_new"))
        parts += [line_words(services, reader, entry) for entry in digest.entries]
    askings = [one for one in digest.askings if _concerns(one.whom, reader)]
    if askings:
        lines = [
            texts.say(
                reader,
                "digest_asking",
                title=one.survey.title,
                closes=texts.moment(reader, one.closes_at),
                vote=one.is_vote,
            )
            for one in askings
        ]
        parts.append(texts.lines([texts.say(reader, "digest_askings"), *lines]))
    if digest.meetings:
        lines = [
            texts.say(
                reader,
                "digest_meeting",
                title=one.title,
                starts=texts.moment(reader, one.starts),
                where=one.where,
            )
            for one in digest.meetings
        ]
        parts.append(texts.lines([texts.say(reader, "digest_meetings"), *lines]))
    if digest.still:
        parts.append(texts.say(reader, "digest_still"))
        parts += [line_words(services, reader, entry) for entry in digest.still]
    return texts.lines(parts, "\n\n")


def _concerns(whom: Whom, reader: Reader) -> bool:
    """As far as can be told from how somebody is spoken to."""
    young = reader.voice is Voice.YOUNG
    return whom is Whom.EVERYONE or whom is (Whom.YOUNG if young else Whom.PARENT)
