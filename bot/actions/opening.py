"""Opening a survey: look at it, say whom, confirm; then everybody asked is told once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import audit
from bot.actions.drafting import survey_of_draft
from bot.actions.inviting import Reach, find_reach, invite
from bot.actions.members import check_role
from bot.core.asking import Asking, Whom
from bot.core.base_question import Sensitivity
from bot.core.buttons import OpenSurvey
from bot.core.drafting.draft import read_version
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post, PostButton
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import ENGLISH, Reader
from bot.services import Services
from bot.store import conversations, invitations, surveys

FEW = 9
"""With so few people most of a confidential result would stay private."""


@dataclass(frozen=True)
class Shelf:
    """The survey files that can be opened."""

    reader: Reader
    surveys: tuple[Survey, ...]


@dataclass(frozen=True)
class Preview:
    """A survey file, looked at by `reader` as `seen_by` would see it."""

    reader: Reader
    seen_by: Reader
    survey: Survey
    closes_at: datetime

    def as_asking(self) -> Asking:
        """As if it were open."""
        return Asking(0, self.survey, Whom.EVERYONE, self.closes_at, self.closes_at)


@dataclass(frozen=True)
class AudienceChoice:
    """How many people each choice would ask."""

    reader: Reader
    survey: Survey
    asked: dict[Whom, int]


@dataclass(frozen=True)
class Confirmation:
    """What opening would do. `few`: so few may answer that most of the result would stay private."""

    reader: Reader
    survey: Survey
    whom: Whom
    reach: Reach
    closes_at: datetime
    few: bool
    opened_before: int


@dataclass(frozen=True)
class Opened:
    reader: Reader
    asking: Asking
    asked: int


async def list_files(services: Services, caller: Caller) -> Shelf:
    def question(db: sqlite3.Connection) -> Shelf:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return Shelf(person.reader, tuple(services.content.surveys.values()))

    return await services.store.read(question)


async def preview(services: Services, caller: Caller, file: str, seen_by: Reader) -> Preview:
    def question(db: sqlite3.Connection) -> Preview:
        person = check_role(services, db, caller, Role.COORDINATOR)
        survey = _survey(db, services, file, to_ask=False)
        offered = {ENGLISH, *(language.id for language in services.content.forum.languages)}
        if seen_by.language not in offered:
            raise Refusal("old_button")
        return Preview(person.reader, seen_by, survey, _closing_time(services, survey))

    return await services.store.read(question)


async def count_audiences(services: Services, caller: Caller, file: str) -> AudienceChoice:
    def question(db: sqlite3.Connection) -> AudienceChoice:
        person = check_role(services, db, caller, Role.COORDINATOR)
        survey = _survey(db, services, file)
        closes = _closing_time(services, survey)
        asked = {whom: find_reach(db, services, survey, whom, closes, person).asked for whom in Whom}
        return AudienceChoice(person.reader, survey, asked)

    return await services.store.read(question)


async def confirm(services: Services, caller: Caller, file: str, whom: Whom) -> Confirmation:
    def question(db: sqlite3.Connection) -> Confirmation:
        person = check_role(services, db, caller, Role.COORDINATOR)
        survey = _survey(db, services, file)
        closes = _closing_time(services, survey)
        reach = find_reach(db, services, survey, whom, closes, person)
        personal = any(q.sensitivity is Sensitivity.PERSONAL for q in survey.steps)
        return Confirmation(
            reader=person.reader,
            survey=survey,
            whom=whom,
            reach=reach,
            closes_at=closes,
            few=personal and reach.covered <= FEW,
            opened_before=surveys.count_opened(db),
        )

    return await services.store.read(question)


async def open_now(services: Services, caller: Caller, file: str, whom: Whom, opened_before: int) -> Opened:
    """Stores the text as an edition, makes the key, and puts the invitations into the outbox.

    A second tap finds what the first one opened. A button that was shown before something else was
    opened is refused.
    """

    def story(db: sqlite3.Connection) -> Opened:
        person = check_role(services, db, caller, Role.COORDINATOR)
        if surveys.count_opened(db) != opened_before:
            return _opened_before(db, services, person, file, whom, opened_before)
        survey = _survey(db, services, file)
        now, closes = services.clock(), _closing_time(services, survey)
        is_draft = read_version(file) is not None
        number = surveys.add(db, survey, whom, now, closes, file="" if is_draft else file)
        services.keys.create(number)
        audit.note(db, services, "opened", f"survey {number}", Role.COORDINATOR, caller.telegram)
        if is_draft:
            conversations.turn_away(db, person.telegram, caller.screen)
        asking = Asking(number, survey, whom, now, closes)
        reach = invite(db, services, asking, person, lambda reader: invitation(services, reader, asking))
        return Opened(person.reader, asking, reach.asked)

    opened = await services.store.write(story)
    services.posts_waiting.set()
    return opened


def _survey(db: sqlite3.Connection, services: Services, file: str, *, to_ask: bool = True) -> Survey:
    """`file`: the name of a survey file, or of a draft's version."""
    version = read_version(file)
    if version is not None:
        return survey_of_draft(db, services, *version, to_ask=to_ask)
    try:
        return services.content.surveys[file]
    except KeyError as error:
        raise Refusal("old_button") from error


def _closing_time(services: Services, survey: Survey) -> datetime:
    """The evening, eight o'clock in the forum's zone, of the last day."""
    last = services.clock().astimezone(services.content.forum.time_zone) + timedelta(days=survey.open_days)
    return last.replace(hour=20, minute=0, second=0, microsecond=0)


def _opened_before(
    db: sqlite3.Connection, services: Services, opener: Person, file: str, whom: Whom, opened_before: int
) -> Opened:
    newest = surveys.newest(db)
    if surveys.count_opened(db) != opened_before + 1 or newest is None:
        raise Refusal("already_open")
    if newest.survey != _survey(db, services, file) or newest.whom is not whom:
        raise Refusal("already_open")
    return Opened(opener.reader, newest, invitations.count(db, newest.id))


def invitation(services: Services, reader: Reader, asking: Asking) -> Post:
    texts = services.texts
    html = texts.say(
        reader,
        "invitation",
        title=asking.survey.title.choose(reader),
        questions=asking.survey.length,
        fewer=asking.survey.may_be_shorter,
        closes=texts.moment(reader, asking.closes_at),
    )
    answer = PostButton(label=texts.button(reader, "button_answer"), data=OpenSurvey(asking.id).pack())
    return Post(html=html, buttons=((answer,),))
