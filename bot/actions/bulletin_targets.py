"""Where a bulletin goes: the groups, and the people, each of them once."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.bulletins import Aim, Bulletin, Target
from bot.core.groups import Group
from bot.core.people import Person
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.store import groups, people, responses


@dataclass(frozen=True)
class Reached:
    """`barred`: titles of groups that nothing may be put into as they are. `places`: a group and its topic,
    0 for none."""

    places: tuple[tuple[Group, int], ...]
    barred: tuple[str, ...]
    people: tuple[Person, ...]

    @property
    def readers(self) -> tuple[tuple[Reader, bool], ...]:
        """Those in whose form it is needed, each with whether that is in a group; in an order that stays."""
        in_groups = {(group.reader, True) for group, _ in self.places}
        return tuple(sorted(in_groups | {(one.reader, False) for one in self.people}, key=str))


def find_reached(db: sqlite3.Connection, bulletin: Bulletin) -> Reached:
    places, barred = [], []
    for target in bulletin.targets:
        if target.aim is not Aim.GROUP:
            continue
        group = groups.find(db, groups.where_now(db, target.chat))
        if group is None:
            continue
        try:
            group.check_may_vote()
        except Refusal:
            barred.append(group.title)
        else:
            places.append((group, target.thread))
    return Reached(tuple(places), tuple(barred), tuple(find_people(db, bulletin.targets)))


def find_people(db: sqlite3.Connection, targets: Iterable[Target]) -> list[Person]:
    """Whom a message may go to by itself."""
    wanted = [target for target in targets if target.aim is not Aim.GROUP]
    if not wanted:
        return []
    took_part = {
        target.value: responses.participants(db, int(target.value))
        for target in wanted
        if target.aim is Aim.SURVEY
    }
    return [
        person
        for person in people.reachable_people(db)
        if any(_is_meant(target, person, took_part) for target in wanted)
    ]


def _is_meant(target: Target, person: Person, took_part: dict[str, frozenset[int]]) -> bool:
    match target.aim:
        case Aim.EVERYBODY:
            return True
        case Aim.AUDIENCE:
            return person.audience == target.value
        case Aim.AREA:
            return person.area == target.value
        case Aim.THEME:
            return person.theme == target.value
        case Aim.SURVEY:
            return person.id in took_part[target.value]
        case Aim.GROUP:
            return False
