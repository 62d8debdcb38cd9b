"""Making a survey in the chat: a draft that goes step by step, and that another may carry on."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from bot.actions.members import check_role
from bot.actions.surveys import turn_away
from bot.content.put_in import complete_question
from bot.content.survey_files import finished, write_survey
from bot.core.drafting.draft import KIND, Change, Onward, Step, SurveyDraft
from bot.core.drafting.fitness import Lack, lacks
from bot.core.drafting.plain import Remark, remarks
from bot.core.drafting.questions import Kit
from bot.core.drafting.steps import take_pick, take_typed
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import Reader, Words
from bot.services import Services
from bot.store import conversations, drafts

TASK = "newsurvey"
READY = ("can_change", "cannot_change", "who_decides", "hear_back", "options", "ends", "range")
"""Steps for which the messages hold answers to take by a tap: `ready_ends_1` and so on."""


@dataclass(frozen=True)
class Making:
    """Where the making is. `loosened`: so many questions are asked of everybody now. `overtaken`: another
    coordinator changed the draft meanwhile, in these ways, and the last step was not taken."""

    reader: Reader
    draft: Draft
    survey: SurveyDraft
    remarks: tuple[Remark, ...] = ()
    loosened: int = 0
    overtaken: tuple[Change, ...] | None = None

    @property
    def step(self) -> Step:
        return Step(self.draft.step)


@dataclass(frozen=True)
class Check:
    """What is missing before the draft can be asked."""

    making: Making
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class Written:
    making: Making
    name: str
    text: str


async def open_draft(services: Services, caller: Caller, draft: int) -> Making:
    """Where the making of it is; typed words belong to it from then on."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return at_draft(db, services, caller, person, find_draft(db, draft))

    return await services.store.write(story)


async def show_again(services: Services, caller: Caller, draft: int, version: int) -> Making | None:
    """The draft as it is now, for somebody who saw this version; None where they can do nothing with it."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return at_draft(db, services, caller, person, find_draft(db, draft), seen=version)

    try:
        return await services.store.write(story)
    except Refusal:
        return None


async def pick(services: Services, caller: Caller, draft: int, version: int, value: str) -> Making:
    def move(survey: SurveyDraft, step: Step, kit: Kit) -> Onward:
        return take_pick(survey, step, value, kit)

    return await services.store.write(_move, services, caller, draft, version, move)


async def type_words(services: Services, caller: Caller, draft: int, version: int, text: str) -> Making:
    """Somebody who may not do this any more, or whose draft is gone, is in it no more."""

    def move(survey: SurveyDraft, step: Step, kit: Kit) -> Onward:
        return take_typed(survey, step, text, kit)

    try:
        return await services.store.write(_move, services, caller, draft, version, move)
    except Refusal as refusal:
        if refusal.key in {"not_allowed", "survey_draft_gone"}:
            await turn_away(services, caller)
        raise


def _move(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    draft: int,
    version: int,
    move: Callable[[SurveyDraft, Step, Kit], Onward],
) -> Making:
    """Saved only over the version that was seen."""
    person = check_role(services, db, caller, Role.COORDINATOR)
    found = find_draft(db, draft)
    if found.version != version:
        if found.changed_by == person.id:
            raise Refusal("old_button")
        return at_draft(db, services, caller, person, found, seen=version)
    onward = move(body_of(found), Step(found.step), _kit(services))
    survey = onward.draft
    if onward.what:
        survey = survey.noting(Change(version=version + 1, what=onward.what, number=onward.number))
    saved = drafts.save(db, found, to_text(survey), onward.step, person.id, services.clock())
    assert saved is not None
    return at_draft(db, services, caller, person, saved, loosened=onward.loosened)


def at_draft(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    draft: Draft,
    *,
    seen: int | None = None,
    loosened: int = 0,
) -> Making:
    """Typed words belong to this draft as it is now. `seen`: the version that the person knew."""
    conversations.turn_to_task(db, person.telegram, f"{TASK}:{draft.id}:{draft.version}", caller.screen)
    survey = body_of(draft)
    overtaken = seen is not None and seen != draft.version and draft.changed_by != person.id
    return Making(
        reader=person.reader,
        draft=draft,
        survey=survey,
        remarks=remarks(survey, services.content.jargon) if draft.step in {Step.PARTS, Step.ITEM} else (),
        loosened=loosened,
        overtaken=survey.since(seen) if overtaken and seen is not None else None,
    )


# Before it is asked


async def check(services: Services, caller: Caller, draft: int) -> Check:
    def story(db: sqlite3.Connection) -> Check:
        person = check_role(services, db, caller, Role.COORDINATOR)
        making = at_draft(db, services, caller, person, find_draft(db, draft))
        return Check(making, lacks(making.survey, finished(making.survey, services.content.messages)))

    return await services.store.write(story)


async def write_file(services: Services, caller: Caller, draft: int) -> Written:
    def story(db: sqlite3.Connection) -> Written:
        person = check_role(services, db, caller, Role.COORDINATOR)
        making = at_draft(db, services, caller, person, find_draft(db, draft))
        if finished(making.survey, services.content.messages) is None:
            raise Refusal("draft_empty")
        return Written(making, *write_survey(making.survey))

    return await services.store.write(story)


def survey_of_draft(
    db: sqlite3.Connection, services: Services, draft: int, version: int, *, to_ask: bool
) -> Survey:
    """The draft as it would be asked. Refuses another version than the one that was looked at, and, where
    it is `to_ask`, one that lacks something."""
    found = find_draft(db, draft)
    if found.version != version:
        raise Refusal("draft_moved")
    made = body_of(found)
    survey = finished(made, services.content.messages)
    if survey is None:
        raise Refusal("draft_empty")
    if to_ask and lacks(made, survey):
        raise Refusal("draft_unfit")
    return survey


def find_draft(db: sqlite3.Connection, draft: int) -> Draft:
    found = drafts.find(db, draft, KIND)
    if found is None:
        raise Refusal("survey_draft_gone")
    return found


def body_of(draft: Draft) -> SurveyDraft:
    return SurveyDraft.model_validate_json(draft.body)


def to_text(survey: SurveyDraft) -> str:
    return survey.model_dump_json(exclude_none=True)


def _kit(services: Services) -> Kit:
    messages = services.content.messages
    ready = {
        step: tuple(messages[key] for number in range(1, 10) if (key := f"ready_{step}_{number}") in messages)
        for step in READY
    }
    return Kit(lambda raw: complete_question(raw, messages), services.content.jargon, ready)


def ready_answers(services: Services, step: Step) -> tuple[Words, ...]:
    """What can be taken by a tap at this step."""
    return _kit(services).ready.get(step, ())
