"""Who comes to a meeting, who cannot, and what somebody needs to be there."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.members import check_role, member
from bot.core.bulletins import Planned
from bot.core.calendar_file import Meeting
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, conversations, meetings, people
from bot.store.keys import KeyLost
from bot.store.meetings import key_of

TASK = "need"
ANSWERS = ("come", "cannot")
LONGEST_NEED = 300
KEPT = timedelta(days=14)
"""After a meeting, what people said about coming is forgotten."""


@dataclass(frozen=True)
class Answered:
    """`answer`: come, cannot, or empty where somebody said only what they need."""

    reader: Reader
    meeting: Meeting
    answer: str
    need: str = ""


@dataclass(frozen=True)
class AnswersSeen:
    """For coordinators: how many, and what is needed, in no order that tells whose it is."""

    reader: Reader
    planned: Planned
    come: int
    cannot: int
    needs: tuple[str, ...]


async def answer(services: Services, caller: Caller, bulletin: int, said: str) -> Answered:
    """Also by somebody in a group who has not joined. The last answer counts."""
    if said not in ANSWERS:
        raise Refusal("old_button")

    def story(db: sqlite3.Connection) -> Answered:
        meeting, finder = _meeting(db, services, bulletin), _finder(services, caller, bulletin)
        person = people.find(db, caller.telegram)
        meetings.say(db, finder, bulletin, said)
        reader = Reader() if person is None else person.reader
        return Answered(reader, meeting, said, meetings.need_of(db, finder))

    return await services.store.write(story)


async def ask_need(services: Services, caller: Caller, bulletin: int) -> Answered:
    """What is typed next is what somebody needs."""

    def story(db: sqlite3.Connection) -> Answered:
        person = member(db, caller)
        meeting, finder = _meeting(db, services, bulletin), _finder(services, caller, bulletin)
        # The notice is no screen of this conversation: its buttons stay.
        conversations.turn_to_task(db, person.telegram, f"{TASK}:{bulletin}", None)
        return Answered(person.reader, meeting, meetings.answer_of(db, finder), meetings.need_of(db, finder))

    return await services.store.write(story)


async def look_at_need(services: Services, caller: Caller, bulletin: int) -> Answered:
    def question(db: sqlite3.Connection) -> Answered:
        person = member(db, caller)
        meeting, finder = _meeting(db, services, bulletin), _finder(services, caller, bulletin)
        return Answered(person.reader, meeting, meetings.answer_of(db, finder), meetings.need_of(db, finder))

    return await services.store.read(question)


async def type_need(services: Services, caller: Caller, bulletin: int, typed: str) -> Answered:
    """Whoever needs something means to come."""
    need = " ".join(typed.split())
    if len(need) > LONGEST_NEED:
        raise Refusal("text_too_long", longest=LONGEST_NEED, length=len(need))

    def story(db: sqlite3.Connection) -> Answered:
        person = member(db, caller)
        meeting, finder = _meeting(db, services, bulletin), _finder(services, caller, bulletin)
        meetings.say_need(db, finder, bulletin, need)
        conversations.turn_away(db, person.telegram, caller.screen)
        return Answered(person.reader, meeting, "come", need)

    return await services.store.write(story)


def _meeting(db: sqlite3.Connection, services: Services, bulletin: int) -> Meeting:
    """Refuses one that is over, or that was called off."""
    planned = bulletins.find(db, bulletin)
    if planned is None or planned.bulletin.meeting is None:
        raise Refusal("meeting_preview" if bulletin == 0 else "old_button")
    meeting = planned.bulletin.meeting
    if meeting.starts <= services.clock():
        raise Refusal("meeting_over")
    return meeting


def _finder(services: Services, caller: Caller, bulletin: int) -> bytes:
    try:
        return services.keys.finder(key_of(bulletin), caller.telegram)
    except KeyLost as error:
        raise Refusal("meeting_over") from error


async def list_answers(services: Services, caller: Caller, bulletin: int) -> AnswersSeen:
    def question(db: sqlite3.Connection) -> AnswersSeen:
        person = check_role(services, db, caller, Role.COORDINATOR)
        planned = bulletins.find(db, bulletin)
        if planned is None or planned.bulletin.meeting is None:
            raise Refusal("old_button")
        counts = meetings.count(db, bulletin)
        return AnswersSeen(
            person.reader,
            planned,
            counts.get("come", 0),
            counts.get("cannot", 0),
            meetings.needs(db, bulletin),
        )

    return await services.store.read(question)


def said_of_meetings(
    db: sqlite3.Connection, services: Services, telegram: int
) -> tuple[tuple[Meeting, str, str], ...]:
    """What one person said, as far as it can be found: meeting, answer, need."""
    said = []
    for number in meetings.with_answers(db):
        planned = bulletins.find(db, number)
        with suppress(KeyLost):
            finder = services.keys.finder(key_of(number), telegram)
            answer = meetings.answer_of(db, finder)
            if answer and planned is not None and planned.bulletin.meeting is not None:
                said.append((planned.bulletin.meeting, answer, meetings.need_of(db, finder)))
    return tuple(said)


def forget_over(db: sqlite3.Connection, services: Services) -> None:
    """Two weeks after a meeting nothing is left of who said what, and its key goes."""
    for bulletin in meetings.with_answers(db):
        planned = bulletins.find(db, bulletin)
        meeting = None if planned is None else planned.bulletin.meeting
        if meeting is None or meeting.starts + KEPT < services.clock():
            meetings.forget(db, bulletin)
            services.keys.destroy(key_of(bulletin))
