"""A count from the room, step by step: place, day, way, people, then question by question."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.actions.counting import Counting, at_step, look_up, show_count
from bot.core.answers import NO_ANSWER, SKIPPED, Answer
from bot.core.base_question import BaseQuestion
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.rooms import (
    Body,
    Method,
    Room,
    RoomState,
    Step,
    Tally,
    add_person,
    add_typed,
    check_fits,
    countable,
    next_asked,
    read_people,
    read_place,
)
from bot.services import Services
from bot.store import rooms

LAST_DAYS = 6
"""A count may be written down so many days later."""

Change = Callable[[Counting], Room]


async def _change(services: Services, caller: Caller, room: int, change: Change) -> Counting:
    """What somebody who is not trusted mends is looked at again."""

    def story(db: sqlite3.Connection) -> Counting:
        seen = look_up(services, db, caller, room)
        changed = change(seen)
        if changed != seen.room and changed.state is RoomState.COUNTED and not seen.counter.trusted:
            changed = replace(changed, state=RoomState.WAITING)
        rooms.save(db, changed)
        return show_count(services, db, caller, room)

    return await services.store.write(story)


def _rest(seen: Counting, room: Room, after: str | None = None) -> str:
    """The next question without numbers; the check where there is none, or where one came from there."""
    ids = [question.id for question in countable(seen.asking.survey)]
    left = ids[ids.index(after) + 1 :] if after in ids else ids
    if after is None and room.body.tallies:
        return Step.CHECK
    return next((one for one in left if one not in room.body.tallies), Step.CHECK)


# place, day, way of counting, how many people


async def set_place(services: Services, caller: Caller, room: int, place: int) -> Counting:
    """One of those that are offered; after them comes the usual one."""

    def change(seen: Counting) -> Room:
        if place < len(seen.places):
            return _placed(seen, seen.places[place])
        return _placed(seen, services.texts.button(seen.reader, "count_usual_place"))

    return await _change(services, caller, room, change)


def _placed(seen: Counting, place: str) -> Room:
    room = replace(seen.room, place=place)
    return at_step(room, Step.DAY if room.body.method is None else _after_setup(seen, room))


def _after_setup(seen: Counting, room: Room) -> str:
    if room.body.method is Method.ROUND:
        return Step.CHECK if room.people else Step.NEXT
    return _rest(seen, room) if room.people else Step.PEOPLE


async def set_day(services: Services, caller: Caller, room: int, ago: int) -> Counting:
    def change(seen: Counting) -> Room:
        if not 0 <= ago <= LAST_DAYS:
            raise Refusal("old_button")
        dated = replace(seen.room, day=(seen.today - timedelta(days=ago)).isoformat())
        return at_step(dated, Step.METHOD if dated.body.method is None else _after_setup(seen, dated))

    return await _change(services, caller, room, change)


async def set_method(services: Services, caller: Caller, room: int, method: Method) -> Counting:
    def change(seen: Counting) -> Room:
        before = seen.room.body.method
        if seen.room.body.tallies and (before is Method.ROUND) != (method is Method.ROUND):
            raise Refusal("count_begun")
        chosen = at_step(seen.room, Step.METHOD, method=method)
        return at_step(chosen, _after_setup(seen, chosen))

    return await _change(services, caller, room, change)


def _with_people(seen: Counting, typed: str) -> Room:
    number = read_people(typed)
    for question in countable(seen.asking.survey):
        tally = seen.room.body.tallies.get(question.id)
        if tally is not None:
            check_fits(question, tally.counts, number)
    room = replace(seen.room, people=number)
    return at_step(room, _rest(seen, room))


async def go_to(services: Services, caller: Caller, room: int, step: str) -> Counting:
    """Back to a step or a question. Of the person who holds the phone nothing is kept."""

    def change(seen: Counting) -> Room:
        is_round = seen.room.body.method is Method.ROUND
        questions = () if is_round else tuple(one.id for one in countable(seen.asking.survey))
        if step not in {*Step, *questions} or (step == Step.NEXT and not is_round):
            raise Refusal("old_button")
        return at_step(seen.room, step, answers={})

    return await _change(services, caller, room, change)


# numbers


async def type_words(services: Services, caller: Caller, about: str, text: str) -> Counting:
    def change(seen: Counting) -> Room:
        room, question = seen.room, seen.question
        if room.body.at == Step.PLACE:
            return _placed(seen, read_place(text))
        if room.body.at == Step.PEOPLE and room.body.method is not Method.ROUND:
            return _with_people(seen, text)
        if question is None:
            raise Refusal("tap_please")
        if room.body.method is Method.ROUND:
            return _answered(seen, question, question.answer_by_text(_before(room, question), text))
        return _numbered(seen, question, add_typed(question, room.body.typed, text, room.people))

    return await _change(services, caller, int(about), change)


def _numbered(seen: Counting, question: BaseQuestion, numbers: tuple[int, ...]) -> Room:
    """On to the next question once each option has its number."""
    if len(numbers) < len(question.rows):
        return at_step(seen.room, question.id, typed=numbers)
    tallies = {**seen.room.body.tallies, question.id: Tally(counts=numbers)}
    room = at_step(seen.room, question.id, tallies=tallies)
    return at_step(room, _rest(seen, room, question.id))


async def nobody_else(services: Services, caller: Caller, room: int, question: str) -> Counting:
    """Nought for the options that have no number yet."""

    def change(seen: Counting) -> Room:
        asked = seen.question
        if asked is None or asked.id != question or not seen.room.body.typed:
            return seen.room
        left = len(asked.rows) - len(seen.room.body.typed)
        return _numbered(seen, asked, (*seen.room.body.typed, *[0] * left))

    return await _change(services, caller, room, change)


async def skip(services: Services, caller: Caller, room: int, question: str) -> Counting:
    """Not counted; handed round, left out by this person."""

    def change(seen: Counting) -> Room:
        asked = seen.question
        if asked is None or asked.id != question:
            return seen.room
        if seen.room.body.method is Method.ROUND:
            return _went_on(seen, asked, SKIPPED)
        tallies = {one: tally for one, tally in seen.room.body.tallies.items() if one != question}
        room = at_step(seen.room, question, tallies=tallies)
        return at_step(room, _rest(seen, room, question))

    return await _change(services, caller, room, change)


# handed round


def _before(room: Room, question: BaseQuestion) -> Answer:
    return room.body.answers.get(question.id, NO_ANSWER)


async def choose(
    services: Services, caller: Caller, room: int, question: str, option: str, on: bool
) -> Counting:
    def change(seen: Counting) -> Room:
        asked = seen.question
        if asked is None or asked.id != question:
            return seen.room
        return _answered(seen, asked, asked.answer_by_tap(_before(seen.room, asked), option, on))

    return await _change(services, caller, room, change)


def _answered(seen: Counting, question: BaseQuestion, answer: Answer) -> Room:
    if question.several or question.in_order:
        return at_step(seen.room, question.id, answers={**seen.room.body.answers, question.id: answer})
    return _went_on(seen, question, answer)


async def go_on(services: Services, caller: Caller, room: int, question: str) -> Counting:
    def change(seen: Counting) -> Room:
        asked = seen.question
        if asked is None or asked.id != question:
            return seen.room
        answer = _before(seen.room, asked)
        asked.check(answer)
        return _went_on(seen, asked, answer)

    return await _change(services, caller, room, change)


def _went_on(seen: Counting, question: BaseQuestion, answer: Answer) -> Room:
    """After the last question the answers are added up, and forgotten."""
    answers = {**seen.room.body.answers, question.id: answer}
    room = at_step(seen.room, question.id, answers=answers)
    following = next_asked(seen.asking.survey, seen.asking.whom, room.body, question.id)
    if following is not None:
        return at_step(room, following.id)
    added = add_person(seen.asking.survey, room.body)
    return replace(room, people=room.people + 1, body=added)


async def next_person(services: Services, caller: Caller, room: int, before: int) -> Counting:
    def change(seen: Counting) -> Room:
        body = seen.room.body
        if body.method is not Method.ROUND or body.at not in {Step.NEXT, Step.CHECK}:
            return seen.room
        if seen.room.people != before:
            return seen.room
        first = next_asked(seen.asking.survey, seen.asking.whom, Body(), None)
        assert first is not None
        return at_step(seen.room, first.id, answers={})

    return await _change(services, caller, room, change)
