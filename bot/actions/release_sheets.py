"""What a release holds, put into words and pictures: for the page, and for its files."""

import sqlite3
from collections.abc import Iterator, Sequence

from bot.actions.drawing import draw_charts
from bot.actions.impact import ImpactPage, earlier_of
from bot.actions.impact_charts import draw_impact
from bot.actions.impact_words import impact_words
from bot.actions.record_words import entry_words
from bot.actions.release_words import scope_words, title_of
from bot.actions.releases import Named
from bot.actions.result_charts import answered_words, charts_of, count_words, method_of, value_of
from bot.actions.result_charts import title_of as question_of
from bot.content.markup import visible
from bot.core.asking import Asking
from bot.core.masking import Found, say_masked
from bot.core.record import newest_first
from bot.core.releases import What
from bot.core.results import Result, Table
from bot.core.sheets import PLAIN, Grid, Part, Picture, Sheet
from bot.core.splits import Split
from bot.services import Services
from bot.store import impact, record, results, written


async def make_sheet(services: Services, of: Named) -> Sheet:
    """Everything of it that is for reading. Drawn beside us."""
    title = title_of(services, PLAIN, of)
    private: tuple[str, ...] = ()
    match of.release.subject.what:
        case What.RECORD:
            parts = await services.store.read(_record, services)
        case What.IMPACT:
            parts = [await _period(services, page) for page in await services.store.read(_periods)]
        case What.SURVEY:
            assert of.asking is not None
            result = await services.store.read(results.find, of.asking.id)
            assert result is not None
            parts = await _survey(services, of.asking, result, of.release.scope.texts)
            private = tuple(_private(services, of.asking, result))
    return Sheet(title, tuple(_facts(services, of)), tuple(parts), private)


def _facts(services: Services, of: Named) -> Iterator[tuple[str, str]]:
    say, forum, release = services.texts.button, services.content.forum, of.release
    yield say(PLAIN, "sheet_forum"), say(PLAIN, "sheet_forum_name")
    if of.asking is not None:
        closed = of.asking.closed_at or of.asking.closes_at
        yield say(PLAIN, "sheet_closed"), forum.day_of(closed).isoformat()
    yield say(PLAIN, "sheet_released"), forum.day_of(release.released_at).isoformat()
    yield say(PLAIN, "sheet_holds"), scope_words(services, PLAIN, release)
    yield say(PLAIN, "sheet_contact"), say(PLAIN, "sheet_contact_who")
    yield say(PLAIN, "sheet_hash"), release.audit_hash


async def _survey(services: Services, asking: Asking, result: Result, with_texts: bool) -> list[Part]:
    planned = charts_of(services.texts, PLAIN, result)
    drawings = await draw_charts([one.chart for one in planned])
    pictures = {
        one.tables[0].question: Picture(drawing.png, _alt(services, one.tables))
        for one, drawing in zip(planned, drawings, strict=True)
    }
    quotes = await services.store.read(quotes_of, services, asking.id) if with_texts else []
    parts = []
    for table in result.tables:
        drawn = pictures.get(table.question)
        part = Part(
            title=question_of(services.texts, PLAIN, table),
            notes=tuple(_notes(services, table)),
            pictures=() if drawn is None else (drawn,),
            grids=tuple(_grids(services, table)),
            quotes=tuple(words for question, words in quotes if question == table.question),
        )
        parts.append(part)
    return parts


def quotes_of(db: sqlite3.Connection, services: Services, survey: int) -> list[tuple[str, str]]:
    """The texts that may be given out, each with its question."""
    names = {found: services.texts.button(PLAIN, f"masked_{found}") for found in Found}
    found = written.quotable(db, survey)
    return [(one.question, say_masked(one.text, names)) for one in found]


def _alt(services: Services, tables: Sequence[Table]) -> str:
    stem = tables[0].stem
    title = question_of(services.texts, PLAIN, tables[0]) if stem is None else stem.choose(PLAIN)
    return services.texts.button(PLAIN, "sheet_chart", title=title)


def _notes(services: Services, table: Table) -> Iterator[str]:
    say = services.texts.button
    if table.is_text:
        if table.answered is None:
            yield say(PLAIN, "sheet_texts_private")
        else:
            yield say(PLAIN, "sheet_texts", count=table.answered)
    elif table.private:
        yield say(PLAIN, "sheet_too_few")
    else:
        yield answered_words(services.texts, PLAIN, table)
        yield say(PLAIN, method_of(table))


def _grids(services: Services, table: Table) -> Iterator[Grid]:
    if table.private or not table.rows:
        return
    say = services.texts.button
    question = question_of(services.texts, PLAIN, table)
    lines = tuple(
        (row.label.choose(PLAIN), value_of(services.texts, PLAIN, table, row)) for row in table.rows
    )
    yield Grid(
        say(PLAIN, "sheet_table", question=question),
        (say(PLAIN, "sheet_answer"), say(PLAIN, "sheet_people")),
        lines,
    )
    for split in table.splits:
        yield _split_grid(services, table, split, question)


def _split_grid(services: Services, table: Table, split: Split, question: str) -> Grid:
    say = services.texts.button
    by = say(PLAIN, f"split_{split.by}")
    head = [
        say(PLAIN, "sheet_group", group=group.label.choose(PLAIN), count=group.answered)
        for group in split.groups
    ]
    lines = []
    for at, row in enumerate(table.rows):
        cells = []
        for group in split.groups:
            count = group.counts[at]
            share = None if count is None else round(count / group.answered, 4)
            cells.append(count_words(services.texts, PLAIN, count, share))
        lines.append((row.label.choose(PLAIN), *cells))
    caption = say(PLAIN, "sheet_table_split", question=question, by=by)
    return Grid(caption, (say(PLAIN, "sheet_answer"), *head), tuple(lines))


def _private(services: Services, asking: Asking, result: Result) -> Iterator[str]:
    """Which questions keep something private, and why."""
    say, threshold = services.texts.button, services.content.forum.threshold
    if asking.survey.named:
        yield say(PLAIN, "sheet_private_named")
        return
    closed = [table for table in result.tables if not table.is_text]
    hidden = [question_of(services.texts, PLAIN, table) for table in closed if not table.is_whole]
    if not hidden:
        yield say(PLAIN, "sheet_private_nothing")
        return
    yield say(PLAIN, "sheet_private_why", most=threshold - 1)
    yield from hidden


def _record(db: sqlite3.Connection, services: Services) -> list[Part]:
    parts = []
    for entry in newest_first(record.everything(db)):
        words = visible(entry_words(services, PLAIN, entry))
        parts.append(Part(entry.asked, tuple(filter(None, words.split("\n")))))
    return parts


def _periods(db: sqlite3.Connection) -> list[ImpactPage]:
    pages = []
    for period in impact.list_periods(db):
        found = impact.find(db, period)
        if found is not None:
            pages.append(ImpactPage(PLAIN, period, found, earlier_of(db, period)))
    return pages


async def _period(services: Services, page: ImpactPage) -> Part:
    title, *rest = [visible(words) for words in impact_words(services, page)]
    lines = [line for words in rest for line in words.split("\n") if line]
    alt = services.texts.button(PLAIN, "sheet_chart_impact", period=title)
    pictures = tuple(Picture(png, alt) for png in await draw_impact(services, page))
    return Part(title, tuple(lines), pictures)
