"""Links that give a role: each works once, for a day, and all coordinators are told."""

import sqlite3
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from bot.actions import audit
from bot.actions.members import check_role, holders, member, roles_of
from bot.actions.outgoing import group_by_reader
from bot.core.buttons.team import ListTeam
from bot.core.people import Caller, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import colleagues, outbox, people

LINK_LASTS = timedelta(days=1)


async def make_first_link(services: Services) -> str | None:
    """The code of a link that makes its opener the coordinator; None when there is one already."""
    code = token_urlsafe(24)

    def story(db: sqlite3.Connection) -> str | None:
        if services.appointed.get(Role.COORDINATOR) or people.holders(db, Role.COORDINATOR):
            return None
        people.add_invitation(db, _digest(code), Role.COORDINATOR, services.clock())
        return code

    return await services.store.write(story)


async def make_role_link(services: Services, caller: Caller, role: Role) -> tuple[Reader, str]:
    """The code of a link that gives a role to the first who opens it. The one before opens no more."""
    code = token_urlsafe(24)

    def story(db: sqlite3.Connection) -> Reader:
        person = check_role(services, db, caller, Role.COORDINATOR)
        people.add_invitation(db, _digest(code), role, services.clock())
        return person.reader

    return await services.store.write(story), code


async def open_link(services: Services, caller: Caller, code: str) -> tuple[Role, str]:
    """Gives the role to the first who opens the link and has joined; with what the team calls them, if they
    said so. The other coordinators are told. Refuses a used or wrong link; whoever has the
    role already does not use it up."""

    def story(db: sqlite3.Connection) -> tuple[Role, str]:
        person = member(db, caller)
        role = people.use_invitation(db, _digest(code), _oldest(services, db))
        if role is None:
            raise Refusal("used_link")
        if role in roles_of(services, db, caller.telegram):
            raise Refusal("has_role")
        people.add_role(db, caller.telegram, role)
        audit.note(db, services, "role_given", f"role {role}", role, caller.telegram)
        name = colleagues.name_of(db, person.id)
        others = holders(services, db, Role.COORDINATOR) - {caller.telegram}
        tell_change(db, services, "given", role, name, others)
        return role, name

    return await services.store.write(story)


def _oldest(services: Services, db: sqlite3.Connection) -> datetime:
    """Links older than this open no more. While there is no coordinator, the one that is printed does."""
    if holders(services, db, Role.COORDINATOR):
        return services.clock() - LINK_LASTS
    return datetime.min.replace(tzinfo=UTC)


def _digest(code: str) -> bytes:
    return sha256(code.encode()).digest()


def tell_change(
    db: sqlite3.Connection, services: Services, what: str, role: Role, name: str, whom: frozenset[int]
) -> None:
    """`what`: given or taken. `whom`: their ids on Telegram; whoever cannot be reached is left out."""
    reached = [person for person in people.reachable_people(db) if person.telegram in whom]
    moment = services.clock()
    for reader, chats in group_by_reader(reached).items():
        label = f"role {what} {role} {services.random.getrandbits(40)} {reader}"
        outbox.add_post(db, label, _told(services, reader, what, role, name), chats, Urgency.NOTICE, moment)


def _told(services: Services, reader: Reader, what: str, role: Role, name: str) -> Post:
    texts = services.texts
    html = texts.say(reader, f"team_{what}", role=texts.button(reader, f"team_role_{role}"), name=name)
    button = PostButton(label=texts.button(reader, "button_team"), data=ListTeam().pack())
    return Post(html=html, buttons=((button,),))
