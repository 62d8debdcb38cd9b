"""Any earlier version becomes the newest; whatever else lies there is refused, never guessed at."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from bot.store import migrations
from bot.store.migrations import APPLICATION, Unusable, migrate, steps

TODAY = "2026-11-23"
NEWEST = len(steps())
LATER = "CREATE TABLE later (id INTEGER PRIMARY KEY);\n-- and a note with no statement after it\n"


def build_version(path: Path, version: int) -> None:
    """A database as a Heard of that version left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for number, sql in enumerate(steps()[:version], start=1):
            migrations._apply(db, number, sql)


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))


def number(path: Path, pragma: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def set_aside_codes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [code for (code,) in db.execute("SELECT code FROM set_aside")]


def write_something(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO set_aside VALUES (1, 'message', 'x', 'KEPT', '')")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "heard.db"


@pytest.fixture
def with_a_later_step(monkeypatch: pytest.MonkeyPatch) -> None:
    known = steps()
    monkeypatch.setattr(migrations, "steps", lambda: [*known, LATER])


@pytest.mark.parametrize("version", range(NEWEST + 1))
def test_every_earlier_version_becomes_the_newest(path: Path, tmp_path: Path, version: int) -> None:
    build_version(path, version)
    fresh = tmp_path / "fresh.db"
    migrate(fresh, TODAY)

    migrate(path, TODAY)

    assert schema(path) == schema(fresh)
    assert number(path, "user_version") == NEWEST
    assert number(path, "application_id") == APPLICATION


def test_a_migration_keeps_what_was_there_and_makes_a_copy_first(path: Path, with_a_later_step: None) -> None:
    build_version(path, NEWEST)
    write_something(path)

    migrate(path, TODAY)

    copy = path.parent / "backups" / f"heard-{TODAY}-before-version-{NEWEST + 1}.db"
    assert number(path, "user_version") == NEWEST + 1
    assert set_aside_codes(path) == ["KEPT"]
    assert number(copy, "user_version") == NEWEST
    assert set_aside_codes(copy) == ["KEPT"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "heard.db"]
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_nothing_is_copied_or_changed_when_there_is_nothing_to_do(path: Path) -> None:
    migrate(path, TODAY)
    write_something(path)
    before = path.read_bytes()

    migrate(path, TODAY)

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["heard.db"]


def test_a_step_that_fails_changes_nothing_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = steps()
    build_version(path, NEWEST)
    before = schema(path)
    monkeypatch.setattr(migrations, "steps", lambda: [*known, LATER + "CREATE TABLE person (id);"])
    with pytest.raises(Unusable):
        migrate(path, TODAY)
    assert schema(path) == before
    assert number(path, "user_version") == NEWEST

    monkeypatch.setattr(migrations, "steps", lambda: [*known, LATER])
    migrate(path, TODAY)

    assert number(path, "user_version") == NEWEST + 1


def test_a_database_of_a_newer_heard_is_refused_and_left_alone(path: Path) -> None:
    migrate(path, TODAY)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 3}")
    before = path.read_bytes()

    with pytest.raises(Unusable, match=f"newer Heard .version {NEWEST + 3}.*Update Heard"):
        migrate(path, TODAY)

    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 500)

    with pytest.raises(Unusable, match=r"damaged.*Restore the newest backup"):
        migrate(path, TODAY)

    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_damaged_database_is_refused(path: Path) -> None:
    migrate(path, TODAY)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(8192) + whole[12288:])

    with pytest.raises(Unusable, match="damaged"):
        migrate(path, TODAY)


def test_a_database_cut_short_is_refused(path: Path) -> None:
    migrate(path, TODAY)
    path.write_bytes(path.read_bytes()[:10_000])

    with pytest.raises(Unusable, match="damaged"):
        migrate(path, TODAY)


@pytest.mark.parametrize("version", [0, 1])
def test_somebody_elses_database_is_refused_and_left_alone(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipe (id INTEGER)")
        db.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()

    with pytest.raises(Unusable, match=r"not a database of Heard.*HEARD_DATA_DIR"):
        migrate(path, TODAY)

    assert path.read_bytes() == before


def test_a_database_that_another_program_holds_is_a_clear_refusal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    with closing(connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", partial(connect, timeout=0.01))

        with pytest.raises(Unusable, match="cannot be used now"):
            migrate(path, TODAY)


def test_a_folder_that_cannot_be_written_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be used now"):
        migrate(tmp_path / "missing" / "heard.db", TODAY)


def test_steps_are_numbered_without_a_gap_and_say_why() -> None:
    folder = Path(migrations.__file__).parent
    files = sorted(folder.glob("*.sql"))

    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    assert all(file.read_text(encoding="utf-8").startswith("-- ") for file in files)
