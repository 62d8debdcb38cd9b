"""Results in words and pictures, from the publishable tables alone."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.drawing import draw_charts
from bot.charts import MOST_BARS, Bar, Chart
from bot.core.asking import Asking
from bot.core.results import Result, Row, Table
from bot.core.words import Reader
from bot.texts import Texts

LONGEST_CAPTION = 1024
LONGEST_MESSAGE = 3500
"""UTF-16 units; Telegram's 4096 less some room."""


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
    drawn = [table for table in result.tables if _can_be_drawn(table)]
    drawings = await draw_charts([chart_of(texts, reader, table) for table in drawn])
    lettered = {
        table.question: {label: letter for letter, label in drawing.lettered}
        for table, drawing in zip(drawn, drawings, strict=True)
    }
    words = (in_words(texts, reader, table, lettered.get(table.question, {})) for table in result.tables)
    return Report(tuple(drawing.png for drawing in drawings), tuple(words))


def _can_be_drawn(table: Table) -> bool:
    return bool(table.rows) and not table.private and len(table.rows) <= MOST_BARS


def chart_of(texts: Texts, reader: Reader, table: Table) -> Chart:
    bars = tuple(
        Bar(label=row.label.choose(reader), share=row.share, value=_value(texts, reader, row))
        for row in table.rows
    )
    footer = "result_of_people" if table.several else "result_footer"
    return Chart(
        title=table.text.choose(reader),
        note=_answered(texts, reader, table),
        bars=bars,
        footer=texts.button(reader, footer),
    )


def _value(texts: Texts, reader: Reader, row: Row) -> str:
    if row.count is None:
        return texts.button(reader, "result_private")
    return texts.button(reader, "result_value", count=row.count, percent=round(100 * (row.share or 0)))


def _answered(texts: Texts, reader: Reader, table: Table) -> str:
    return texts.button(reader, "result_answered", count=table.answered or 0)


def in_words(texts: Texts, reader: Reader, table: Table, lettered: dict[str, str]) -> Markup:
    """The question and all its values. `lettered`: labels that stand as a letter in the picture."""
    title = texts.say(reader, "result_question", question=table.text.choose(reader))
    if table.is_text:
        key = "result_texts" if table.answered is not None else "result_texts_private"
        return texts.lines([title, texts.say(reader, key, count=table.answered or 0)])
    if table.private:
        return texts.lines([title, texts.say(reader, "result_too_few")])
    rows = [
        texts.say(
            reader,
            "result_row",
            letter=lettered.get(row.label.choose(reader), ""),
            label=row.label.choose(reader),
            value=_value(texts, reader, row),
        )
        for row in table.rows
    ]
    return texts.lines([title, _answered(texts, reader, table), *rows])


def opening_words(texts: Texts, reader: Reader, asking: Asking, result: Result, asked: int | None) -> Markup:
    """What stands first: thanks to those who took part; `asked`, for the coordinator, how many were asked."""
    title, shown = asking.survey.title.choose(reader), says_something(result)
    if asked is not None:
        return texts.say(
            reader, "result_for_coordinator", title=title, answered=result.responses, asked=asked, shown=shown
        )
    influence = asking.survey.influence
    hear = "" if influence is None else influence.hear_back.choose(reader)
    return texts.say(reader, "result_for_members", title=title, hear_back=hear, shown=shown)
