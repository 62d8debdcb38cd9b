"""The surveys that coordinators are making: listed, begun, copied, thrown away."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.actions.drafting import Making, at_draft, body_of, find_draft, to_text
from bot.actions.members import check_role
from bot.core.drafting.draft import KIND, Step, SurveyDraft, from_survey
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import Reader, Words
from bot.services import Services
from bot.store import conversations, drafts, surveys

DRAFTS_A_PAGE = 8


@dataclass(frozen=True)
class Listed:
    """`title`: None where it has none yet."""

    id: int
    title: Words | None
    questions: int
    changed_at: datetime


@dataclass(frozen=True)
class DraftList:
    """A page of the drafts. `mendable`: a survey is open in which a typing error can be put right."""

    reader: Reader
    drafts: tuple[Listed, ...]
    page: int
    pages: int
    mendable: bool


@dataclass(frozen=True)
class ReadyMade:
    reader: Reader
    surveys: tuple[Survey, ...]


async def list_drafts(services: Services, caller: Caller, page: int) -> DraftList:
    """Typed words belong to none of them from then on."""

    def story(db: sqlite3.Connection) -> DraftList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        conversations.turn_away(db, person.telegram, caller.screen)
        found = drafts.list_of(db, KIND)
        pages = max(1, -(-len(found) // DRAFTS_A_PAGE))
        at = min(page, pages - 1)
        shown = found[at * DRAFTS_A_PAGE : (at + 1) * DRAFTS_A_PAGE]
        mendable = any(not asking.is_vote for asking in surveys.list_open(db, services.clock()))
        return DraftList(person.reader, tuple(map(_listed, shown)), at, pages, mendable)

    return await services.store.write(story)


def _listed(draft: Draft) -> Listed:
    survey = body_of(draft)
    return Listed(draft.id, survey.title, len(survey.questions), draft.changed_at)


async def list_ready_made(services: Services, caller: Caller) -> ReadyMade:
    def question(db: sqlite3.Connection) -> ReadyMade:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return ReadyMade(person.reader, tuple(services.content.surveys.values()))

    return await services.store.read(question)


async def start(services: Services, caller: Caller, file: str) -> Making:
    """From the ready-made survey of that name; from nothing where it is empty."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        if not file:
            return _add(db, services, caller, person, SurveyDraft(), Step.TITLE)
        if file not in services.content.surveys:
            raise Refusal("old_button")
        return _add(db, services, caller, person, from_survey(services.content.surveys[file]), Step.PARTS)

    return await services.store.write(story)


async def copy(services: Services, caller: Caller, draft: int, version: int) -> Making:
    """The copy is given its title first."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = find_draft(db, draft)
        if found.version != version:
            return at_draft(db, services, caller, person, found, seen=version)
        body = body_of(found).model_copy(update={"changes": (), "part": None, "at": 0})
        return _add(db, services, caller, person, body, Step.TITLE)

    return await services.store.write(story)


def _add(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    survey: SurveyDraft,
    step: Step,
) -> Making:
    """A second tap finds what the first one made, as long as nothing was done with it."""
    body = to_text(survey)
    same = (
        one
        for one in drafts.list_of(db, KIND)
        if (one.version, one.changed_by, one.body, one.step) == (1, person.id, body, step)
    )
    draft = next(same, None) or drafts.add(db, KIND, body, step, person.id, services.clock())
    return at_draft(db, services, caller, person, draft)


async def throw_away(services: Services, caller: Caller, draft: int, version: int) -> Making | None:
    """None when it is gone; where another changed it meanwhile it stays, and is shown."""

    def story(db: sqlite3.Connection) -> Making | None:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = drafts.find(db, draft, KIND)
        if found is not None and found.version != version:
            return at_draft(db, services, caller, person, found, seen=version)
        drafts.drop(db, draft)
        conversations.turn_away(db, person.telegram, caller.screen)
        return None

    return await services.store.write(story)
