"""What people spoke of under one theme, as a report: how many, what may be quoted, what came of it."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

from bot.actions.report_parts import (
    after_record,
    column,
    forum_facts,
    labels_of,
    marks_of,
    proof_of,
    sheet,
    shown,
    without_details,
)
from bot.actions.theme_counts import ThemeToGive, find_to_give
from bot.core.file_names import file_stem
from bot.core.impact import Period
from bot.core.refusal import Refusal
from bot.core.report import Finding, Kind, Report, Value
from bot.core.rows import PLAIN
from bot.services import Services
from bot.store import record


def describe_theme(db: sqlite3.Connection, services: Services, theme: int, with_quotes: bool) -> Report:
    """Refuses a theme that is no more."""
    say = services.texts.button
    found = find_to_give(db, services, theme)
    if found is None:
        raise Refusal("theme_gone")
    quotes = [without_details(services, quote) for quote in found.quotes] if with_quotes else []
    columns = [
        column(services, "theme", Kind.TEXT),
        column(services, "people", Kind.NUMBER, called="theme_people"),
        column(services, "until", Kind.DATE),
    ]
    sheets = [sheet(services, "themes", columns, [theme_line(found)])]
    if quotes:
        of_quotes = [column(services, "text", Kind.TEXT)]
        sheets.append(sheet(services, "quotes", of_quotes, [(quote,) for quote in quotes]))
    first, *rest = forum_facts(services)
    counted = (say(PLAIN, "file_column_theme_people"), shown(people_of(found)))
    return Report(
        name=file_stem(found.name, found.id % 10_000),
        title=say(PLAIN, "release_title_theme", name=found.name),
        labels=labels_of(services),
        facts=(first, counted, *rest),
        proof=proof_of(db, services),
        notes=tuple(_notes(services, with_quotes)),
        sheets=tuple(sheets),
        findings=(Finding(found.name, theme_words(services, found), quotes=tuple(quotes)),),
        after=tuple(after_record(services, record.of_theme(db, theme))),
        marks=marks_of(services),
    )


def people_of(theme: ThemeToGive) -> int | None:
    return None if theme.count is None else theme.count.people


def theme_line(theme: ThemeToGive) -> tuple[Value, ...]:
    """Its name, how many, and the last day that is counted."""
    until = None if theme.count is None else Period(theme.count.until, 1).after - timedelta(days=1)
    return theme.name, shown(people_of(theme)), until


def theme_words(services: Services, theme: ThemeToGive) -> str:
    say, people = services.texts.button, people_of(theme)
    if theme.count is None or people is None:
        return say(PLAIN, "theme_people_private", threshold=services.content.forum.threshold)
    month = say(PLAIN, f"month_{theme.count.until.month}")
    return say(PLAIN, "theme_people", people=people, month=month, year=theme.count.until.year)


def _notes(services: Services, with_quotes: bool) -> Iterator[str]:
    say = services.texts.button
    yield say(PLAIN, "file_note_theme", threshold=services.content.forum.threshold)
    yield say(PLAIN, "file_note_texts" if with_quotes else "file_note_no_texts")
