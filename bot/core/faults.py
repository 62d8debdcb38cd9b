"""Something that makes content unfit for use, in words for whoever wrote it."""

from dataclasses import dataclass

Place = tuple[str | int, ...]
"""Keys, and positions in lists counted from 0."""


@dataclass(frozen=True)
class Fault:
    place: Place
    what: str
    remedy: str
