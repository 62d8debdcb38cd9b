"""The record of who looked at what: each entry is chained to the one before, so that a change shows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

START = "0" * 64
"""What the first entry is chained to."""

CHECKPOINT = "checkpoint"
"""An entry for which the oldest gave way: `about` is the number of the last of them, `reason` its hash."""


@dataclass(frozen=True)
class Entry:
    """`at`: UTC, as it is stored. `about`: ids of things, never of persons. `actor`: a random number that
    stands for somebody, or for nobody once they were forgotten; None: the bot itself. `reason`: as it was
    given, masked."""

    number: int
    at: str
    what: str
    about: str
    role: str
    actor: int | None
    reason: str = ""


@dataclass(frozen=True)
class Link:
    """An entry as it stands in the record."""

    entry: Entry
    previous: str
    hash: str


def hash_of(entry: Entry, previous: str) -> str:
    """SHA-256 in hexadecimal, of the hash before and all that the entry says."""
    said = [previous, *(getattr(entry, name) for name in _FIELDS)]
    return sha256(json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


_FIELDS = ("number", "at", "what", "about", "role", "actor", "reason")


def beginning(first: int, checkpoints: Iterable[Entry]) -> tuple[int, str]:
    """With which number and after which hash a record begins whose first entry has the number `first`.

    Where no checkpoint tells of what gave way before it, it should have begun at the beginning.
    """
    for entry in checkpoints:
        if entry.about == str(first - 1):
            return first, entry.reason
    return 1, START


def link(entry: Entry, previous: str) -> Link:
    return Link(entry, previous, hash_of(entry, previous))


def first_broken(links: Iterable[Link], number: int = 1, previous: str = START) -> int | None:
    """The number at which the record was changed, cut or put together wrongly; None where it is whole.

    `number` and `previous`: where these links begin.
    """
    for one in links:
        whole = one.entry.number == number and one.previous == previous
        if not whole or one.hash != hash_of(one.entry, previous):
            return number
        number, previous = number + 1, one.hash
    return None
