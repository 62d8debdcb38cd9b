"""A release as people read it: what it is of, charts with tables, quotes, what is kept private."""

from dataclasses import dataclass

from bot.core.results import Result
from bot.core.rows import PRIVATE
from bot.core.suppression import Cell
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


SUMMARY = ("question", "text", "split", "group", "answered", "option", "label", "count", "percent")
ALL = "all"


def summary_lines(result: Result) -> list[tuple[str, ...]]:
    """The tables as lines, by `SUMMARY`: of all people, then group by group."""
    lines: list[tuple[str, ...]] = []
    for table in result.tables:
        text = table.text.choose(PLAIN)
        if table.stem is not None:
            text = f"{table.stem.choose(PLAIN)} – {text}"
        about = (table.question, text)
        everybody = (ALL, ALL, _cell(table.answered))
        if not table.rows:
            lines.append((*about, *everybody, "", "", "", ""))
        for row in table.rows:
            label = row.label.choose(PLAIN)
            lines.append((*about, *everybody, row.option, label, _cell(row.count), _percent(row.share)))
        for split in table.splits:
            for group in split.groups:
                whose = (split.by, group.label.choose(PLAIN), str(group.answered))
                for row, count in zip(table.rows, group.counts, strict=True):
                    share = None if count is None or not group.answered else count / group.answered
                    label = row.label.choose(PLAIN)
                    lines.append((*about, *whose, row.option, label, _cell(count), _percent(share)))
    return lines


def _cell(count: Cell) -> str:
    return PRIVATE if count is None else str(count)


def _percent(share: float | None) -> str:
    return PRIVATE if share is None else f"{100 * share:.1f}"
