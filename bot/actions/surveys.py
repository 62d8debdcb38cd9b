"""Answering a survey: each function is one thing a person does, and returns what they see next."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

from bot.actions.sitting import Sitting, sit, turn_to
from bot.core.answers import NO_ANSWER, SKIPPED, Answer, Answers
from bot.core.asking import (
    OVERVIEW,
    AtQuestion,
    Overview,
    Pause,
    Response,
    Thanks,
    View,
    Withdrawal,
    drop_hidden,
    next_place,
    place_before,
    what_counts,
)
from bot.core.base_question import BaseQuestion
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.surveys import shown_questions
from bot.services import Services
from bot.store import conversations, people, responses


async def open_survey(services: Services, caller: Caller, survey: int) -> View:
    """The first screen, or where the person left it."""

    def story(db: sqlite3.Connection) -> View:
        return turn_to(db, caller, sit(db, services, caller, survey))

    return await services.store.write(story)


async def begin_survey(services: Services, caller: Caller, survey: int) -> View:
    """The first question. Begun twice, on two phones say, it is one response."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        finder = services.keys.finder(survey, sitting.person.telegram)
        first = next_place(sitting.asking.survey, {}, sitting.person.audience, OVERVIEW)
        responses.begin(db, services.random.randbytes(16), survey, finder, first)
        return turn_to(db, caller, sit(db, services, caller, survey))

    return await services.store.write(story)


async def choose(
    services: Services, caller: Caller, survey: int, question: str, option: str, on: bool
) -> View:
    def decide(asked: BaseQuestion, before: Answer) -> Answer:
        return asked.answer_by_tap(before, option, on)

    return await services.store.write(_answer, services, caller, survey, question, decide, tapped=True)


async def skip(services: Services, caller: Caller, survey: int, question: str) -> View:
    def decide(asked: BaseQuestion, before: Answer) -> Answer:
        if asked.required:
            raise Refusal("needs_answer")
        return SKIPPED

    return await services.store.write(_answer, services, caller, survey, question, decide, tapped=True)


async def type_text(services: Services, caller: Caller, text: str) -> View | None:
    """Typed words answer the question the person is at; None when they are in no survey, and then nothing is
    stored yet: whoever takes the words settles them."""
    if (await services.store.read(conversations.find, caller.telegram)).survey is None:
        return None

    def story(db: sqlite3.Connection) -> View | None:
        survey = conversations.find(db, caller.telegram).survey
        if survey is None:
            return None
        view = sit(db, services, caller, survey).view()
        if not isinstance(view, AtQuestion):
            raise Refusal("tap_please")
        return _answer(
            db,
            services,
            caller,
            survey,
            view.question.id,
            lambda asked, before: asked.answer_by_text(before, text),
            tapped=False,
        )

    try:
        return await services.store.write(story)
    except Refusal as refusal:
        if refusal.key == "survey_closed":
            await turn_away(services, caller)
        raise


async def turn_away(services: Services, caller: Caller) -> None:
    """Typed words belong to no survey from now on: something else is on the screen."""
    await services.store.write(conversations.turn_away, caller.telegram)


def _answer(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    survey: int,
    question: str,
    decide: Callable[[BaseQuestion, Answer], Answer],
    *,
    tapped: bool,
) -> View:
    """Saves what `decide` makes of the answer before, and goes on once the question is complete."""
    sitting = sit(db, services, caller, survey)
    response = sitting.begun()
    asked = sitting.asking.survey.question(question)
    answer = decide(asked, response.answers.get(question, NO_ANSWER))
    if response.place != question:
        return _answered_before(db, caller, sitting, question, answer)
    kept = drop_hidden(sitting.asking.survey, {**response.answers, question: answer}, sitting.person.audience)
    goes_on = answer.skipped or (asked.is_complete(answer) and not (tapped and asked.is_text))
    place = _place_after(sitting, kept, question) if goes_on else question
    responses.save_answer(db, response.id, question, answer)
    _drop_all_but(db, response, kept)
    responses.move_to(db, response.id, place)
    if response.sent:  # what counts now was said by who they are now
        responses.send(db, response.id, survey, sitting.person)
    moved = replace(sitting, response=Response(response.id, place, response.sent, kept))
    return turn_to(db, caller, moved, dropped=_count_said(sitting, kept))


def _drop_all_but(db: sqlite3.Connection, response: Response, kept: Answers) -> None:
    for question in response.answers.keys() - kept.keys():
        responses.drop_answer(db, response.id, question)


def _count_said(sitting: Sitting, kept: Answers) -> int:
    """How many answers are not among those that are kept; a note that was read is none."""
    gone = [answer for question, answer in sitting.begun().answers.items() if question not in kept]
    return sum(not (answer.is_empty or answer.skipped) for answer in gone)


def _place_after(sitting: Sitting, answers: Answers, question: str) -> str:
    return next_place(sitting.asking.survey, answers, sitting.person.audience, question)


def _answered_before(
    db: sqlite3.Connection, caller: Caller, sitting: Sitting, question: str, answer: Answer
) -> View:
    """A second tap on the same option does no harm; another answer from an old screen is not taken."""
    if sitting.begun().answers.get(question, NO_ANSWER) != answer:
        raise Refusal("earlier_question")
    return turn_to(db, caller, sitting)


