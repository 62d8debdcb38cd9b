"""What people wrote, masked, and what coordinators decided on each."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from random import Random

from bot.core.written import Decision, Found, Written

_SELECT = "SELECT id, survey, question, text, is_quotable, hidden, decision, version, entry FROM written"


def add(db: sqlite3.Connection, survey: int, texts: Iterable[Found], random: Random) -> None:
    """Under random ids, which are their order too."""
    db.executemany(
        "INSERT INTO written (id, survey, question, text, is_quotable, held) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (random.getrandbits(50), survey, text.question, text.text, text.is_quotable, text.is_held)
            for text in texts
        ],
    )


def held(db: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """The texts that nobody may read now, each with its survey and its words."""
    rows = db.execute("SELECT id, survey, text FROM written WHERE held = 1 ORDER BY id")
    return [(row[0], row[1], row[2]) for row in rows]


def release(db: sqlite3.Connection, text: int) -> None:
    db.execute("UPDATE written SET held = 0 WHERE id = ?", (text,))


def find(db: sqlite3.Connection, text: int) -> Written | None:
    """None also for a text that is held back."""
    row = db.execute(f"{_SELECT} WHERE id = ? AND held = 0", (text,)).fetchone()
    return None if row is None else _written(row)


def next_after(db: sqlite3.Connection, survey: int, after: int, decided: bool) -> Written | None:
    """The next text; unless `decided`, the next that nobody has decided on."""
    row = db.execute(
        f"{_SELECT} WHERE survey = ? AND id > ? AND held = 0 AND (? OR decision IS NULL) ORDER BY id LIMIT 1",
        (survey, after, decided),
    ).fetchone()
    return None if row is None else _written(row)


def quotable(db: sqlite3.Connection, survey: int) -> list[Written]:
    """What a coordinator read and kept, and whose writers allow quoting. Under random ids, which are their
    order."""
    rows = db.execute(
        f"{_SELECT} WHERE survey = ? AND held = 0 AND decision = 'keep' AND is_quotable = 1 ORDER BY id",
        (survey,),
    )
    return [_written(row) for row in rows]


def of_survey(db: sqlite3.Connection, survey: int) -> list[Written]:
    """Whatever was decided. Under random ids, which are their order."""
    rows = db.execute(f"{_SELECT} WHERE survey = ? AND held = 0 ORDER BY id", (survey,))
    return [_written(row) for row in rows]


def answer(db: sqlite3.Connection, text: int, entry: int | None) -> None:
    """What answers it on the record; None: nothing does yet."""
    db.execute("UPDATE written SET entry = ? WHERE id = ?", (entry, text))


def count(db: sqlite3.Connection, survey: int) -> dict[Decision | None, int]:
    """How many texts by what was decided; None: nothing yet."""
    rows = db.execute(
        "SELECT decision, count(*) FROM written WHERE survey = ? AND held = 0 GROUP BY decision", (survey,)
    )
    return {None if decision is None else Decision(decision): number for decision, number in rows}


def count_unread(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """The surveys with texts that nobody has decided on, each with how many."""
    rows = db.execute(
        "SELECT survey, count(*) FROM written WHERE decision IS NULL AND held = 0"
        " GROUP BY survey ORDER BY survey"
    )
    return [(survey, number) for survey, number in rows]


def decide(db: sqlite3.Connection, text: int, decision: Decision, version: int, actor: int) -> bool:
    """True unless somebody changed it since `version`."""
    changed = db.execute(
        "UPDATE written SET decision = ?, decided_by = ?, version = version + 1 WHERE id = ? AND version = ?",
        (decision, actor, text, version),
    )
    return changed.rowcount == 1


def hide(db: sqlite3.Connection, text: int, words: Sequence[str], version: int, actor: int) -> bool:
    """The words to mask, all of them; what was decided before stands no more."""
    changed = db.execute(
        "UPDATE written SET hidden = ?, decision = NULL, decided_by = ?, version = version + 1"
        " WHERE id = ? AND version = ?",
        (json.dumps([*words], ensure_ascii=False), actor, text, version),
    )
    return changed.rowcount == 1


def _written(row: sqlite3.Row) -> Written:
    return Written(
        id=row["id"],
        survey=row["survey"],
        question=row["question"],
        masked=row["text"],
        is_quotable=bool(row["is_quotable"]),
        hidden=tuple(json.loads(row["hidden"])),
        decision=None if row["decision"] is None else Decision(row["decision"]),
        version=row["version"],
        entry=row["entry"],
    )
