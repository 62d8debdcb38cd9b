"""What an import would change: new, changed, there again, gone. Shown before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core.open_referral.entries import Closed, Elsewhere, LeftOut, Read, Taken
from bot.core.support.changes import Change
from bot.core.support.organisations import Organisation

PARTS = {
    "does": "what it does",
    "also": "other names",
    "text": "text line",
    "how": "how to get there",
    "checked": "last check",
    "instead_of": "what it stands for",
}
"""How parts of an entry are called where their key says too little."""
NOT_COMPARED = frozenset({"id", "source"})


@dataclass(frozen=True)
class Imported:
    """An entry as its feed had it last. `gone_on`: since then the feed has it no more."""

    service: str
    entry: Organisation
    gone_on: date | None = None


@dataclass(frozen=True)
class Changed:
    """`parts`: those in which the feed differs from what it was. `kept`: those that people go on seeing as
    the forum changed them. `is_back`: it was gone."""

    taken: Taken
    parts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    is_back: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Gone:
    """`status`: what the feed says of it; empty where it says nothing of it any more."""

    service: str
    entry: Organisation
    status: str = ""


@dataclass(frozen=True)
class Plan:
    """`same`: how many stay as they are. `closed`: how many are not active and were never here.

    `is_whole`: only then is anything gone.
    """

    source: str
    new: tuple[Taken, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Gone, ...]
    elsewhere: tuple[Elsewhere, ...]
    left_out: tuple[LeftOut, ...]
    same: int
    closed: int
    is_whole: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def compare(
    source: str, read: Read, imported: Iterable[Imported], changes: Mapping[str, Change], is_whole: bool
) -> Plan:
    """`imported`: all that ever came from this feed. `changes`: what the forum changed, by entry."""
    before = {one.service: one for one in imported}
    known = [one for one in read.taken if one.id in before]
    compared = [_compare(one, before[one.id], changes.get(one.entry.id)) for one in known]
    changed = [one for one in compared if one is not None]
    closed = {one.id: one for one in read.closed}
    return Plan(
        source=source,
        new=tuple(one for one in read.taken if one.id not in before),
        changed=tuple(changed),
        gone=tuple(_gone(before, closed, _spoken_of(read) if is_whole else before.keys())),
        elsewhere=read.elsewhere,
        left_out=read.left_out,
        same=len(known) - len(changed),
        closed=len(closed.keys() - before.keys()),
        is_whole=is_whole,
    )


def changed_parts(old: Organisation, new: Organisation) -> tuple[str, ...]:
    """The keys, in the order of a file."""
    keys = (key for key in Organisation.model_fields if key not in NOT_COMPARED)
    return tuple(key for key in keys if getattr(old, key) != getattr(new, key))


def _compare(taken: Taken, before: Imported, change: Change | None) -> Changed | None:
    parts = changed_parts(before.entry, taken.entry)
    is_back = before.gone_on is not None
    if not parts and not is_back:
        return None
    holds = change is not None and not change.is_over(before.entry)
    kept = _named(change.fields) if change is not None and holds else ()
    return Changed(taken, _named(parts), kept, is_back, change is not None and change.hidden)


def _named(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(PARTS.get(key, key) for key in keys)


def _gone(
    before: Mapping[str, Imported], closed: Mapping[str, Closed], spoken_of: Iterable[str]
) -> Iterable[Gone]:
    """Not those that the feed speaks of and that could not be read: they stay as they were."""
    still = set(spoken_of) - closed.keys()
    for service, one in before.items():
        if one.gone_on is None and service not in still:
            yield Gone(service, one.entry, closed[service].status if service in closed else "")


def _spoken_of(read: Read) -> Iterable[str]:
    for part in (read.taken, read.closed, read.elsewhere, read.left_out):
        yield from (one.id for one in part)
