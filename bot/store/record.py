"""The record: entries, their steps, to whom they matter, and whether they made a difference."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from bot.core.record import Difference, Entry, Level, Origin, Source, State, Step
from bot.store.times import from_text, to_text


def add(db: sqlite3.Connection, entry: Entry, actor: int) -> None:
    """A new entry with its first step. `actor`: the random number of whoever wrote it."""
    db.execute(
        "INSERT INTO entry (id, source, survey, theme, asked, said, responsible, evidence, link, again_on,"
        " level, topic) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            entry.origin.source,
            entry.origin.survey,
            entry.origin.theme,
            entry.asked,
            entry.said,
            entry.responsible,
            entry.evidence,
            entry.link,
            None if entry.again_on is None else entry.again_on.isoformat(),
            entry.level,
            entry.topic,
        ),
    )
    for step in entry.steps:
        _add_step(db, entry.id, step, actor)


def go_on(db: sqlite3.Connection, entry: Entry, seen: int, actor: int) -> bool:
    """Its newest step, with the evidence and the day to look again that it has now. False where somebody
    changed the entry since the version that was seen."""
    changed = db.execute(
        "UPDATE entry SET evidence = ?, link = ?, again_on = ?, reminded_on = NULL, version = version + 1"
        " WHERE id = ? AND version = ?",
        (
            entry.evidence,
            entry.link,
            None if entry.again_on is None else entry.again_on.isoformat(),
            entry.id,
            seen,
        ),
    )
    if changed.rowcount == 0:
        return False
    _add_step(db, entry.id, entry.steps[-1], actor)
    return True


def _add_step(db: sqlite3.Connection, entry: int, step: Step, actor: int) -> None:
    db.execute(
        "INSERT INTO entry_step (entry, number, state, text, at, actor) VALUES (?, ?, ?, ?, ?, ?)",
        (entry, step.number, step.state, step.text, to_text(step.at), actor),
    )


def find(db: sqlite3.Connection, entry: int) -> Entry | None:
    return next(iter(_entries(db, db.execute("SELECT * FROM entry WHERE id = ?", (entry,)))), None)


def everything(db: sqlite3.Connection) -> list[Entry]:
    return _entries(db, db.execute("SELECT * FROM entry"))


def of_survey(db: sqlite3.Connection, survey: int) -> list[Entry]:
    return _entries(db, db.execute("SELECT * FROM entry WHERE survey = ?", (survey,)))


def of_theme(db: sqlite3.Connection, theme: int) -> list[Entry]:
    return _entries(db, db.execute("SELECT * FROM entry WHERE theme = ?", (theme,)))


def changed_since(db: sqlite3.Connection, moment: datetime) -> list[Entry]:
    """Those with a step after a moment."""
    rows = db.execute(
        "SELECT * FROM entry WHERE id IN (SELECT entry FROM entry_step WHERE at > ?)", (to_text(moment),)
    )
    return _entries(db, rows)


def to_look_at(db: sqlite3.Connection, today: date) -> list[Entry]:
    """Those whose day to look again has come, and of which coordinators were not reminded for it."""
    rows = db.execute(
        "SELECT * FROM entry WHERE again_on <= ? AND (reminded_on IS NULL OR reminded_on < again_on)",
        (today.isoformat(),),
    )
    return [entry for entry in _entries(db, rows) if not entry.state.is_end]


def note_reminded(db: sqlite3.Connection, entry: int) -> None:
    db.execute("UPDATE entry SET reminded_on = again_on WHERE id = ?", (entry,))


def _entries(db: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> list[Entry]:
    return [_entry(row, _steps(db, row["id"])) for row in rows]


def _steps(db: sqlite3.Connection, entry: int) -> tuple[Step, ...]:
    rows = db.execute(
        "SELECT number, state, text, at FROM entry_step WHERE entry = ? ORDER BY number", (entry,)
    )
    return tuple(Step(row["number"], State(row["state"]), row["text"], from_text(row["at"])) for row in rows)


def _entry(row: sqlite3.Row, steps: tuple[Step, ...]) -> Entry:
    return Entry(
        id=row["id"],
        origin=Origin(source=Source(row["source"]), survey=row["survey"], theme=row["theme"]),
        asked=row["asked"],
        said=row["said"],
        responsible=row["responsible"],
        evidence=row["evidence"],
        link=row["link"],
        again_on=None if row["again_on"] is None else date.fromisoformat(row["again_on"]),
        level=Level(row["level"]),
        topic=row["topic"],
        steps=steps,
        version=row["version"],
    )


# this matters to me too


def set_matter(db: sqlite3.Connection, entry: int, person: int, matters: bool) -> None:
    if matters:
        db.execute(
            "INSERT INTO entry_matter (entry, person) VALUES (?, ?) ON CONFLICT (entry, person) DO NOTHING",
            (entry, person),
        )
    else:
        db.execute("DELETE FROM entry_matter WHERE entry = ? AND person = ?", (entry, person))


def matters_to(db: sqlite3.Connection, entry: int, person: int) -> bool:
    row = db.execute("SELECT 1 FROM entry_matter WHERE entry = ? AND person = ?", (entry, person)).fetchone()
    return row is not None


def count_matters(db: sqlite3.Connection, entry: int) -> int:
    return int(db.execute("SELECT count(*) FROM entry_matter WHERE entry = ?", (entry,)).fetchone()[0])


def entries_mattering(db: sqlite3.Connection, person: int) -> list[Entry]:
    rows = db.execute(
        "SELECT * FROM entry WHERE id IN (SELECT entry FROM entry_matter WHERE person = ?)", (person,)
    )
    return _entries(db, rows)


# has this made a difference?


def key_of(entry: int) -> str:
    """The name of its key."""
    return f"entry-{entry}"


def say_difference(db: sqlite3.Connection, entry: int, finder: bytes, answer: Difference) -> None:
    db.execute(
        "INSERT INTO difference (finder, entry, answer) VALUES (?, ?, ?)"
        " ON CONFLICT (finder) DO UPDATE SET answer = excluded.answer",
        (finder, entry, answer),
    )


def find_difference(db: sqlite3.Connection, finder: bytes) -> Difference | None:
    row = db.execute("SELECT answer FROM difference WHERE finder = ?", (finder,)).fetchone()
    return None if row is None else Difference(row[0])


def drop_difference(db: sqlite3.Connection, finder: bytes) -> None:
    db.execute("DELETE FROM difference WHERE finder = ?", (finder,))


def count_difference(db: sqlite3.Connection, entry: int) -> None:
    """It is asked no more: counted, and who said what cannot be found again."""
    db.execute(
        "INSERT INTO difference_count (entry, answer, people)"
        " SELECT entry, answer, count(*) FROM difference WHERE entry = ? GROUP BY answer",
        (entry,),
    )
    db.execute("DELETE FROM difference WHERE entry = ?", (entry,))


def difference_counts(db: sqlite3.Connection, entry: int) -> dict[Difference, int]:
    """Empty while it is still asked."""
    rows = db.execute("SELECT answer, people FROM difference_count WHERE entry = ?", (entry,))
    return {Difference(answer): people for answer, people in rows}


def still_asked(db: sqlite3.Connection) -> list[int]:
    """Entries that somebody has answered on, and that are not counted."""
    rows = db.execute(
        "SELECT id FROM entry WHERE EXISTS (SELECT 1 FROM difference WHERE difference.entry = entry.id)"
    )
    return [row[0] for row in rows]
