"""Copies of the database: what travels in them, what does not, and how many there are."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import copies
from bot.store.backups import KEPT, Made, drop_old, folder_of, list_backups, make_backup
from bot.store.migrations import Unusable, migrate

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SECRET = "Seldom-said-words"
FINDER = b"\xfa\xce" * 16


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Survey 1 is closed, survey 2 is open; Ada (1) is in the middle of it, Bo (2) sent answers."""
    path = tmp_path / "data" / "heard.db"
    path.parent.mkdir()
    migrate(path, "2026-11-23")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA journal_mode = WAL")
        for person in (1, 2):
            db.execute(
                "INSERT INTO person (id, telegram, audience, reading, agreed_version, agreed_at)"
                " VALUES (?, ?, 'parent', 'usual', 1, '')",
                (person, 5_000_000_000 + person),
            )
        for survey, closed in ((1, "2026-11-20"), (2, None)):
            db.execute(
                "INSERT INTO survey (id, file, audience, opened_at, closes_at, closed_at)"
                " VALUES (?, 'x', 'everyone', '', '', ?)",
                (survey, closed),
            )
        add_response(db, b"closed", 1, None, 1, "Long known")
        add_response(db, b"ada", 2, FINDER, 0, SECRET)
        add_response(db, b"bo", 2, FINDER[::-1] + b"x", 1, SECRET)
        db.executemany("INSERT INTO participation VALUES (?, ?)", [(1, 1), (2, 2)])
        db.execute("INSERT INTO conversation VALUES (1, 2, 77, NULL)")
        db.execute("INSERT INTO invitation VALUES (x'1234', 'coordinator', '')")
    return path


def add_response(
    db: sqlite3.Connection, number: bytes, survey: int, finder: bytes | None, sent: int, text: str
) -> None:
    db.execute(
        "INSERT INTO response (id, survey, finder, sent, place) VALUES (?, ?, ?, ?, 'why')",
        (number, survey, finder, sent),
    )
    db.execute("INSERT INTO answer VALUES (?, 'why', ?)", (number, text))


def column(file: Path, sql: str) -> list[object]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        return [value for (value,) in db.execute(sql)]


def test_answers_to_open_surveys_and_who_gave_them_are_left_out(database: Path) -> None:
    made = make_backup(database, MONDAY)

    assert made.still_open == 1
    assert column(made.file, "SELECT id FROM response") == [b"closed"]
    assert column(made.file, "SELECT value FROM answer") == ["Long known"]
    assert column(made.file, "SELECT survey FROM participation") == [1]
    assert column(made.file, "SELECT count(*) FROM conversation") == [0]
    assert column(made.file, "SELECT count(*) FROM invitation") == [0]
    assert column(made.file, "SELECT id FROM survey") == [1, 2]
    assert column(made.file, "SELECT id FROM person") == [1, 2]


def test_no_byte_of_what_was_left_out_is_in_the_copy_or_beside_it(database: Path) -> None:
    assert SECRET.encode() in database.read_bytes() + wal_of(database)

    make_backup(database, MONDAY)

    (only,) = folder_of(database).iterdir()
    assert SECRET.encode() not in only.read_bytes()
    assert FINDER not in only.read_bytes()
    assert b"ada" not in only.read_bytes()


def wal_of(database: Path) -> bytes:
    wal = database.with_name("heard.db-wal")
    return wal.read_bytes() if wal.exists() else b""


def test_a_copy_carries_its_own_time_and_the_database_in_use_has_none(database: Path) -> None:
    made = make_backup(database, MONDAY)

    assert column(made.file, "SELECT made_at FROM backup") == ["2026-11-23T03:00:00.000000+00:00"]
    assert column(database, "SELECT made_at FROM backup") == []
    assert made.file.name == "heard-2026-11-23-0300.db"


def test_a_copy_is_for_our_eyes_only_and_is_one_file(database: Path) -> None:
    made = make_backup(database, MONDAY)

    assert made.file.stat().st_mode & 0o777 == 0o600
    assert folder_of(database).stat().st_mode & 0o777 == 0o700
    assert column(made.file, "PRAGMA integrity_check") == ["ok"]
    assert column(made.file, "PRAGMA journal_mode") == ["delete"]
    assert [file.name for file in folder_of(database).iterdir()] == [made.file.name]


def test_a_copy_is_made_at_one_moment_while_others_write(database: Path) -> None:
    """Ten rows a transaction: a copy with a part of a transaction would show."""
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=10)) as db:
            number = 0
            while not stop.is_set():
                db.execute("BEGIN IMMEDIATE")
                for _ in range(10):
                    number += 1
                    db.execute("INSERT INTO taken_update VALUES (?, '')", (number,))
                db.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make_backup(database, MONDAY + timedelta(minutes=number)) for number in range(5)]
    finally:
        stop.set()
        writer.join()

    counts = [column(one.file, "SELECT count(*) FROM taken_update")[0] for one in made]
    assert [count for count in counts if int(str(count)) % 10] == []


def test_seven_are_kept_and_other_files_are_left_alone(database: Path) -> None:
    made = [make_backup(database, MONDAY + timedelta(days=number)).file.name for number in range(9)]
    other = folder_of(database) / "notes.txt"
    other.write_text("mine")

    drop_old(database)

    assert [backup.file.name for backup in list_backups(database)] == made[::-1][:KEPT]
    assert other.exists()


def test_what_an_interrupted_copy_left_behind_goes_after_a_while(database: Path) -> None:
    make_backup(database, MONDAY)
    old, fresh = (folder_of(database) / f"heard-{name}.unfinished" for name in ("old", "fresh"))
    for file in (old, fresh):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))

    drop_old(database)

    assert [old.exists(), fresh.exists()] == [False, True]


def test_a_copy_that_is_not_whole_is_not_kept(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "find_trouble", lambda db: "row 1 missing from index")

    with pytest.raises(Unusable, match=r"not whole \(row 1 missing from index\)"):
        make_backup(database, MONDAY)

    assert list(folder_of(database).iterdir()) == []


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipe (id INTEGER)")
    return path


@pytest.fixture
def scribble(tmp_path: Path) -> Path:
    path = tmp_path / "scribble.db"
    path.write_bytes(b"Dear diary, " * 500)
    return path


def test_what_is_no_database_of_ours_is_not_copied(tmp_path: Path, foreign: Path, scribble: Path) -> None:
    for path, said in (
        (tmp_path / "missing.db", "no database at"),
        (foreign, "not a database of Heard"),
        (scribble, "cannot be copied"),
    ):
        with pytest.raises(Unusable, match=said):
            make_backup(path, MONDAY)
    assert not (tmp_path / "missing.db").exists()
    assert not folder_of(foreign).exists()


@pytest.fixture
def many(database: Path) -> Iterator[list[Made]]:
    yield [make_backup(database, MONDAY, why) for why in ("", "before-restore")]


def test_why_a_copy_was_made_stands_in_its_name(many: list[Made], database: Path) -> None:
    assert [backup.file.name for backup in list_backups(database)] == [
        "heard-2026-11-23-0300.db",
        "heard-2026-11-23-0300-before-restore.db",
    ]
