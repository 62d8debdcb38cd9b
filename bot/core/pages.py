"""A page to read at one's own pace: a title and sections, each with names and values, all in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """`notes` stand above the rows, each a paragraph."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """`language` as browsers name it, such as en-GB."""

    title: str
    language: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
