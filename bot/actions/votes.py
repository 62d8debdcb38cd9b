"""Voting: in a group or in private, once a person, changed and taken back until the vote closes."""

import sqlite3
from dataclasses import dataclass

from bot.actions.members import has_agreed, member
from bot.actions.vote_posts import asks_why
from bot.core.answers import NO_ANSWER, Answer
from bot.core.asking import Asking, Response
from bot.core.people import Caller, Person
from bot.core.refusal import Refusal
from bot.core.votes import WHY, Page, Tally, is_counted, question_of, tally, toggle
from bot.core.words import Reader
from bot.services import Services
from bot.store import conversations, groups, people, responses, surveys, votes
from bot.store.keys import KeyLost

TASK = "why"
"""The task of typed words that say what is missing on a page."""


@dataclass(frozen=True)
class Choice:
    """What somebody chose in a group, for their eyes only. `page`: the vote is on a page."""

    reader: Reader
    asking: Asking
    answer: Answer
    page: bool = False


@dataclass(frozen=True)
class Ballot:
    """A vote in private: with what one chose, and of an open vote how it stands.

    `tapped`: they just tapped. `why`: what they wrote is missing on the page.
    """

    reader: Reader
    asking: Asking
    page: Page | None
    answer: Answer
    tally: Tally | None
    why: Answer
    tapped: bool = False

    @property
    def asks_why(self) -> bool:
        return asks_why(self.asking, self.answer)


async def vote_in_group(services: Services, caller: Caller, chat: int, survey: int, option: str) -> Choice:
    """A tap on the message in a group, also by somebody who has not joined."""

    def story(db: sqlite3.Connection) -> Choice:
        now_at = groups.where_now(db, chat)
        asking = _open_vote(db, services, survey)
        reader = _check_group(db, services, caller, asking, now_at)
        answer = _save(db, services, caller, asking, option, now_at)
        return Choice(reader, asking, answer, votes.find_page(db, survey) is not None)

    return await services.store.write(story)


async def look_in_group(services: Services, caller: Caller, chat: int, survey: int) -> Choice:
    """What stands of somebody's choice; nothing changes."""

    def question(db: sqlite3.Connection) -> Choice:
        now_at = groups.where_now(db, chat)
        asking = _open_vote(db, services, survey)
        reader = _check_group(db, services, caller, asking, now_at)
        before = _find(db, services, caller, survey)
        return Choice(reader, asking, _chosen(before, asking))

    return await services.store.read(question)


async def vote_in_private(services: Services, caller: Caller, survey: int, option: str) -> Ballot:
    def story(db: sqlite3.Connection) -> Ballot:
        asking = _open_vote(db, services, survey)
        person = _check_private(db, services, caller, asking)
        answer = _save(db, services, caller, asking, option, None)
        _turn(db, person, asking, answer, caller.screen)
        return _ballot(db, services, caller, person, asking, tapped=True)

    return await services.store.write(story)


async def is_vote(services: Services, survey: int) -> bool:
    asking = await services.store.read(surveys.find, survey)
    return asking is not None and asking.is_vote


async def open_ballot(services: Services, caller: Caller, survey: int) -> Ballot:
    """The vote as it is shown to one person. Typed words belong to nothing, or say what is missing."""

    def story(db: sqlite3.Connection) -> Ballot:
        asking = _open_vote(db, services, survey)
        person = _check_private(db, services, caller, asking)
        before = _find(db, services, caller, survey)
        _turn(db, person, asking, _chosen(before, asking), caller.screen)
        return _ballot(db, services, caller, person, asking)

    return await services.store.write(story)


async def look_at_ballot(services: Services, caller: Caller, survey: int) -> Ballot:
    def question(db: sqlite3.Connection) -> Ballot:
        asking = _open_vote(db, services, survey)
        return _ballot(db, services, caller, _check_private(db, services, caller, asking), asking)

    return await services.store.read(question)


async def say_why(services: Services, caller: Caller, survey: int, typed: str) -> Ballot:
    """What is missing on the page, in own words: beside the choice, under the same random id."""

    def story(db: sqlite3.Connection) -> Ballot:
        asking = _open_vote(db, services, survey)
        person = _check_private(db, services, caller, asking)
        before = _find(db, services, caller, survey)
        if before is None or not asks_why(asking, _chosen(before, asking)):
            raise Refusal("tap_please")
        asked = asking.survey.question(WHY)
        said = asked.answer_by_text(before.answers.get(WHY, NO_ANSWER), typed)
        responses.save_answer(db, before.id, WHY, said)
        _turn(db, person, asking, _chosen(before, asking), caller.screen)
        return _ballot(db, services, caller, person, asking)

    return await services.store.write(story)


