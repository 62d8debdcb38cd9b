"""From the services of a feed to entries of the directory. Bad ones are left out, each with the reason."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import ValidationError

from bot.core.open_referral.foreign import Unusable, read_foreign
from bot.core.open_referral.own import read_own
from bot.core.open_referral.plain import cut_at_word, plain
from bot.core.open_referral.services import Service
from bot.core.open_referral.version_one import is_version_one, upgrade
from bot.core.support.organisations import Organisation

STATUSES = frozenset({"active", "inactive", "defunct", "temporarily closed"})
Guess = Callable[[Organisation], Mapping[str, int]]
"""The topics that an entry is for, and how well it fits each."""


@dataclass(frozen=True)
class Known:
    """An entry that the directory has from somewhere else."""

    name: str
    where: str


@dataclass(frozen=True)
class Making:
    """What is known when a feed is read. `source`: by what the feed is told from others. `known`: by id,
    without what came from this feed. `place`: the part of England that the feed is for. `before`: the ids of
    entries that came from this feed before, by the services' own."""

    source: str
    today: date
    guess: Guess
    known: Mapping[str, Known] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    place: str | None = None
    before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """`without`: parts that could not be taken along, each with the reason."""

    id: str
    entry: Organisation
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closed:
    """Its status is another than active, so nobody is sent there."""

    id: str
    name: str
    status: str


@dataclass(frozen=True)
class LeftOut:
    """`id` as the feed has it, empty where it has none. `at`: its place in the feed, from 1; 0: not known."""

    id: str
    name: str
    reason: str
    at: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """The directory has it already, from somewhere else."""

    id: str
    name: str
    where: str


@dataclass(frozen=True)
class Feed:
    """`source`: by what this feed is known again. `is_whole`: it has no other services than these.

    `left_out`: those whose details could not be had. `notes`: what whoever imports must know.
    """

    source: str
    services: tuple[object, ...]
    version: int | None = None
    is_whole: bool = False
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    taken: tuple[Taken, ...] = ()
    closed: tuple[Closed, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class _FoundElsewhere(Exception):  # noqa: N818 (named as people speak of it)
    def __init__(self, where: str) -> None:
        self.where = where


def read_feed(feed: Feed, making: Making) -> Read:
    read = read_services(feed.services, feed.version, making)
    return replace(read, left_out=feed.left_out + read.left_out)


def read_services(services: Iterable[object], version: int | None, making: Making) -> Read:
    taken: dict[str, Taken] = {}
    closed: list[Closed] = []
    elsewhere: list[Elsewhere] = []
    left_out: list[LeftOut] = []
    seen: dict[str, object] = {}
    used = {id: known.name for id, known in making.known.items()}
    for at, raw in enumerate(services, 1):
        service = _service(raw, version)
        name = plain(service.name)
        try:
            if _is_again(service.id, raw, seen):
                continue
            status = _status(service, name)
            if status != "active":
                closed.append(Closed(service.id, name, status))
                continue
            one = _entry(service, making, used)
            taken[service.id] = one
            used[one.entry.id] = one.entry.name
        except _FoundElsewhere as found:
            elsewhere.append(Elsewhere(service.id, name, found.where))
        except ValidationError as error:
            left_out.append(LeftOut(service.id, name, _first_problem(error), at))
        except Unusable as error:
            left_out.append(LeftOut(service.id, name, str(error), at))
    return Read(tuple(taken.values()), tuple(closed), tuple(elsewhere), tuple(left_out))


def entry_id(source: str, service: str) -> str:
    """The service's own where it is a UUID, as the standard asks; else one made of it, always the same."""
    with suppress(ValueError):
        return str(UUID(service))
    return str(uuid5(NAMESPACE_URL, f"{source}#{service}"))


def _service(raw: object, version: int | None) -> Service:
    if not isinstance(raw, Mapping):
        return Service()
    old = version == 1 or (version is None and is_version_one(raw))
    return Service.model_validate(upgrade(raw) if old else raw)


def _is_again(id: str, raw: object, seen: dict[str, object]) -> bool:
    """The same service on two pages is one. Two that differ under one id are a problem of the second."""
    if not isinstance(raw, Mapping):
        raise Unusable("it is no service")
    if not id:
        raise Unusable("it has no id")
    if id not in seen:
        seen[id] = raw
        return False
    if seen[id] != raw:
        raise Unusable("another service has the same id, and stands before it")
    return True


def _status(service: Service, name: str) -> str:
    if not name:
        raise Unusable("it has no name")
    status = service.status.casefold().replace("_", " ").replace("-", " ")
    if not status:
        raise Unusable("it has no status")
    if status not in STATUSES:
        raise Unusable(f"its status is “{cut_at_word(service.status, 40)}”, which the standard does not know")
    return status


def _entry(service: Service, making: Making, used: Mapping[str, str]) -> Taken:
    entry = read_own(service, making.topics, making.areas, making.known)
    if entry is not None:
        id = _free_id(entry, service.id, making, used)
        return Taken(service.id, entry.model_copy(update={"id": id}))
    id = entry_id(making.source, service.id)
    entry, without = read_foreign(service, id, making.source, making.today)
    id = _free_id(entry, service.id, making, used)
    more = {"id": id, "topics": making.guess(entry), "place": making.place}
    return Taken(service.id, entry.model_copy(update=more), without)


def _free_id(entry: Organisation, service: str, making: Making, used: Mapping[str, str]) -> str:
    """What two forums have under one id is the same where it has the same name."""
    if (before := making.before.get(service)) is not None and before not in used:
        return before
    if entry.id not in used:
        return entry.id
    if used[entry.id] == entry.name or entry.id == entry_id(making.source, service):
        raise _FoundElsewhere(making.known[entry.id].where if entry.id in making.known else "this feed")
    return str(uuid5(NAMESPACE_URL, f"{making.source}#{service}"))


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"its {'.'.join(map(str, problem['loc']))} cannot be used ({problem['msg']})"
