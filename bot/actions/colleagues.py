"""What somebody with a role is called by the team. Nobody need say it."""

import sqlite3

from bot.actions.members import member, roles_of
from bot.core.feedback.piece import read_words
from bot.core.people import Caller, Person
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import colleagues, conversations

LONGEST_NAME = 40
NAME = "colleague"
"""The task that typed words belong to while somebody says it; behind the colon, where they came from."""
INBOX, TEAM, LINK = "inbox", "team", "link"
PLACES = (INBOX, TEAM, LINK)
"""Where somebody is asked, and goes back to; LINK: they have just opened a link that gives a role."""


async def begin_name(services: Services, caller: Caller, place: str) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        person = _of_team(db, services, caller)
        if place not in PLACES:
            raise Refusal("old_button")
        conversations.turn_to_task(db, caller.telegram, f"{NAME}:{place}", caller.screen)
        return person.reader

    return await services.store.write(story)


async def say_name(services: Services, caller: Caller, typed: str) -> tuple[Reader, str]:
    """The name, as it is kept."""
    name = " ".join(read_words(typed, LONGEST_NAME).split())

    def story(db: sqlite3.Connection) -> tuple[Reader, str]:
        person = _of_team(db, services, caller)
        colleagues.save_name(db, person.id, name)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return person.reader, name

    return await services.store.write(story)


async def skip_name(services: Services, caller: Caller) -> Reader:
    def story(db: sqlite3.Connection) -> Reader:
        person = _of_team(db, services, caller)
        conversations.turn_away(db, caller.telegram, caller.screen)
        return person.reader

    return await services.store.write(story)


def _of_team(db: sqlite3.Connection, services: Services, caller: Caller) -> Person:
    """Refuses who has no role."""
    person = member(db, caller)
    if not roles_of(services, db, caller.telegram):
        raise Refusal("not_allowed")
    return person