async def go_on(services: Services, caller: Caller, survey: int, question: str) -> View:
    """On from a question whose answer is complete, or from a note that was read."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        response, asked = sitting.begun(), sitting.asking.survey.question(question)
        if response.place != question:
            return turn_to(db, caller, sitting)
        answers = {**response.answers} if asked.is_asked else {**response.answers, question: SKIPPED}
        asked.check(answers.get(question, NO_ANSWER))
        if not asked.is_asked:
            responses.save_answer(db, response.id, question, SKIPPED)
        return _move(db, services, caller, sitting, _place_after(sitting, answers, question))

    return await services.store.write(story)


async def go_back(services: Services, caller: Caller, survey: int, question: str) -> View:
    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        response = sitting.begun()
        if response.place != question:
            return turn_to(db, caller, sitting)
        place = place_before(sitting.asking.survey, response.answers, sitting.person.audience, question)
        return _move(db, services, caller, sitting, place)

    return await services.store.write(story)


async def change_answer(services: Services, caller: Caller, survey: int, question: str) -> View:
    """From the overview back to one question."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        shown = shown_questions(sitting.asking.survey, sitting.begun().answers, sitting.person.audience)
        if question not in {one.id for one in shown}:
            raise Refusal("old_button")
        return _move(db, services, caller, sitting, question)

    return await services.store.write(story)


def _move(db: sqlite3.Connection, services: Services, caller: Caller, sitting: Sitting, place: str) -> View:
    responses.move_to(db, sitting.begun().id, place)
    return turn_to(db, caller, sit(db, services, caller, sitting.asking.id))


async def turn_overview(services: Services, caller: Caller, survey: int, page: int) -> View:
    """Another page of the overview; where the person is not there yet, where they are."""

    def story(db: sqlite3.Connection) -> View:
        view = turn_to(db, caller, sit(db, services, caller, survey))
        return replace(view, page=max(0, page)) if isinstance(view, Overview) else view

    return await services.store.write(story)


async def ask_to_withdraw(services: Services, caller: Caller, survey: int) -> View:
    def question(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        sitting.begun()
        return Withdrawal(sitting.person.reader, sitting.asking, done=False)

    return await services.store.read(question)


async def withdraw(services: Services, caller: Caller, survey: int) -> View:
    """All of the person's answers to this survey go, and that they took part. They may begin anew."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        responses.withdraw(db, sitting.begun().id, survey, sitting.person.id)
        conversations.turn_away(db, sitting.person.telegram, caller.screen)
        return Withdrawal(sitting.person.reader, sitting.asking, done=True)

    return await services.store.write(story)


async def send(services: Services, caller: Caller, survey: int) -> View:
    """From now on the response counts; it may be changed until the survey closes."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        if sitting.begun().place != OVERVIEW:
            raise Refusal("earlier_question")
        return _send(db, services, caller, sitting)

    return await services.store.write(story)


async def send_unfinished(services: Services, caller: Caller, survey: int) -> View:
    """Sends what there is, from wherever the person is."""

    def story(db: sqlite3.Connection) -> View:
        return _send(db, services, caller, sit(db, services, caller, survey))

    return await services.store.write(story)


def _send(db: sqlite3.Connection, services: Services, caller: Caller, sitting: Sitting) -> View:
    """A question that must be answered is shown instead. What does not count is dropped: what is half
    done, and, of somebody who changed what they say of themselves, what is not for them now."""
    response, survey, person = sitting.begun(), sitting.asking.id, sitting.person
    kept = what_counts(sitting.asking.survey, response.answers, person.audience)
    for question in shown_questions(sitting.asking.survey, kept, person.audience):
        if question.required and question.id not in kept:
            return _move(db, services, caller, sitting, question.id)
    if all(answer.skipped for answer in kept.values()):
        raise Refusal("nothing_answered")
    tapped_twice = response.sent and responses.surveys_of(db, person.id) == {survey}
    _drop_all_but(db, response, kept)
    responses.move_to(db, response.id, OVERVIEW)
    responses.send(db, response.id, survey, person)
    conversations.turn_away(db, person.telegram, caller.screen)
    people.note_asked_about(db, person.id)
    return Thanks(person.reader, sitting.asking, tapped_twice or not person.asked_about)


async def carry_on_later(services: Services, caller: Caller, survey: int) -> View:
    """What was answered stays; typed words no longer belong to the survey."""

    def story(db: sqlite3.Connection) -> View:
        sitting = sit(db, services, caller, survey)
        conversations.turn_away(db, sitting.person.telegram, caller.screen)
        response = sitting.response
        sent = response is not None and response.sent
        return Pause(sitting.person.reader, sitting.asking, response is not None, sent)

    return await services.store.write(story)


async def where_am_i(services: Services, caller: Caller) -> View | None:
    """The screen of the survey the person is in, from what is stored; None when they are in none."""

    def question(db: sqlite3.Connection) -> View | None:
        survey = conversations.find(db, caller.telegram).survey
        if survey is None:
            return None
        try:
            return sit(db, services, caller, survey).view()
        except Refusal:
            return None

    return await services.store.read(question)
