"""What is given out, described once: every form of file reads the same description.

Nothing in it is of one form: a spreadsheet, a page and a program's file say the same, each in its way.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | float | date | None
"""One cell. None is an empty one. A share is from 0 to 1."""

MOST_MARKED_UP = 100_000
"""Rows. A spreadsheet with more of them is written row by row, and its tables are not marked as such."""


class Kind(StrEnum):
    """What the cells of a column are, besides marks such as [c]."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """`values`: what may stand in the column, each with its meaning. `unlinked`: it is mixed by itself, so
    that its cells are not those of the person of their row."""

    name: str
    meaning: str
    kind: Kind
    values: tuple[tuple[str, str], ...] = ()
    unlinked: bool = False


@dataclass(frozen=True)
class BarChart:
    """Bars of some rows of a sheet, counted from 0: names from one column, lengths from another. `hidden`:
    those of these rows that are kept private, counted from the first of them."""

    title: str
    first: int
    last: int
    names: int
    lengths: int
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """One table. `id` ends the names of its files. `rows` may be called again, and gives `size` rows; those
    of a large table come one by one, and are never all in memory."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Sequence[Value]]]
    size: int
    charts: tuple[BarChart, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A chart. `alt`: what it is of, where its values stand beside it in words. `words`: all of them, a line
    a bar."""

    name: str
    png: bytes
    alt: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class TableInWords:
    """A table for people, with as many cells in each line as in the head; the first names the line."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Finding:
    """One question, entry or time as people read it: how many answered, its chart, its values, and what may
    be quoted."""

    title: str
    note: str = ""
    tables: tuple[TableInWords, ...] = ()
    notes: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Passage:
    """What some people said, and what came of it: each thing with what it is called. `link`: an address where
    one can see for oneself."""

    title: str
    said: tuple[str, ...]
    came: tuple[tuple[str, str], ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Chapter:
    """Of what was said, and what came of it, in place of findings."""

    title: str
    notes: tuple[str, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Labels:
    """The words that the forms themselves need."""

    cover: str
    notes: str
    note: str
    number: str
    dictionary: str
    contents: str
    quotes: str
    about: str
    files: str
    private: str
    empty: str
    one_table: str
    without_markup: str
    people_said: str
    came_of_it: str
    readme: str
    """The first lines of the file that explains the others."""
    months: tuple[str, ...]
    """By their names, January first."""


@dataclass(frozen=True)
class Report:
    """`name` begins the names of its files. `facts`: each with what it is called. `proof`: what the audit log
    had come to, for whoever checks it later; a page for families leaves it out. `notes`: what was kept
    private and why, and what else a reader must know. `marks`: such as [c], with their meaning. `after`: what
    happens next, and what stands on the record, each a title and its paragraphs. `intro`: what a page begins
    with. `files`: of a download page, each with where it is to be had."""

    name: str
    title: str
    labels: Labels
    facts: tuple[tuple[str, Value], ...]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    after: tuple[tuple[str, tuple[str, ...]], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    intro: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    chapters: tuple[Chapter, ...] = ()
    short_title: str = ""
    """Where the title is too long to stand after that of a table."""
    is_public: bool = False
    """Its page may stand on a website, and be found there."""
    proof: tuple[tuple[str, Value], ...] = ()

    @property
    def all_facts(self) -> tuple[tuple[str, Value], ...]:
        """For the forms that have one list of them."""
        return self.facts + self.proof

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(picture for finding in self.findings for picture in finding.pictures)

    @property
    def is_marked_up(self) -> bool:
        """Whether a spreadsheet can mark its tables."""
        return all(sheet.size <= MOST_MARKED_UP for sheet in self.sheets)


def in_words(value: Value, months: Sequence[str]) -> Value:
    """A day such as 2 December 2026; all else as it is."""
    return f"{value.day} {months[value.month - 1]} {value.year}" if isinstance(value, date) else value


DICTIONARY = ("sheet", "column", "meaning", "type", "value", "value_meaning")


def dictionary_lines(report: Report) -> Iterable[tuple[str, ...]]:
    """One line for each value of each column, and one for each mark."""
    for sheet in report.sheets:
        for column in sheet.columns:
            for value, meaning in column.values or (("", ""),):
                yield sheet.id, column.name, column.meaning, column.kind, value, meaning
    for mark, meaning in report.marks:
        yield "", "", "", "", mark, meaning
