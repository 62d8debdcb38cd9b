"""Finding what is due among 100 and among 100,000 bulletins that are planned."""

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.report import Figure, at_most, beside, none_of
from bot.core.bulletins import Bulletin, Kind
from bot.store import bulletins
from bot.store.migrations import migrate
from bot.store.times import to_text

FEW, MANY = 100, 100_000
DUE = 20
ROUNDS = 400
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def measure() -> list[Figure]:
    with TemporaryDirectory() as folder:
        few, many = (_filled(Path(folder) / f"{number}.db", number) for number in (FEW, MANY))
        with closing(few), closing(many):
            times: dict[sqlite3.Connection, list[float]] = {few: [], many: []}
            for _ in range(ROUNDS):
                for db, taken in times.items():
                    taken.append(_look(db))
            plan = many.execute(f"EXPLAIN QUERY PLAN {bulletins.DUE}", (to_text(NOW), DUE)).fetchall()
    steps = " ".join(str(row[3]) for row in plan)
    quick, slow = (median(taken) for taken in times.values())
    return [
        at_most("due: finding what is due of 100,000, against 100", slow / quick, 1.3),
        none_of("due: steps that go through the whole table", int("USING INDEX bulletin_due" not in steps)),
        beside("  of 100", f"{quick * 1e6:.0f} µs"),
        beside("  of 100,000", f"{slow * 1e6:.0f} µs"),
    ]


def _look(db: sqlite3.Connection) -> float:
    began = time.perf_counter()
    found = bulletins.due(db, NOW, DUE)
    taken = time.perf_counter() - began
    assert len(found) == DUE
    return taken


def _filled(file: Path, number: int) -> sqlite3.Connection:
    """So many that are planned, of which twenty are due."""
    migrate(file, "2026-11-23")
    db = sqlite3.connect(file, isolation_level=None)
    db.row_factory = sqlite3.Row
    body = Bulletin(kind=Kind.WORDS, text="Coffee morning").model_dump_json()
    rows = (
        (body, to_text(NOW + timedelta(minutes=one - DUE + 1 if one < DUE else one))) for one in range(number)
    )
    db.execute("BEGIN")
    db.executemany("INSERT INTO bulletin (body, state, due_at) VALUES (?, 'planned', ?)", rows)
    db.execute("COMMIT")
    return db
