"""One person in one survey: where they are in it, and what they see there."""

import sqlite3
from dataclasses import dataclass, replace

from bot.actions.members import has_agreed, member
from bot.core.asking import Asking, AtQuestion, Intro, Overview, Response, View, shown_place, view_place
from bot.core.people import Caller, Person
from bot.core.refusal import Refusal
from bot.services import Services
from bot.store import conversations, responses, surveys
from bot.store.keys import KeyLost


@dataclass(frozen=True)
class Sitting:
    """One person in one survey."""

    person: Person
    asking: Asking
    response: Response | None

    def begun(self) -> Response:
        if self.response is None:
            raise Refusal("old_button")
        return self.response

    def view(self, dropped: int = 0) -> AtQuestion | Overview | Intro:
        if self.response is None:
            return Intro(self.person.reader, self.asking)
        return view_place(self.person, self.asking, self.response, dropped)


def sit(db: sqlite3.Connection, services: Services, caller: Caller, survey: int) -> Sitting:
    """Checks that the survey is there, open, and meant for this person.

    Who began may go on, and may take it back, whoever they say they are now.
    """
    person = member(db, caller)
    if not has_agreed(services, person):
        raise Refusal("join_first", going=f"s_{survey}")
    asking = surveys.find(db, survey)
    if asking is None or asking.is_vote:
        raise Refusal("old_button")
    asking.check_open(services.clock())
    response = find_response(db, services, survey, person)
    if response is None:
        asking.check_for(person)
        return Sitting(person, asking, None)
    place = shown_place(asking.survey, response, person.audience)
    return Sitting(person, asking, replace(response, place=place))


def find_response(db: sqlite3.Connection, services: Services, survey: int, person: Person) -> Response | None:
    try:
        return responses.find(db, services.keys.finder(survey, person.telegram))
    except KeyLost as lost:
        raise Refusal("key_lost") from lost


def turn_to(db: sqlite3.Connection, caller: Caller, sitting: Sitting, dropped: int = 0) -> View:
    """Shows where the person is: what they type now belongs there, and to no other survey."""
    if sitting.response is None:
        conversations.turn_away(db, caller.telegram, caller.screen)
    else:
        conversations.turn_to(db, caller.telegram, sitting.asking.id, caller.screen)
    return sitting.view(dropped)
