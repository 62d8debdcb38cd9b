"""What is held about somebody, and their say over it: see it, be forgotten, hear nothing more."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.actions.meetings import said_of_meetings
from bot.actions.members import appointed_roles
from bot.actions.my_alerts import OwnAlert, alerts_of, has_alerts
from bot.actions.record import said_difference
from bot.content.markup import visible
from bot.core.asking import Asking, Response
from bot.core.calendar_file import Meeting
from bot.core.feedback.piece import Piece
from bot.core.feedback.thread import Passing, Reply
from bot.core.pages import Page
from bot.core.people import Caller, Person, Role
from bot.core.record import Difference, Entry
from bot.core.rooms import Room
from bot.core.words import Reader
from bot.exports.page import write_page
from bot.services import Services
from bot.store import (
    colleagues,
    conversations,
    feedback,
    hearing,
    inbox,
    invitations,
    outbox,
    people,
    record,
    responses,
    rooms,
    surveys,
)
from bot.store.inbox import Note
from bot.store.invitations import Invited
from bot.store.keys import KeyLost

OfSurvey = TypeVar("OfSurvey", Invited, Room)


@dataclass(frozen=True)
class Standing:
    """Somebody's place here. `voted`: they have answers in something open, joined or not.
    `wrote`: they told us something that still leads to them. `given`: what of it went to others.
    `called`: what the team calls them, if they said so.
    `alerted`: a lead was told of what they typed, or they were asked whether to.
    `forgotten_at`: a line in the list of erasures, all that is left of them."""

    reader: Reader
    joined: bool
    voted: bool
    quiet: bool
    wrote: bool
    alerted: bool
    given: tuple[Passing, ...]
    called: str
    forgotten_at: datetime | None


async def standing(services: Services, caller: Caller) -> Standing:
    def question(db: sqlite3.Connection) -> Standing:
        person = people.find(db, caller.telegram)
        return Standing(
            reader=Reader() if person is None else person.reader,
            joined=person is not None,
            called="" if person is None else colleagues.name_of(db, person.id),
            voted=bool(all_open_answers(db, services, caller.telegram, frozenset())),
            quiet=person is not None and person.quiet,
            wrote=has_told(db, services, caller.telegram),
            alerted=has_alerts(db, services, caller.telegram),
            given=tuple(feedback.passed_of(db, services.keys.writers.finder(caller.telegram))),
            forgotten_at=services.keys.erasures.find(caller.telegram),
        )

    return await services.store.read(question)


# my information


@dataclass(frozen=True)
class OpenAnswers:
    """A person and a survey that is open. `lost`: the key is gone, and with it the way to the answers."""

    asking: Asking
    sent: bool
    response: Response | None
    lost: bool


@dataclass(frozen=True)
class PostInWords:
    text: str
    state: str
    due_at: datetime


@dataclass(frozen=True)
class Told:
    """One thing that somebody told us, and all that stands with it."""

    piece: Piece
    replies: tuple[Reply, ...]
    passings: tuple[Passing, ...]
    theme: str


@dataclass(frozen=True)
class InTeam:
    """What stands about a coordinator in the inbox: what the others call them, what they look after, and
    what they have typed and not sent, each by the number of the piece."""

    name: str
    looks_after: tuple[int, ...]
    notes: tuple[tuple[int, Note], ...]


@dataclass(frozen=True)
class MyData:
    """All that is held about one person."""

    person: Person
    made_at: datetime
    given_roles: frozenset[Role]
    appointed_roles: frozenset[Role]
    at_survey: Asking | None
    has_task: bool
    """They are making something, such as a vote."""
    screen: int | None
    open: tuple[OpenAnswers, ...]
    closed: tuple[Asking, ...]
    invited: tuple[tuple[Invited, Asking], ...]
    felt: tuple[Asking, ...]
    """Surveys after which they said whether they feel heard; what they said is not known."""
    entries: tuple[tuple[Entry, bool, Difference | None], ...]
    """Of the record: whether it matters to them too, and what they say came of it, while that is asked."""
    meetings: tuple[tuple[Meeting, str, str], ...]
    """Meetings that are not long over: whether they come, and what they need."""
    rooms: tuple[tuple[Room, Asking], ...]
    """What they counted at meetings, for surveys that are open."""
    posts: tuple[PostInWords, ...]
    told: tuple[Told, ...]
    team: InTeam
    alerts: tuple[OwnAlert, ...]
    forgotten_at: datetime | None


@dataclass(frozen=True)
class StrangersData:
    """All that is held about somebody who has not joined: answers in what is open, found by the keys, what
    they told us, and what a lead was told of."""

    votes: tuple[OpenAnswers, ...]
    told: tuple[Told, ...]
    alerts: tuple[OwnAlert, ...]
    meetings: tuple[tuple[Meeting, str, str], ...]


async def my_data(services: Services, caller: Caller) -> MyData | None:
    """None for somebody who has not joined."""

    def question(db: sqlite3.Connection) -> MyData | None:
        person = people.find(db, caller.telegram)
        return None if person is None else _collect(db, services, person)

    return await services.store.read(question)


def _collect(db: sqlite3.Connection, services: Services, person: Person) -> MyData:
    place = conversations.find(db, person.telegram)
    joined = responses.surveys_of(db, person.id)
    not_closed = {asking.id for asking in surveys.not_closed(db)}
    closed = (surveys.find(db, survey) for survey in sorted(joined - not_closed))
    return MyData(
        person=person,
        made_at=services.clock(),
        given_roles=people.roles(db, person.telegram),
        appointed_roles=appointed_roles(services, person.telegram),
        at_survey=None if place.survey is None else surveys.find(db, place.survey),
        has_task=place.task is not None,
        screen=place.screen,
        open=all_open_answers(db, services, person.telegram, joined),
        closed=tuple(asking for asking in closed if asking is not None),
        invited=_with_survey(db, invitations.of_person(db, person.id)),
        felt=tuple(filter(None, (surveys.find(db, one) for one in hearing.surveys_felt(db, person.id)))),
        entries=_entries(db, services, person),
        meetings=said_of_meetings(db, services, person.telegram),
        rooms=_with_survey(db, rooms.of_open_surveys(db, person.id)),
        posts=tuple(
            PostInWords(visible(entry.post.html), entry.state, entry.due_at)
            for entry in outbox.posts_for(db, person.telegram)
        ),
        told=tuple(_told(db, services, person.telegram)),
        team=InTeam(
            colleagues.name_of(db, person.id),
            tuple(inbox.looked_after(db, person.id)),
            tuple(inbox.notes_of(db, person.id)),
        ),
        alerts=alerts_of(db, services, person.telegram),
        forgotten_at=services.keys.erasures.find(person.telegram),
    )


async def strangers_data(services: Services, caller: Caller) -> StrangersData | None:
    """None where nothing is held."""

    def question(db: sqlite3.Connection) -> StrangersData | None:
        votes = all_open_answers(db, services, caller.telegram, frozenset())
        told = tuple(_told(db, services, caller.telegram))
        alerts = alerts_of(db, services, caller.telegram)
        meetings = said_of_meetings(db, services, caller.telegram)
        held = StrangersData(votes, told, alerts, meetings)
        return held if votes or told or alerts or meetings else None

    return await services.store.read(question)


def _told(db: sqlite3.Connection, services: Services, telegram: int) -> Iterator[Told]:
    finder = services.keys.writers.finder(telegram)
    draft = feedback.find_draft(db, finder)
    for piece in (*feedback.list_own(db, finder), *(() if draft is None else (draft,))):
        replies, passings = feedback.replies_to(db, piece.number), feedback.passings_of(db, piece.number)
        theme = "" if piece.theme is None else feedback.theme_name(db, piece.theme)
        yield Told(piece, tuple(replies), tuple(passings), theme)


def has_told(db: sqlite3.Connection, services: Services, telegram: int) -> bool:
    return feedback.has_own(db, services.keys.writers.finder(telegram))


def all_open_answers(
    db: sqlite3.Connection, services: Services, telegram: int, joined: frozenset[int]
) -> tuple[OpenAnswers, ...]:
    """`joined`: the surveys they are known to have taken part in."""
    found = (_open_answers(db, services, telegram, one, one.id in joined) for one in surveys.not_closed(db))
    return tuple(one for one in found if one.sent or one.response or one.lost)


def _entries(
    db: sqlite3.Connection, services: Services, person: Person
) -> tuple[tuple[Entry, bool, Difference | None], ...]:
    said = {entry: said_difference(db, services, person, entry) for entry in record.still_asked(db)}
    mattering = {entry.id for entry in record.entries_mattering(db, person.id)}
    concerned = (record.find(db, one) for one in sorted(mattering | {one for one in said if said[one]}))
    found = [entry for entry in concerned if entry is not None]
    return tuple((entry, entry.id in mattering, said.get(entry.id)) for entry in found)


def _with_survey(db: sqlite3.Connection, found: Iterable[OfSurvey]) -> tuple[tuple[OfSurvey, Asking], ...]:
    askings = ((one, surveys.find(db, one.survey)) for one in found)
    return tuple((one, asking) for one, asking in askings if asking is not None)


def _open_answers(
    db: sqlite3.Connection, services: Services, telegram: int, asking: Asking, joined: bool
) -> OpenAnswers:
    try:
        response = responses.find(db, services.keys.finder(asking.id, telegram))
    except KeyLost:
        return OpenAnswers(asking, joined, None, lost=joined)
    return OpenAnswers(asking, joined or (response is not None and response.sent), response, lost=False)


def write_file(page: Page) -> bytes:
    """The page as a file that any phone can open."""
    return write_page(page)


# stop


@dataclass(frozen=True)
class Stopped:
    reader: Reader
    quiet: bool
    in_team: bool


async def set_quiet(services: Services, caller: Caller, quiet: bool) -> Stopped | None:
    """Whether messages come by themselves. What waits is not sent; nothing else is deleted."""

    def story(db: sqlite3.Connection) -> Stopped | None:
        person = people.find(db, caller.telegram)
        if person is None:
            return None
        people.set_quiet(db, caller.telegram, quiet)
        if quiet:
            outbox.drop_due(db, caller.telegram)
        roles = people.roles(db, caller.telegram) | appointed_roles(services, caller.telegram)
        return Stopped(person.reader, quiet, bool(roles))

    return await services.store.write(story)