def count_open(db: sqlite3.Connection, asking: Asking) -> Tally | None:
    """How a show of hands stands; None of a confidential vote, of which nothing is told."""
    if not asking.is_show_of_hands:
        return None
    question = question_of(asking.survey)
    return tally(question, votes.answers_given(db, asking.id, question.id))


def _open_vote(db: sqlite3.Connection, services: Services, survey: int) -> Asking:
    asking = surveys.find(db, survey)
    if asking is None or not asking.is_vote:
        raise Refusal("old_button")
    if not asking.is_open(services.clock()):
        raise Refusal("vote_closed")
    return asking


def _check_group(
    db: sqlite3.Connection, services: Services, caller: Caller, asking: Asking, chat: int
) -> Reader:
    """Refuses a button that never stood there, and somebody who left. Who joined reads as they like to."""
    group = groups.find(db, chat)
    if group is None or not votes.is_asked_in(db, asking.id, chat):
        raise Refusal("old_button")
    if votes.has_left(db, asking.id, chat, _finder(services, asking.id, caller)):
        raise Refusal("left_this_group")
    person = people.find(db, caller.telegram)
    return group.reader if person is None else person.reader


def _check_private(db: sqlite3.Connection, services: Services, caller: Caller, asking: Asking) -> Person:
    """A vote of groups only is for those who are in them."""
    person = member(db, caller)
    if not has_agreed(services, person):
        raise Refusal("join_first", going=f"v_{asking.id}")
    if not votes.is_asked_in(db, asking.id, 0):
        raise Refusal("only_in_groups")
    return person


def _finder(services: Services, survey: int, caller: Caller) -> bytes:
    try:
        return services.keys.finder(survey, caller.telegram)
    except KeyLost as lost:
        raise Refusal("key_lost") from lost


def _find(db: sqlite3.Connection, services: Services, caller: Caller, survey: int) -> Response | None:
    return responses.find(db, _finder(services, survey, caller))


def _chosen(response: Response | None, asking: Asking) -> Answer:
    if response is None:
        return NO_ANSWER
    return response.answers.get(question_of(asking.survey).id, NO_ANSWER)


def _save(
    db: sqlite3.Connection, services: Services, caller: Caller, asking: Asking, option: str, chat: int | None
) -> Answer:
    """The choice after the tap. A vote that was taken back leaves nothing."""
    question, finder = question_of(asking.survey), _finder(services, asking.id, caller)
    before = responses.find(db, finder)
    answer = toggle(question, _chosen(before, asking), option)
    person = people.find(db, caller.telegram)
    counted = is_counted(question, answer)
    if answer.is_empty:
        votes.drop_choice(db, finder)
    else:
        responses.begin(db, services.random.randbytes(16), asking.id, finder, question.id)
        found = responses.find(db, finder)
        assert found is not None
        responses.save_answer(db, found.id, question.id, answer)
        if not asks_why(asking, answer):
            responses.drop_answer(db, found.id, WHY)
        votes.save_choice(db, found.id, counted, _bands(db, person, chat))
    if person is not None:
        votes.join_in(db, asking.id, person.id, counted)
    if asking.is_show_of_hands:
        votes.note_change(db, asking.id)
    return answer


def _bands(
    db: sqlite3.Connection, person: Person | None, chat: int | None
) -> tuple[str | None, str | None, str | None]:
    """Who one is, age group and area. Of somebody who has not joined, what is known of the group."""
    if person is not None:
        return person.audience, person.age, person.area
    group = None if chat is None else groups.find(db, chat)
    return (None if group is None else group.band), None, None


def _turn(db: sqlite3.Connection, person: Person, asking: Asking, answer: Answer, screen: int | None) -> None:
    if asks_why(asking, answer):
        conversations.turn_to_task(db, person.telegram, f"{TASK}:{asking.id}", screen)
    else:
        conversations.turn_away(db, person.telegram, screen)


def _ballot(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    asking: Asking,
    tapped: bool = False,
) -> Ballot:
    response = _find(db, services, caller, asking.id)
    return Ballot(
        reader=person.reader,
        asking=asking,
        page=votes.find_page(db, asking.id),
        answer=_chosen(response, asking),
        tally=count_open(db, asking),
        why=NO_ANSWER if response is None else response.answers.get(WHY, NO_ANSWER),
        tapped=tapped,
    )
