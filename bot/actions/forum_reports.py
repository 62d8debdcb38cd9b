"""What is given out besides surveys: the record, figures of what came of it, what people looked for, what
they told the forum, and the audit log."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.actions.demand import months_over
from bot.actions.held import held_back
from bot.actions.impact import ImpactPage, find_page
from bot.actions.impact_words import impact_words
from bot.actions.record_words import entry_words
from bot.actions.report_parts import (
    column,
    day_in_words,
    forum_facts,
    labels_of,
    marks_of,
    proof_of,
    sheet,
    shown,
    step_sheet,
    without_details,
)
from bot.actions.theme_counts import list_to_give
from bot.actions.theme_report import theme_line
from bot.content.markup import visible
from bot.core.exporting import WITH_COUNTS, Topic
from bot.core.feedback.piece import Piece, State, Wish
from bot.core.impact import Impact
from bot.core.record import Entry, newest_first
from bot.core.report import Finding, Kind, Picture, Report, Sheet, TableInWords, Value
from bot.core.rows import PLAIN
from bot.core.support.demand import TOPIC
from bot.services import Services
from bot.store import audit, impact, inbox, record

Pictures = Mapping[str, Sequence[Picture]]
"""Of each time that has some, by its key."""

Describe = Callable[[sqlite3.Connection, Services, Pictures], Report]
MOST_SHOWN = 500
"""Lines of a table on a page. All of them stand in the other forms."""


def _report(
    db: sqlite3.Connection,
    services: Services,
    name: str,
    notes: Iterable[str],
    sheets: Sequence[Sheet],
    findings: Iterable[Finding] | None = None,
) -> Report:
    """For people its tables stand as they are, unless there are `findings`, which read better."""
    counts = Topic(name) in WITH_COUNTS
    told = [_finding(services, one) for one in sheets] if findings is None else findings
    return Report(
        name=name,
        title=services.texts.button(PLAIN, f"file_title_{name.replace('-', '_')}"),
        labels=labels_of(services),
        facts=tuple(forum_facts(services)),
        proof=proof_of(db, services),
        notes=tuple(notes),
        sheets=tuple(sheets),
        findings=tuple(told),
        marks=marks_of(services, counts=counts),
    )


def _finding(services: Services, sheet: Sheet) -> Finding:
    """A table for people, without the columns in which nothing stands."""
    lines = [line for line, _ in zip(sheet.rows(), range(MOST_SHOWN), strict=False)]
    used = [at for at in range(len(sheet.columns)) if any(line[at] not in {None, ""} for line in lines)]
    say = services.texts.button
    note = say(PLAIN, "file_lines", number=sheet.size)
    if sheet.size > MOST_SHOWN:
        note = say(PLAIN, "file_lines_more", number=sheet.size, shown=MOST_SHOWN)
    head = tuple(sheet.columns[at].meaning for at in used)
    cells = tuple(tuple(_in_words(services, line[at]) for at in used) for line in lines)
    table = TableInWords(sheet.title, head, cells)
    return Finding(sheet.title, note, tables=(table,) if cells else ())


def _in_words(services: Services, value: Value) -> str:
    if isinstance(value, date):
        return day_in_words(services, value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


# the record


def describe_record(db: sqlite3.Connection, services: Services, pictures: Pictures) -> Report:
    say, forum = services.texts.button, services.content.forum
    entries = sorted(record.everything(db), key=lambda entry: (entry.first_at, entry.id))
    columns = [
        column(services, "entry", Kind.NUMBER),
        *(column(services, name, Kind.TEXT) for name in ("asked", "said", "responsible")),
        column(services, "state", Kind.TEXT),
        column(services, "changed", Kind.DATE),
        column(services, "again", Kind.DATE),
        *(column(services, name, Kind.TEXT) for name in ("level", "topic", "evidence", "link")),
        column(services, "survey", Kind.NUMBER),
    ]
    lines = [
        (
            number,
            entry.asked,
            entry.said,
            entry.responsible,
            say(PLAIN, f"record_state_{entry.state}"),
            forum.day_of(entry.changed_at),
            entry.again_on,
            say(PLAIN, f"record_level_{entry.level}"),
            _topic(services, entry.topic),
            entry.evidence,
            entry.link,
            entry.origin.survey,
        )
        for number, entry in enumerate(entries, start=1)
    ]
    steps = step_sheet(services, enumerate(entries, start=1), "entry")
    sheets = [sheet(services, "record", columns, lines), steps]
    read = [_entry(services, entry) for entry in newest_first(entries)]
    return _report(db, services, "record", [say(PLAIN, "file_note_record")], sheets, read)


def _entry(services: Services, entry: Entry) -> Finding:
    """As members read it."""
    words = visible(entry_words(services, PLAIN, entry))
    return Finding(entry.asked, notes=tuple(filter(None, words.split("\n\n"))))


def _topic(services: Services, topic: str | None) -> str | None:
    """One that the content has no more goes by its id."""
    found = services.content.topics.get(topic or "")
    return topic if found is None else found.title.choose(PLAIN)


# what came of it


def describe_impact(db: sqlite3.Connection, services: Services, pictures: Pictures) -> Report:
    columns = [
        column(services, "period_from", Kind.DATE),
        column(services, "months", Kind.NUMBER),
        column(services, "figure", Kind.CODE),
        column(services, "figure_text", Kind.TEXT),
        column(services, "part", Kind.CODE),
        column(services, "part_text", Kind.TEXT),
        column(services, "value", Kind.NUMBER),
    ]
    lines = [
        (period.first, period.months, *figure)
        for period in impact.list_periods(db)
        if (found := impact.find(db, period)) is not None
        for figure in _figures(services, found)
    ]
    notes = [services.texts.button(PLAIN, "file_note_impact")]
    figures = sheet(services, "figures", columns, lines)
    told = [
        _period(services, page, pictures)
        for period in impact.list_periods(db)
        if (page := find_page(db, PLAIN, period)) is not None
    ]
    return _report(db, services, "impact", notes, [figures], told)


def _period(services: Services, page: ImpactPage, pictures: Pictures) -> Finding:
    title, *rest = [visible(words) for words in impact_words(services, page)]
    return Finding(title, notes=tuple(rest), pictures=tuple(pictures.get(page.period.key, ())))


Figure = tuple[str, str, str | None, str | None, Value]
"""Its code, its words, of which part, that in words, and the value."""


def _figures(services: Services, found: Impact) -> Iterator[Figure]:
    say = services.texts.button
    numbers: Mapping[str, Value] = {
        "closed": found.closed,
        "asked": found.asked,
        "invited": found.invited,
        "answered": found.answered,
        "first_time": found.first_time,
        "in_room": found.in_room,
        "feedback": shown(found.feedback),
        "in_time": found.in_time,
        "days_to_answer": found.days_to_answer,
        "days_to_done": found.days_to_done,
        "felt_heard": found.heard,
        "not_found": found.not_found,
    }
    for name, value in numbers.items():
        yield name, say(PLAIN, f"file_figure_{name}"), None, None, value
    audience = say(PLAIN, "file_figure_by_audience")
    for one, cell in found.by_audience.items():
        words = say(PLAIN, "file_unsaid" if one == "unsaid" else f"group_{one}")
        yield "by_audience", audience, one, words, shown(cell)
    for state, number in found.entries.items():
        yield "record", say(PLAIN, "file_figure_record"), state, say(PLAIN, f"record_state_{state}"), number
    for what, number in found.looked_for.items():
        topic = what.removeprefix(TOPIC)
        yield "looked_for", say(PLAIN, "file_figure_looked_for"), topic, _topic(services, topic), number


# what people looked for


def describe_looked_for(db: sqlite3.Connection, services: Services, pictures: Pictures) -> Report:
    say, threshold = services.texts.button, services.content.forum.threshold
    columns = [
        column(services, "month", Kind.TEXT),
        column(services, "looked_for", Kind.CODE),
        column(services, "looked_for_text", Kind.TEXT),
        column(services, "times", Kind.NUMBER),
    ]
    lines = [
        (month.month, what.removeprefix(TOPIC), _looked_words(services, what), times)
        for month in months_over(db, services)
        for what, times in month.counts
    ]
    notes = [say(PLAIN, "file_note_looked_for", threshold=threshold)]
    return _report(db, services, "looked-for", notes, [sheet(services, "looked_for", columns, lines)])


def _looked_words(services: Services, what: str) -> str | None:
    if what.startswith(TOPIC):
        return _topic(services, what.removeprefix(TOPIC))
    return services.texts.button(PLAIN, f"looked_for_{what}")


# what people told the forum


def describe_feedback(db: sqlite3.Connection, services: Services, pictures: Pictures) -> Report:
    """Without anybody: no days, no numbers, no order, and no theme or topic beside a piece, for small numbers
    of these are kept private. The counts are those that are given out of each theme."""
    say = services.texts.button
    columns = [
        column(services, "theme", Kind.TEXT),
        column(services, "people", Kind.NUMBER, called="theme_people"),
        column(services, "until", Kind.DATE),
    ]
    themes = list_to_give(db, services)
    lines = [theme_line(theme) for theme in themes]
    of_quotes = [column(services, "theme", Kind.TEXT), column(services, "text", Kind.TEXT)]
    quoted = [(theme.name, without_details(services, quote)) for theme in themes for quote in theme.quotes]
    is_held = held_back(db, services)
    pieces = [
        (say(PLAIN, f"feedback_kind_{piece.kind}"), without_details(services, piece.masked))
        for piece in inbox.everything_sent(db)
        if may_be_shared(piece) and not is_held(piece.words)
    ]
    services.random.shuffle(pieces)
    of_pieces = [
        column(services, "kind", Kind.TEXT),
        column(services, "text", Kind.TEXT, called="piece_text"),
    ]
    notes = [say(PLAIN, f"file_note_feedback_{name}") for name in ("shared", "masked", "counts")]
    sheets = [
        sheet(services, "themes", columns, lines),
        sheet(services, "quotes", of_quotes, quoted),
        sheet(services, "pieces", of_pieces, pieces),
    ]
    return _report(db, services, "feedback", notes, sheets)


def may_be_shared(piece: Piece) -> bool:
    """Its writer lets the council see it, it is not about one family alone, and a coordinator has read it."""
    is_read = piece.state not in {State.WRITING, State.RECEIVED}
    return is_read and Wish.SHARE in piece.wishes and not piece.is_family


# the audit log


def describe_audit(db: sqlite3.Connection, services: Services, pictures: Pictures) -> Report:
    say = services.texts.button
    columns = [
        column(services, "entry", Kind.NUMBER, called="audit_entry"),
        *(column(services, name, Kind.TEXT) for name in ("at", "what", "about", "role")),
        column(services, "actor", Kind.CODE),
        *(column(services, name, Kind.TEXT) for name in ("reason", "previous", "hash")),
    ]
    number, _ = audit.newest(db)
    broken = audit.verify(db)
    made = Sheet("audit", say(PLAIN, "file_sheet_audit"), tuple(columns), _audit_lines(db), number)
    whole = say(PLAIN, "file_note_whole") if broken is None else say(PLAIN, "file_note_broken", number=broken)
    return _report(db, services, "audit", [whole, say(PLAIN, "file_note_chain")], [made])


def _audit_lines(db: sqlite3.Connection) -> Callable[[], Iterator[Sequence[Value]]]:
    def lines() -> Iterator[Sequence[Value]]:
        for link in audit.read(db):
            one = link.entry
            actor = None if one.actor is None else str(one.actor)
            said = (one.number, one.at, one.what, one.about, one.role, actor, one.reason)
            yield (*said, link.previous, link.hash)

    return lines


DESCRIBES: Mapping[str, Describe] = {
    "feedback": describe_feedback,
    "record": describe_record,
    "impact": describe_impact,
    "looked-for": describe_looked_for,
    "audit": describe_audit,
}
