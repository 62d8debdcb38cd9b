"""The surveys and votes of one person: what is open for them, and what they answered."""

import sqlite3
from dataclasses import dataclass

from bot.actions.members import member
from bot.actions.sitting import find_response
from bot.core.asking import Asking
from bot.core.people import Caller, Person
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import responses, results, surveys, votes


@dataclass(frozen=True)
class Listed:
    """A line in a person's list of surveys."""

    asking: Asking
    begun: bool
    sent: bool


@dataclass(frozen=True)
class SurveyList:
    reader: Reader
    open: tuple[Listed, ...]
    answered: tuple[Asking, ...]
    has_results: bool


async def list_surveys(services: Services, caller: Caller) -> SurveyList:
    """What is open for this person or was begun by them, and what they answered that is closed."""

    def question(db: sqlite3.Connection) -> SurveyList:
        person = member(db, caller)
        joined, in_private = responses.surveys_of(db, person.id), votes.asked_in_private(db)
        listed = [
            Listed(asking, begun=_has_begun(db, services, asking.id, person), sent=asking.id in joined)
            for asking in surveys.list_open(db, services.clock())
            if not asking.is_vote or asking.id in in_private
        ]
        is_open = tuple(one for one in listed if one.begun or one.asking.whom.covers(person.audience))
        answered = tuple(asking for asking in surveys.list_closed(db, 30) if asking.id in joined)
        return SurveyList(person.reader, is_open, answered, results.count_released(db, person.id) > 0)

    return await services.store.read(question)


def _has_begun(db: sqlite3.Connection, services: Services, survey: int, person: Person) -> bool:
    """A lost key is told where its survey is opened, and hides no other."""
    try:
        return find_response(db, services, survey, person) is not None
    except Refusal:
        return False
