"""A release as people read it: what it is of, charts with tables, quotes, what is kept private."""

from dataclasses import dataclass

from bot.core.words import Reader

PLAIN = Reader()
"""Files and pages are written in the usual English."""


@dataclass(frozen=True)
class Picture:
    """A chart, and what it shows in words."""

    png: bytes
    alt: str


@dataclass(frozen=True)
class Grid:
    """A table in words. The first cell of a line names it."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """One question, one entry of the record, or the figures of one time."""

    title: str
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    grids: tuple[Grid, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """`facts`: each with what it is called. `private`: what was kept private, and why."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    private: tuple[str, ...] = ()
