"""Charts of the publishable tables: one a question, one a grid, or one a split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.charts import MOST_BARS, MOST_LINES, AnyChart, Bar, Chart, GridChart, GridLine
from bot.core.people import Audience
from bot.core.results import Result, Row, Table
from bot.core.splits import By, Group
from bot.core.suppression import Cell
from bot.core.words import Reader
from bot.texts import Texts

BESIDE = (Audience.PARENT, Audience.YOUNG)
"""The groups that stand side by side wherever all of both may be told."""


@dataclass(frozen=True)
class Planned:
    """A chart, and the tables it shows."""

    tables: tuple[Table, ...]
    chart: AnyChart


def charts_of(texts: Texts, reader: Reader, result: Result) -> list[Planned]:
    """What can be drawn of a result."""
    drawn = []
    for tables in _together(result.tables):
        if tables[0].grid:
            if not all(table.private for table in tables):
                drawn.append(Planned(tables, _grid(texts, reader, tables)))
        elif _can_be_drawn(tables[0]):
            drawn.append(Planned(tables, _bars(texts, reader, tables[0])))
    return drawn


def split_charts_of(texts: Texts, reader: Reader, result: Result, by: By) -> list[Planned]:
    """The tables that have this split, group by group. Many options take several pictures."""
    drawn = []
    for table in result.tables:
        split = table.split(by)
        if split is not None:
            rows = max(1, MOST_BARS // len(split.groups))
            for first in range(0, len(table.rows), rows):
                chart = _grouped(texts, reader, table, split.groups, slice(first, first + rows))
                drawn.append(Planned((table,), chart))
    return drawn


def _together(tables: Sequence[Table]) -> Iterator[tuple[Table, ...]]:
    """The lines of a grid that follow each other, as many as fit one picture; other tables alone."""
    block: list[Table] = []
    for table in tables:
        if block and (not table.grid or table.grid != block[0].grid or len(block) == MOST_LINES):
            yield tuple(block)
            block = []
        block.append(table)
    if block:
        yield tuple(block)


def _can_be_drawn(table: Table) -> bool:
    return bool(table.rows) and not table.private and len(table.rows) <= MOST_BARS


def beside(table: Table) -> tuple[Group, ...]:
    """Parents and young people, where both answered and nothing of the split is kept private."""
    split = table.split(By.AUDIENCE)
    if split is None or not split.is_whole:
        return ()
    groups = tuple(group for group in split.groups if group.id in BESIDE)
    return groups if len(groups) == len(BESIDE) else ()


def in_room(table: Table) -> tuple[Group, ...]:
    """Those who were counted at a meeting and those in the chat, where both may be told apart."""
    split = table.split(By.ROOM)
    return () if split is None else split.groups


def _bars(texts: Texts, reader: Reader, table: Table) -> Chart:
    groups = beside(table)
    if groups and len(groups) * len(table.rows) <= MOST_BARS:
        return _grouped(texts, reader, table, groups, slice(None))
    bars = tuple(
        Bar(
            label=row.label.choose(reader),
            share=row.share,
            value=value_of(texts, reader, table, row),
            tag=texts.button(reader, "result_middle") if _is_middle(table, row) else "",
            apart=row.option == table.apart,
        )
        for row in table.rows
    )
    note = answered_words(texts, reader, table)
    return Chart(title_of(texts, reader, table), note, bars, texts.button(reader, method_of(table)))


def _is_middle(table: Table, row: Row) -> bool:
    return table.median is not None and row.option == f"{table.median:g}"


def _grouped(texts: Texts, reader: Reader, table: Table, groups: Sequence[Group], rows: slice) -> Chart:
    """Each option with a bar for each group; one bar alone where it is kept private for all of them."""
    bars: list[Bar] = []
    for at in range(len(table.rows))[rows]:
        label = table.rows[at].label.choose(reader)
        if all(group.counts[at] is None for group in groups):
            bars.append(Bar(label, None, texts.button(reader, "result_private")))
            continue
        for group in groups:
            count = group.counts[at]
            share = None if count is None else round(count / group.answered, 4)
            value = count_words(texts, reader, count, share)
            bars.append(Bar(label, share, value, group.label.choose(reader)))
    note = [
        texts.button(reader, "result_group", group=group.label.choose(reader), count=group.answered)
        for group in groups
    ]
    foot = texts.button(reader, "result_of_group_first" if table.in_order else "result_of_group")
    if sum(group.answered for group in groups) < (table.answered or 0):
        foot = f"{foot} {texts.button(reader, 'result_of_groups_only')}"
    return Chart(title_of(texts, reader, table), " ".join(note), tuple(bars), foot)


def _grid(texts: Texts, reader: Reader, tables: Sequence[Table]) -> GridChart:
    stem = tables[0].stem or tables[0].text
    people = [table.answered for table in tables if table.answered is not None]
    return GridChart(
        title=stem.choose(reader),
        note=texts.button(reader, "result_grid_note", least=min(people), most=max(people)),
        options=tuple(row.label.choose(reader) for row in tables[0].rows),
        lines=tuple(
            GridLine(table.text.choose(reader), tuple(row.share for row in table.rows)) for table in tables
        ),
        footer=texts.button(reader, "result_of_line"),
        private=texts.button(reader, "result_private"),
    )


# What charts and words say alike


def title_of(texts: Texts, reader: Reader, table: Table) -> str:
    """The question; of a grid with its line."""
    line = table.text.choose(reader)
    if table.stem is None:
        return line
    return texts.button(reader, "result_line", stem=table.stem.choose(reader), line=line)


def value_of(texts: Texts, reader: Reader, table: Table, row: Row) -> str:
    if not table.in_order or row.count is None:
        return count_words(texts, reader, row.count, row.share)
    return texts.button(
        reader,
        "result_value_order",
        average="" if row.average is None else f"{row.average:.1f}",
        count=row.count,
        percent=_percent(row.share),
    )


def count_words(texts: Texts, reader: Reader, count: Cell, share: float | None) -> str:
    if count is None:
        return texts.button(reader, "result_private")
    return texts.button(reader, "result_value", count=count, percent=_percent(share))


def _percent(share: float | None) -> int:
    return round(100 * (share or 0))


def answered_words(texts: Texts, reader: Reader, table: Table) -> str:
    """How many answered; of a scale the middle too."""
    answered = texts.button(reader, "result_answered", count=table.answered or 0)
    if table.median is None:
        return answered
    low, high = int(table.median), int(table.median + 0.5)
    return texts.button(reader, "result_answered_middle", answered=answered, low=low, high=high)


def method_of(table: Table) -> str:
    """The message that says how to read the figures."""
    if table.in_order:
        has_averages = any(row.average is not None for row in table.rows)
        return "result_order" if has_averages else "result_order_first"
    return "result_of_people" if table.several else "result_footer"
