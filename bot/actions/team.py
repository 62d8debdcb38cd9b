"""The team: who has which role, inviting somebody to one, and taking it back. Each change is told."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.leads import leads_in_order
from bot.actions.linking import role_address
from bot.actions.members import check_role, holders
from bot.actions.role_links import make_role_link, tell_change
from bot.core.people import Caller, Role
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import colleagues, people


@dataclass(frozen=True)
class Holder:
    """Somebody with a role. `person`: their random id; None for one of the settings who has not joined.
    `name`: what they told the team to call them. `is_fixed`: by the settings, and only they can end it.
    `place`: of the safeguarding lead, 0; of the deputies from 1 on."""

    role: Role
    person: int | None
    name: str
    is_me: bool
    is_fixed: bool
    place: int | None = None

    @property
    def can_be_taken(self) -> bool:
        """In the chat."""
        return self.person is not None and not self.is_fixed


@dataclass(frozen=True)
class Team:
    reader: Reader
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class RoleLink:
    reader: Reader
    role: Role
    address: str


@dataclass(frozen=True)
class Taking:
    """Shall this role be taken back? Afterwards: it was."""

    reader: Reader
    holder: Holder


async def list_team(services: Services, caller: Caller) -> Team:
    def question(db: sqlite3.Connection) -> Team:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return Team(person.reader, tuple(_holders(db, services, caller)))

    return await services.store.read(question)


def _holders(db: sqlite3.Connection, services: Services, caller: Caller) -> Iterator[Holder]:
    for role in Role:
        fixed = services.appointed.get(role, frozenset())
        is_lead = role is Role.SAFEGUARDING
        in_order = leads_in_order(db, services) if is_lead else _by_number(db, services, role)
        for place, telegram in enumerate(in_order):
            person = people.find(db, telegram)
            yield Holder(
                role=role,
                person=None if person is None else person.id,
                name="" if person is None else colleagues.name_of(db, person.id),
                is_me=telegram == caller.telegram,
                is_fixed=telegram in fixed,
                place=place if is_lead else None,
            )


def _by_number(db: sqlite3.Connection, services: Services, role: Role) -> list[int]:
    """By their random ids; whoever has not joined last."""
    found = [(telegram, people.find(db, telegram)) for telegram in holders(services, db, role)]
    found.sort(key=lambda one: (one[1] is None, one[1].id if one[1] else 0))
    return [telegram for telegram, _ in found]


async def make_link(services: Services, caller: Caller, role: Role) -> RoleLink:
    """Works once, for a day; the one before opens no more."""
    reader, code = await make_role_link(services, caller, role)
    return RoleLink(reader, role, role_address(services, code))


async def ask_to_take(services: Services, caller: Caller, person: int, role: Role) -> Taking:
    def question(db: sqlite3.Connection) -> Taking:
        asker = check_role(services, db, caller, Role.COORDINATOR)
        return Taking(asker.reader, _to_take(db, services, caller, person, role))

    return await services.store.read(question)


async def take_role(services: Services, caller: Caller, person: int, role: Role) -> Taking:
    """The other coordinators are told, and whoever had it. Whoever took it back sees it on the screen."""

    def story(db: sqlite3.Connection) -> Taking:
        asker = check_role(services, db, caller, Role.COORDINATOR)
        holder = _to_take(db, services, caller, person, role)
        found = people.find_by_number(db, person)
        assert found is not None
        people.drop_role(db, found.telegram, role)
        audit.note(db, services, "role_taken", f"role {role}", Role.COORDINATOR, caller.telegram)
        told = holders(services, db, Role.COORDINATOR) | {found.telegram}
        tell_change(db, services, "taken", role, holder.name, told - {caller.telegram})
        return Taking(asker.reader, holder)

    taken = await services.store.write(story)
    services.posts_waiting.set()
    return taken


def _to_take(db: sqlite3.Connection, services: Services, caller: Caller, person: int, role: Role) -> Holder:
    """Refuses what is over, what the settings say, and the last coordinator."""
    found = [one for one in _holders(db, services, caller) if (one.person, one.role) == (person, role)]
    if not found:
        raise Refusal("old_button")
    if found[0].is_fixed:
        raise Refusal("role_in_settings")
    joined = [one for one in _holders(db, services, caller) if one.role is role and one.person is not None]
    if role is Role.COORDINATOR and len(joined) == 1:
        raise Refusal("last_coordinator")
    return found[0]
