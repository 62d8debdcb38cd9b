"""What every report says alike: the forum, the marks, the words that the forms need."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from bot.charts import AnyChart, Chart
from bot.core.masking import Found, say_masked
from bot.core.record import Entry
from bot.core.report import Column, Kind, Labels, Sheet, Value, in_words
from bot.core.rows import NOT_SHOWN, PLAIN, PRIVATE, SKIPPED
from bot.core.suppression import Cell
from bot.services import Services
from bot.store import audit


def labels_of(services: Services) -> Labels:
    say = services.texts.button
    return Labels(
        cover=say(PLAIN, "file_cover"),
        notes=say(PLAIN, "file_notes"),
        note=say(PLAIN, "file_note"),
        number=say(PLAIN, "file_number"),
        dictionary=say(PLAIN, "file_dictionary"),
        contents=say(PLAIN, "file_contents"),
        quotes=say(PLAIN, "file_quotes"),
        about=say(PLAIN, "file_about"),
        files=say(PLAIN, "file_files"),
        private=say(PLAIN, "file_what_private"),
        empty=say(PLAIN, "file_empty"),
        one_table=say(PLAIN, "file_one_table"),
        without_markup=say(PLAIN, "file_without_markup"),
        people_said=say(PLAIN, "file_people_said"),
        came_of_it=say(PLAIN, "file_came_of_it"),
        readme=say(PLAIN, "file_readme"),
        months=_months(services),
    )


def _months(services: Services) -> tuple[str, ...]:
    return tuple(services.texts.button(PLAIN, f"month_{number}") for number in range(1, 13))


def day_in_words(services: Services, day: date) -> str:
    """Such as 2 December 2026."""
    return str(in_words(day, _months(services)))


def marks_of(
    services: Services, *, counts: bool = True, responses: bool = False
) -> tuple[tuple[str, str], ...]:
    """Those that may stand in the file: a log has no counts to keep private, and only answers are skipped."""
    say = services.texts.button
    of_counts = [(PRIVATE, say(PLAIN, "file_private"))] if counts else []
    of_responses = [(SKIPPED, say(PLAIN, "file_skipped")), (NOT_SHOWN, say(PLAIN, "file_not_shown"))]
    return (
        *of_counts,
        *(of_responses if responses else []),
        ("", say(PLAIN, "file_blank")),
        ("'", say(PLAIN, "file_apostrophe")),
    )


def proof_of(db: sqlite3.Connection, services: Services) -> tuple[tuple[str, Value], ...]:
    """What the audit log had come to: so a log that is written anew later is found out."""
    say, (number, last) = services.texts.button, audit.newest(db)
    newest = say(PLAIN, "file_audit_newest", number=number, hash=last)
    return ((say(PLAIN, "file_fact_audit"), newest),)


def forum_facts(services: Services) -> list[tuple[str, Value]]:
    """Whose file it is, and when it was made."""
    forum, say = services.content.forum, services.texts.button
    contact = ", ".join(filter(None, (forum.contact.name, forum.contact.phone, forum.contact.email)))
    return [
        (say(PLAIN, "file_fact_forum"), f"{forum.name}, {forum.place}"),
        (say(PLAIN, "file_fact_contact"), contact),
        (say(PLAIN, "file_fact_made"), forum.day_of(services.clock())),
    ]


def column(services: Services, name: str, kind: Kind, *, called: str = "") -> Column:
    """Its meaning is a message of the same name, or of the name it is `called` there."""
    return Column(name, services.texts.button(PLAIN, f"file_column_{called or name}"), kind)


def sheet(services: Services, id: str, columns: Iterable[Column], lines: Sequence[Sequence[Value]]) -> Sheet:
    """A table that fits memory, with the message of the same name as its title."""
    title = services.texts.button(PLAIN, f"file_sheet_{id}")
    return Sheet(id, title, tuple(columns), _giving(lines), len(lines))


def step_sheet(services: Services, entries: Iterable[tuple[int, Entry]], numbered: str) -> Sheet:
    """Every step of entries of the record. `numbered`: the column with the number that an entry has here."""
    day_of, say = services.content.forum.day_of, services.texts.button
    columns = [
        column(services, numbered, Kind.NUMBER),
        column(services, "step", Kind.NUMBER),
        column(services, "day", Kind.DATE),
        column(services, "state", Kind.TEXT, called="step_state"),
        column(services, "text", Kind.TEXT, called="step_text"),
    ]
    lines = [
        (number, step.number, day_of(step.at), say(PLAIN, f"record_state_{step.state}"), step.text)
        for number, entry in entries
        for step in entry.steps
    ]
    return sheet(services, "steps", columns, lines)


def _giving(lines: Sequence[Sequence[Value]]) -> Callable[[], Iterable[Sequence[Value]]]:
    return lambda: lines


def shown(cell: Cell) -> Value:
    return PRIVATE if cell is None else cell


def without_details(services: Services, text: str) -> str:
    """A masked text as it is given out: what looked personal is put as its kind."""
    return say_masked(text, {kind: services.texts.button(PLAIN, f"masked_{kind}") for kind in Found})


def after_record(services: Services, entries: Iterable[Entry]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands on the record of it."""
    for entry in entries:
        title = services.texts.button(PLAIN, "file_on_record", asked=entry.asked)
        yield title, tuple(_steps(services, entry))


def _steps(services: Services, entry: Entry) -> Iterator[str]:
    say = services.texts.button
    yield entry.said
    for step in entry.steps:
        state = say(PLAIN, f"record_state_{step.state}")
        day = day_in_words(services, services.content.forum.day_of(step.at))
        yield say(PLAIN, "file_step", state=state, day=day, text=step.text)
    yield say(PLAIN, "file_responsible", responsible=entry.responsible)


def chart_in_words(chart: AnyChart) -> tuple[str, ...]:
    """All that a chart shows, as its text for whoever cannot see it: its title and note, and a line a bar."""
    if isinstance(chart, Chart):
        bars = (
            f"{bar.label}{f' ({named})' if (named := bar.group or bar.tag) else ''}: {bar.value}"
            for bar in chart.bars
        )
        return (*filter(None, (chart.title, chart.note)), *bars)
    lines = (
        f"{line.label}: "
        + ", ".join(
            f"{option} {chart.private if share is None else f'{share:.0%}'}"
            for option, share in zip(chart.options, line.shares, strict=True)
        )
        for line in chart.lines
    )
    return (chart.title, *lines)
