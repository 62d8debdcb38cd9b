"""Closing a survey: nothing counts any more, the tables are computed once, and people hear the result.

Each step may be begun again after a crash: closed, then untraceable, then told.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.actions import audit
from bot.actions.count_words import rooms_words
from bot.actions.counting import tell_lost
from bot.actions.hearing import note_newcomers, with_promise, with_question
from bot.actions.held import held_back
from bot.actions.inviting import stop_asking
from bot.actions.members import check_role, holders
from bot.actions.outgoing import make_posts, shorten
from bot.actions.results import Report, make_report, opening_words
from bot.actions.vote_results import (
    close_vote,
    count_in_groups,
    group_readers,
    is_asked_in_groups,
    members_words,
    tell_groups,
    vote_result_posts,
)
from bot.core.asking import Asking, what_counts
from bot.core.bands import merge_rare
from bot.core.people import AgeBand, Audience, Caller, Role
from bot.core.posts import Post, Urgency
from bot.core.refusal import Refusal
from bot.core.results import Result, tabulate
from bot.core.rooms import Room, RoomState, as_people
from bot.core.splits import IN_ROOM, REST, By, GroupName, Names
from bot.core.words import Reader
from bot.core.written import readable_texts
from bot.services import Services
from bot.store import hearing, outbox, people, post_files, responses, results, rooms, surveys, votes, written


@dataclass(frozen=True)
class OpenOne:
    """An open survey and how many answered: never who said what. `in_groups`: a vote that stands there."""

    asking: Asking
    answered: int
    in_groups: bool = False


@dataclass(frozen=True)
class OpenList:
    reader: Reader
    surveys: tuple[OpenOne, ...]


@dataclass(frozen=True)
class ClosingQuestion:
    """`waiting`: people in counts from a room that nobody has looked at; they would be lost."""

    reader: Reader
    survey: OpenOne
    waiting: int = 0


async def list_open(services: Services, caller: Caller) -> OpenList:
    def question(db: sqlite3.Connection) -> OpenList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = surveys.list_open(db, services.clock())
        return OpenList(person.reader, tuple(_counted(db, asking) for asking in found))

    return await services.store.read(question)


async def ask_to_close(services: Services, caller: Caller, survey: int) -> ClosingQuestion:
    def question(db: sqlite3.Connection) -> ClosingQuestion:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking = _opened_one(db, survey)
        if not asking.is_open(services.clock()):
            raise Refusal("closed_already", title=asking.survey.title)
        return ClosingQuestion(person.reader, _counted(db, asking), _waiting_people(db, survey))

    return await services.store.read(question)


async def close_now(services: Services, caller: Caller, survey: int) -> ClosingQuestion:
    """Done twice, it closes once. The result follows by `finish_closing`."""

    def story(db: sqlite3.Connection) -> ClosingQuestion:
        person = check_role(services, db, caller, Role.COORDINATOR)
        counted = _counted(db, _opened_one(db, survey))
        close_survey(db, services, survey, caller)
        return ClosingQuestion(person.reader, counted)

    return await services.store.write(story)


def _waiting_people(db: sqlite3.Connection, survey: int) -> int:
    found = (room for room in rooms.of_open_surveys(db, None) if room.survey == survey)
    return sum(room.people for room in found if room.state is RoomState.WAITING)


def _opened_one(db: sqlite3.Connection, survey: int) -> Asking:
    asking = surveys.find(db, survey)
    if asking is None:
        raise Refusal("old_button")
    return asking


def _counted(db: sqlite3.Connection, asking: Asking) -> OpenOne:
    count = votes.count_voters if asking.is_vote else responses.count_participants
    in_groups = any(posting.chat for posting in votes.postings_of(db, asking.id))
    return OpenOne(asking, count(db, asking.id), in_groups)


async def close_due(services: Services) -> None:
    """Closes what is due, and finishes what an earlier closing left to do."""
    for survey in await services.store.read(surveys.due_to_close, services.clock()):
        await services.store.write(close_survey, services, survey)
    for survey in await services.store.read(surveys.untold):
        await finish_closing(services, survey)


def close_survey(
    db: sqlite3.Connection, services: Services, survey: int, caller: Caller | None = None
) -> None:
    """One transaction: closed for good, unsent responses gone, counted, and nobody's answers findable.

    `caller`: whoever closed it; None: its time came.
    """
    asking = surveys.find(db, survey)
    if asking is None or not surveys.claim_closing(db, survey, services.clock()):
        return
    role, actor = (None, None) if caller is None else (Role.COORDINATOR, caller.telegram)
    audit.note(db, services, "closed", f"survey {survey}", role, actor)
    stop_asking(db, survey)
    responses.delete_unsent(db, survey)
    if not asking.is_vote:
        _drop_half_done(db, asking)
    responses.forget_finders(db, survey)
    threshold = services.content.forum.threshold
    _merge_bands(db, survey, threshold)
    tell_lost(db, services, asking)
    rooms.settle(db, survey)
    everything = [*responses.all_counted(db, survey)]
    in_rooms = [one for room in rooms.of_survey(db, survey) for one in as_people(asking.survey, room)]
    # Everybody has seen the counts of a show of hands; but not group by group.
    open_to_all = asking.is_show_of_hands
    result = tabulate(
        asking.survey,
        [*everything, *in_rooms],
        0 if open_to_all else threshold,
        _places(services) if open_to_all else {**_groups(services), **_places(services)},
    )
    if asking.is_vote:
        close_vote(db, services, asking, result)
    results.save(db, survey, result, _count_asked(db, asking, result))
    note_newcomers(db, survey, threshold)
    texts = readable_texts(asking.survey, everything, result, threshold, held_back(db, services))
    written.add(db, survey, texts, services.random)


def _drop_half_done(db: sqlite3.Connection, asking: Asking) -> None:
    """Of those who sent their answers and were in the middle of changing one."""
    for response, audience, answers in responses.all_sent(db, asking.id):
        for question in answers.keys() - what_counts(asking.survey, answers, audience).keys():
            responses.drop_answer(db, response, question)


def _count_asked(db: sqlite3.Connection, asking: Asking, result: Result) -> int:
    """Those whom a message could reach, or who are in the groups of a vote; and those who took part,
    wherever they are now. 0 where nobody knows."""
    if is_asked_in_groups(db, asking.id):
        asked = count_in_groups(db, asking.id)
        return max(asked, result.responses) if asked else 0
    took_part = responses.participants(db, asking.id)
    reached = people.reachable_people(db)
    asked = sum(asking.whom.covers(person.audience) or person.id in took_part for person in reached)
    return max(asked, result.responses)


def _groups(services: Services) -> Names:
    """The groups that tables are split into, in the words of today."""
    messages = services.content.messages

    def named(*ids: str) -> list[GroupName]:
        return [GroupName(id=one, label=messages[f"group_{one}"]) for one in (*ids, REST)]

    areas = [GroupName(id=area.id, label=area.text) for area in services.content.forum.areas]
    return {
        By.AUDIENCE: named(Audience.PARENT, Audience.YOUNG, Audience.WORKER),
        By.AREA: [*areas, *named()] if areas else [],
        By.AGE: named(*AgeBand),
        By.WHO_ANSWERS: named(),
    }


def _places(services: Services) -> Names:
    messages = services.content.messages
    return {
        By.ROOM: [
            GroupName(id=IN_ROOM, label=messages["group_in_room"]),
            GroupName(id=REST, label=messages["group_in_chat"]),
        ]
    }


def _merge_bands(db: sqlite3.Connection, survey: int, threshold: int) -> None:
    found = responses.find_bands(db, survey)
    merged = merge_rare([bands for _, bands in found], threshold)
    for (response, before), bands in zip(found, merged, strict=True):
        if bands != before:
            responses.set_bands(db, response, bands)


async def finish_closing(services: Services, survey: int) -> None:
    """Destroys the key, leaves no trace in the file, and tells those who took part."""
    services.keys.destroy(survey)
    await services.store.compact()
    closed = await services.store.read(_look_up, services, survey)
    readers = {recipient.reader for recipient in closed.recipients} | closed.group_readers
    reports = {reader: await _make_report(services, reader, closed) for reader in readers}
    await services.store.write(_tell, services, closed, reports)
    services.posts_waiting.set()


async def _make_report(services: Services, reader: Reader, closed: "Closed") -> Report:
    """At its end who was counted at a meeting, and where."""
    report = await make_report(services.texts, reader, closed.result)
    return replace(report, words=(*report.words, *rooms_words(services, reader, closed.rooms)))


@dataclass(frozen=True)
class Recipient:
    """Somebody who hears the result: as a coordinator, or because they took part."""

    chat: int
    reader: Reader
    organiser: bool


@dataclass(frozen=True)
class Closed:
    asking: Asking
    result: Result
    asked: int
    newcomers: int | None
    rooms: tuple[Room, ...]
    recipients: tuple[Recipient, ...]
    group_readers: frozenset[Reader]
    """How the groups read that a vote was asked in."""


def _look_up(db: sqlite3.Connection, services: Services, survey: int) -> Closed:
    asking, result = surveys.find(db, survey), results.find(db, survey)
    if asking is None or result is None:
        raise LookupError("a survey that was closed has its tables")
    took_part = responses.participants(db, survey)
    organisers = holders(services, db, Role.COORDINATOR)
    everybody = list(people.reachable_people(db))
    recipients = tuple(
        Recipient(person.telegram, person.reader, person.telegram in organisers)
        for person in everybody
        if person.id in took_part or person.telegram in organisers
    )
    return Closed(
        asking=asking,
        result=result,
        asked=results.count_asked(db, survey),
        newcomers=hearing.find_newcomers(db, survey),
        rooms=tuple(rooms.of_survey(db, survey)),
        recipients=recipients,
        group_readers=group_readers(db, survey),
    )


def _tell(
    db: sqlite3.Connection, services: Services, closed: Closed, reports: Mapping[Reader, Report]
) -> None:
    """Charts first, then the values in words; one post for all who read alike. Of a long survey the
    rest stands under /results.

    Drawing takes a while: who was forgotten or stopped all messages meanwhile hears nothing.
    """
    reachable = {person.telegram for person in people.reachable_people(db)}
    recipients = [one for one in closed.recipients if one.chat in reachable]
    pictures = {
        reader: [post_files.add_picture(db, png) for png in report.pictures]
        for reader, report in reports.items()
    }
    for reader, organiser in {(recipient.reader, recipient.organiser) for recipient in recipients}:
        chats = [one.chat for one in recipients if (one.reader, one.organiser) == (reader, organiser)]
        posts = _result_posts(db, services, closed, reader, organiser, pictures[reader], reports[reader])
        if organiser and (closed.result.responses or closed.rooms):
            posts = with_promise(services.texts, reader, closed.asking, closed.newcomers, posts)
        elif not organiser:
            posts = with_question(services.texts, reader, closed.asking, posts)
        for number, post in enumerate(posts):
            label = f"result {closed.asking.id} {reader} {organiser} {number}"
            outbox.add_post(db, label, post, chats, Urgency.NOTICE, services.clock())
    tell_groups(db, services, closed.asking, closed.result, reports, pictures)
    surveys.note_told(db, closed.asking.id, services.clock())


def _result_posts(
    db: sqlite3.Connection,
    services: Services,
    closed: Closed,
    reader: Reader,
    organiser: bool,
    pictures: Sequence[int],
    report: Report,
) -> list[Post]:
    if closed.asking.is_vote:
        first = members_words(db, services, reader, closed.asking, closed.result)
        return vote_result_posts(services, reader, first, pictures, report.words)
    asked = closed.asked if organiser else None
    first = opening_words(services.texts, reader, closed.asking, closed.result, asked)
    everything = make_posts(first, pictures, report.words)
    return shorten(everything, services.texts.say(reader, "result_more"))
