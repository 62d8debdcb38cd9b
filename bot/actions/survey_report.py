"""A survey or vote that is closed, as a report: its tables, what was kept private, its responses."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.actions.held import held_back
from bot.actions.report_parts import (
    after_record,
    column,
    day_in_words,
    forum_facts,
    labels_of,
    marks_of,
    proof_of,
    sheet,
    shown,
    without_details,
)
from bot.actions.result_charts import answered_words, count_words, method_of, title_of, value_of
from bot.actions.survey_rows import responses_sheet
from bot.core.asking import Asking
from bot.core.file_names import file_stem
from bot.core.questions import Scale
from bot.core.refusal import Refusal
from bot.core.report import BarChart, Finding, Kind, Picture, Report, Sheet, TableInWords, Value
from bot.core.results import Result, Row, Table
from bot.core.rows import PLAIN, PRIVATE
from bot.core.suppression import Cell
from bot.services import Services
from bot.store import record, results, retention, surveys, written
from bot.store.retention import Gone
from bot.texts import Texts

MOST_CHARTED = 40
"""Options of one question that a spreadsheet draws as bars."""


KEPT = Gone()


@dataclass(frozen=True)
class Closed:
    """What is given out of one: with responses and texts, or the summary alone. `gone`: what of it was
    deleted because of its age."""

    asking: Asking
    result: Result
    responses: bool = True
    texts: bool = True
    gone: Gone = KEPT


def find_closed(db: sqlite3.Connection, services: Services, survey: int) -> Closed:
    """Refuses one that is open, or of which nothing may be given out. Responses only from as many as the
    threshold, since a file of fewer would tell who answered."""
    asking, result = surveys.find(db, survey), results.find(db, survey)
    if asking is None:
        raise Refusal("no_such_survey")
    if result is None:
        raise Refusal("not_closed")
    threshold = services.content.forum.threshold
    if result.responses + result.in_room < threshold and not asking.survey.named:
        raise Refusal("too_few_to_export", threshold=threshold)
    enough, gone = result.responses >= threshold, retention.gone_of(db, survey)
    responses = (asking.survey.named or enough) and not gone.responses
    return Closed(asking, result, responses=responses, gone=gone)


def describe_survey(
    db: sqlite3.Connection, services: Services, closed: Closed, pictures: Mapping[str, Sequence[Picture]]
) -> Report:
    """`pictures`: of each table that has some, by its question."""
    asking, result = closed.asking, closed.result
    quotes = _quotes(db, services, asking) if closed.texts else {}
    sheets = [_summary(services, asking, result)]
    if any(table.splits for table in result.tables):
        sheets.append(_groups(services, result))
    if closed.texts and quotes:
        sheets.append(_texts(services, asking, quotes))
    notes = [*_notes(services, closed)]
    if closed.responses:
        made, said = responses_sheet(db, services, asking, result)
        sheets.append(made)
        notes += said
    return Report(
        name=stem_of(asking),
        title=asking.survey.title.choose(PLAIN),
        labels=labels_of(services),
        facts=tuple(_facts(db, services, closed)),
        proof=proof_of(db, services),
        notes=tuple(notes),
        sheets=tuple(sheets),
        findings=tuple(_findings(services, result, quotes, pictures)),
        after=tuple(_after(db, services, asking)),
        marks=marks_of(services, responses=True),
    )


def stem_of(asking: Asking) -> str:
    """How the names of its files begin."""
    return file_stem(asking.survey.title.choose(PLAIN), asking.id)


def _facts(db: sqlite3.Connection, services: Services, closed: Closed) -> Iterator[tuple[str, Value]]:
    asking, result, say = closed.asking, closed.result, services.texts.button
    asked, forum = results.count_asked(db, asking.id), services.content.forum
    first, *rest = forum_facts(services)
    yield first
    yield say(PLAIN, "file_fact_whom"), say(PLAIN, f"whom_{asking.whom}")
    yield say(PLAIN, "file_fact_opened"), forum.day_of(asking.opened_at)
    if asking.closed_at is not None:
        yield say(PLAIN, "file_fact_closed"), forum.day_of(asking.closed_at)
    yield say(PLAIN, "file_fact_answered"), result.responses
    unknown = say(PLAIN, "file_asked_unknown")
    yield say(PLAIN, "file_fact_asked"), asked or unknown
    yield say(PLAIN, "file_fact_room"), result.in_room
    kind = "named" if asking.survey.named else "hands" if asking.is_show_of_hands else "confidential"
    yield say(PLAIN, "file_fact_kind"), say(PLAIN, f"file_kind_{kind}")
    yield from rest


def _notes(services: Services, closed: Closed) -> Iterator[str]:
    """What was kept private and why; what is not in it."""
    say, threshold = services.texts.button, services.content.forum.threshold
    asking, result = closed.asking, closed.result
    if asking.survey.named:
        yield say(PLAIN, "file_note_named")
    elif asking.is_show_of_hands:
        yield say(PLAIN, "file_note_hands")
    else:
        yield say(PLAIN, "file_note_threshold", threshold=threshold)
        if all(table.is_whole for table in result.tables if not table.is_text):
            yield say(PLAIN, "file_note_nothing_private")
    for table in result.tables:
        title = title_of(services.texts, PLAIN, table)
        hidden = sum(row.count is None for row in table.rows)
        if table.private and table.answered is None:
            yield say(PLAIN, "file_note_all_private", question=title, threshold=threshold)
        elif table.is_text and table.answered is None:
            yield say(PLAIN, "file_note_texts_private", question=title)
        elif hidden:
            yield say(PLAIN, "file_note_some_private", question=title, hidden=hidden)
    if result.in_room:
        yield say(PLAIN, "file_note_room")
    if any(table.splits for table in result.tables):
        yield say(PLAIN, "file_note_groups")
    yield from (say(PLAIN, f"file_note_{key}") for key in _of_texts(closed))
    if not closed.responses:
        yield say(PLAIN, "file_note_deleted" if closed.gone.responses else "file_note_no_responses")


def _of_texts(closed: Closed) -> Iterator[str]:
    if any(question.is_text for question in closed.asking.survey.steps):
        yield "texts_deleted" if closed.gone.texts else "texts" if closed.texts else "no_texts"
        if closed.asking.survey.local_offer_questions:
            yield "local_offer"


# tables


def _summary(services: Services, asking: Asking, result: Result) -> Sheet:
    """One line an option, with a chart of each question."""
    has = {
        "average_place": any(table.in_order for table in result.tables),
        "middle": any(isinstance(question, Scale) for question in asking.survey.steps),
    }
    names = [name for name, there in has.items() if there]
    columns = [
        column(services, "question", Kind.CODE),
        column(services, "question_text", Kind.TEXT),
        column(services, "answered", Kind.NUMBER),
        column(services, "option", Kind.CODE),
        column(services, "option_text", Kind.TEXT),
        column(services, "people", Kind.NUMBER),
        column(services, "share", Kind.SHARE),
        *(column(services, name, Kind.NUMBER) for name in names),
    ]
    lines: list[tuple[Value, ...]] = []
    charts: list[BarChart] = []
    for table in result.tables:
        title = title_of(services.texts, PLAIN, table)
        first = len(lines)
        for row in table.rows or (None,):
            average = None if row is None else row.average
            more = {"average_place": average, "middle": table.median}
            lines.append((*_total(table, title, row), *(more[name] for name in names)))
        if table.rows and not table.private and len(table.rows) <= MOST_CHARTED:
            hidden = frozenset(at for at, row in enumerate(table.rows) if row.count is None)
            charts.append(BarChart(title, first, len(lines) - 1, names=4, lengths=5, hidden=hidden))
    made = sheet(services, "summary", columns, lines)
    return Sheet(made.id, made.title, made.columns, made.rows, made.size, tuple(charts))


def _total(table: Table, title: str, row: Row | None) -> tuple[Value, ...]:
    answered = shown(table.answered)
    if row is None:
        return (table.question, title, answered, None, None, None, None)
    label = row.label.choose(PLAIN)
    share = PRIVATE if row.count is None else row.share
    return (table.question, title, answered, row.option, label, shown(row.count), share)


def _groups(services: Services, result: Result) -> Sheet:
    columns = [
        column(services, "question", Kind.CODE),
        column(services, "question_text", Kind.TEXT),
        column(services, "split", Kind.CODE),
        column(services, "group", Kind.CODE),
        column(services, "group_text", Kind.TEXT),
        column(services, "group_answered", Kind.NUMBER),
        column(services, "option", Kind.CODE),
        column(services, "option_text", Kind.TEXT),
        column(services, "people", Kind.NUMBER, called="group_people"),
        column(services, "share", Kind.SHARE, called="group_share"),
    ]
    lines: list[tuple[Value, ...]] = []
    for table in result.tables:
        title = title_of(services.texts, PLAIN, table)
        for split in table.splits:
            for group in split.groups:
                of_group = (split.by.value, group.id, group.label.choose(PLAIN), group.answered)
                for row, count in zip(table.rows, group.counts, strict=True):
                    share = PRIVATE if count is None else round(count / group.answered, 4)
                    option = (row.option, row.label.choose(PLAIN), shown(count), share)
                    lines.append((table.question, title, *of_group, *option))
    return sheet(services, "groups", columns, lines)


# what people wrote

Quotes = Mapping[str, Sequence[str]]
"""By question."""


def _quotes(db: sqlite3.Connection, services: Services, asking: Asking) -> Quotes:
    """What was read and kept, and whose writer lets it be quoted; nothing that an open alert has too.
    Comments on the Local Offer have files of their own, where few do not stand by themselves."""
    is_held, together = held_back(db, services), asking.survey.local_offer_questions
    found: dict[str, list[str]] = {}
    for text in written.quotable(db, asking.id):
        if is_held(text.masked) or text.question in together:
            continue
        found.setdefault(text.question, []).append(without_details(services, text.text))
    return found


def _texts(services: Services, asking: Asking, quotes: Quotes) -> Sheet:
    columns = [
        column(services, "question", Kind.CODE),
        column(services, "question_text", Kind.TEXT),
        column(services, "text", Kind.TEXT),
    ]
    lines = [
        (question.id, question.text.choose(PLAIN), text)
        for question in asking.survey.steps
        for text in quotes.get(question.id, ())
    ]
    return sheet(services, "texts", columns, lines)


# for people


def _findings(
    services: Services, result: Result, quotes: Quotes, pictures: Mapping[str, Sequence[Picture]]
) -> Iterator[Finding]:
    texts, say = services.texts, services.texts.button
    for table in result.tables:
        if table.is_text:
            key = "result_texts" if table.answered is not None else "result_texts_private"
            note = say(PLAIN, key, count=table.answered or 0)
        else:
            note = say(PLAIN, "result_too_few") if table.private else answered_words(texts, PLAIN, table)
        told = bool(table.rows) and not table.private
        yield Finding(
            title=title_of(texts, PLAIN, table),
            note=note,
            tables=(_table(services, table), *_split_tables(services, table)) if told else (),
            notes=(say(PLAIN, method_of(table)),) if told else (),
            quotes=tuple(quotes.get(table.question, ())),
            pictures=tuple(pictures.get(table.question, ())),
        )


def _table(services: Services, table: Table) -> TableInWords:
    say, question = services.texts.button, title_of(services.texts, PLAIN, table)
    head = (say(PLAIN, "file_head_option"), say(PLAIN, "file_head_people"))
    lines = tuple(
        (row.label.choose(PLAIN), value_of(services.texts, PLAIN, table, row)) for row in table.rows
    )
    return TableInWords(say(PLAIN, "file_table", question=question), head, lines)


def _split_tables(services: Services, table: Table) -> Iterator[TableInWords]:
    say, texts = services.texts.button, services.texts
    question = title_of(texts, PLAIN, table)
    for split in table.splits:
        head = tuple(
            say(PLAIN, "result_group", group=group.label.choose(PLAIN), count=group.answered)
            for group in split.groups
        )
        lines = tuple(
            (
                row.label.choose(PLAIN),
                *(_group_words(texts, group.counts[at], group.answered) for group in split.groups),
            )
            for at, row in enumerate(table.rows)
        )
        by = say(PLAIN, f"split_{split.by}")
        caption = say(PLAIN, "file_table_split", question=question, by=by)
        yield TableInWords(caption, (say(PLAIN, "file_head_option"), *head), lines)


def _group_words(texts: Texts, count: Cell, answered: int) -> str:
    return count_words(texts, PLAIN, count, None if count is None else count / answered)


def _after(
    db: sqlite3.Connection, services: Services, asking: Asking
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """It is closed: what the first screen said of the closing is over, and the promised day stays."""
    say, influence = services.texts.button, asking.survey.influence
    if asking.hear_by is not None:
        day = day_in_words(services, services.content.forum.day_of(asking.hear_by))
        yield say(PLAIN, "file_next"), (say(PLAIN, "file_hear_by", day=day),)
    if influence is not None:
        changes = say(PLAIN, "file_can_change", text=influence.can_change.choose(PLAIN))
        cannot = say(PLAIN, "file_cannot_change", text=influence.cannot_change.choose(PLAIN))
        decides = say(PLAIN, "file_who_decides", text=influence.who_decides.choose(PLAIN))
        yield say(PLAIN, "file_influence"), (changes, cannot, decides)
    yield from after_record(services, record.of_survey(db, asking.id))
