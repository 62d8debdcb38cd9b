"""Results in words and pictures, from the publishable tables alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.drawing import draw_charts
from bot.actions.result_charts import (
    Planned,
    answered_words,
    beside,
    charts_of,
    count_words,
    in_room,
    method_of,
    split_charts_of,
    title_of,
    value_of,
)
from bot.core.asking import Asking
from bot.core.results import Result, Table
from bot.core.splits import By, Group
from bot.core.words import Reader
from bot.texts import Texts


@dataclass(frozen=True)
class Report:
    """The result for one way of reading: a chart for each question, and all values in words."""

    pictures: tuple[bytes, ...]
    words: tuple[Markup, ...]
    """One text a question; none where nothing of it may be shown."""


def says_something(result: Result) -> bool:
    return not all(table.private or (table.is_text and table.answered is None) for table in result.tables)


async def make_report(texts: Texts, reader: Reader, result: Result) -> Report:
    if not says_something(result):
        return Report((), ())
    pictures, letters = await _draw(charts_of(texts, reader, result))
    words = (in_words(texts, reader, table, letters.get(table.question, {})) for table in result.tables)
    return Report(pictures, tuple(words))


async def make_split_report(texts: Texts, reader: Reader, result: Result, by: By) -> Report:
    """The same, group by group, of those questions that have this split."""
    pictures, letters = await _draw(split_charts_of(texts, reader, result, by))
    words = (
        _split_in_words(texts, reader, table, split.groups, letters.get(table.question, {}))
        for table in result.tables
        if (split := table.split(by)) is not None
    )
    return Report(pictures, tuple(words))


Letters = Mapping[str, str]
"""The labels of a table that stand as a letter in its picture."""


async def _draw(planned: Sequence[Planned]) -> tuple[tuple[bytes, ...], dict[str, Letters]]:
    """The pictures, and the letters of each table."""
    drawings = await draw_charts([one.chart for one in planned])
    letters: dict[str, Letters] = {}
    for one, drawing in zip(planned, drawings, strict=True):
        for table in one.tables:
            letters[table.question] = {label: letter for letter, label in drawing.lettered}
    return tuple(drawing.png for drawing in drawings), letters


def in_words(texts: Texts, reader: Reader, table: Table, letters: Letters) -> Markup:
    """The question and all its values."""
    title = texts.say(reader, "result_question", question=title_of(texts, reader, table))
    if table.is_text:
        key = "result_texts" if table.answered is not None else "result_texts_private"
        return texts.lines([title, texts.say(reader, key, count=table.answered or 0)])
    if table.private:
        return texts.lines([title, texts.say(reader, "result_too_few")])
    parts: list[str] = [title, answered_words(texts, reader, table)]
    if table.in_order:
        parts.append(texts.button(reader, method_of(table)))
    groups = (*in_room(table), *beside(table))
    for at, row in enumerate(table.rows):
        value = value_of(texts, reader, table, row)
        parts.append(_line(texts, reader, letters, row.label.choose(reader), value))
        parts += [_group_line(texts, reader, letters, group, at) for group in groups]
    return texts.lines(parts)


def _split_in_words(
    texts: Texts, reader: Reader, table: Table, groups: Sequence[Group], letters: Letters
) -> Markup:
    parts: list[str] = [texts.say(reader, "result_question", question=title_of(texts, reader, table))]
    parts += [
        texts.button(reader, "result_group", group=group.label.choose(reader), count=group.answered)
        for group in groups
    ]
    for at, row in enumerate(table.rows):
        label = row.label.choose(reader)
        if all(group.counts[at] is None for group in groups):
            parts.append(_line(texts, reader, letters, label, texts.button(reader, "result_private")))
        else:
            parts.append(_line(texts, reader, letters, label, ""))
            parts += [_group_line(texts, reader, letters, group, at) for group in groups]
    return texts.lines(parts)


def _line(texts: Texts, reader: Reader, letters: Letters, label: str, value: str) -> Markup:
    return texts.say(reader, "result_row", letter=letters.get(label, ""), label=label, value=value)


def _group_line(texts: Texts, reader: Reader, letters: Letters, group: Group, at: int) -> Markup:
    count, label = group.counts[at], group.label.choose(reader)
    share = None if count is None else count / group.answered
    value = count_words(texts, reader, count, share)
    return texts.say(reader, "result_group_row", letter=letters.get(label, ""), label=label, value=value)


def opening_words(texts: Texts, reader: Reader, asking: Asking, result: Result, asked: int | None) -> Markup:
    """What stands first: thanks to those who took part; `asked`, for the coordinator, how many were asked."""
    title, shown = asking.survey.title.choose(reader), says_something(result)
    if asked is not None:
        return texts.say(
            reader,
            "result_for_coordinator",
            title=title,
            answered=result.responses,
            asked=asked,
            in_room=result.in_room,
            shown=shown,
        )
    influence = asking.survey.influence
    hear = "" if influence is None else influence.hear_back.choose(reader)
    return texts.say(reader, "result_for_members", title=title, hear_back=hear, shown=shown)
