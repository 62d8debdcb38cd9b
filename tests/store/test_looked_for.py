"""What people look for, and what coordinators change of the directory, as it is stored and copied."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.core.own_terms import OwnTerm
from bot.core.support.changes import Change
from bot.store import entries, looked_for, own_terms
from bot.store.copies import write_copy
from bot.store.keys import Keys
from bot.store.migrations import migrate

TODAY = date(2026, 11, 26)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    migrate(tmp_path / "heard.db", TODAY.isoformat())
    with closing(sqlite3.connect(tmp_path / "heard.db", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        yield db


def test_a_change_is_saved_over_the_version_that_was_seen(db: sqlite3.Connection) -> None:
    before = entries.revision(db)
    seen = entries.find_change(db, "mencap")

    assert entries.save_change(db, Change("mencap", {"name": "M"}, version=seen.version))
    assert not entries.save_change(db, Change("mencap", {"name": "N"}, version=seen.version))

    (saved,) = entries.list_changes(db).values()
    assert (saved.fields, saved.version, saved.checked) == ({"name": "M"}, 1, None)
    assert entries.save_change(db, saved.seen(TODAY))
    assert entries.find_change(db, "mencap").checked == TODAY
    assert entries.revision(db) == before + 2


def test_an_explained_word_is_saved_over_the_version_that_was_seen(db: sqlite3.Connection) -> None:
    before = entries.revision(db)

    assert own_terms.save(db, OwnTerm("own_x", "x", "One."))
    assert not own_terms.save(db, OwnTerm("own_x", "x", "Two."))
    assert own_terms.save(db, OwnTerm("own_x", "x", "Two.", version=1))

    assert own_terms.list_all(db) == [OwnTerm("own_x", "x", "Two.", version=2)]
    assert entries.revision(db) == before + 2


def test_a_word_that_few_asked_about_stands_in_no_file_and_no_copy(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    keys, word = Keys(tmp_path / "keys"), "kowalski"
    for _ in range(4):
        looked_for.count_term(db, keys.terms.mark(word), word, TODAY, 5)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    write_copy(db, tmp_path / "copy.db", "2026-11-26T00:00:00.000000+00:00")

    for file in ("heard.db", "copy.db"):
        assert word.encode() not in (tmp_path / file).read_bytes()
    looked_for.count_term(db, keys.terms.mark(word), word, TODAY, 5)
    assert [(term, times) for _, term, times in looked_for.list_terms(db)] == [(word, 5)]


def test_a_lost_key_counts_words_anew(db: sqlite3.Connection, tmp_path: Path) -> None:
    first = Keys(tmp_path / "keys").terms.mark("frobnicator")
    again = Keys(tmp_path / "keys").terms.mark("frobnicator")
    elsewhere = Keys(tmp_path / "other").terms.mark("frobnicator")

    assert first == again != elsewhere
    assert len(first) == 16


def test_what_the_forum_changed_and_counted_travels_in_a_copy(db: sqlite3.Connection, tmp_path: Path) -> None:
    entries.save_change(db, Change("mencap", hidden=True))
    entries.say_wrong(db, "ipsea", TODAY)
    looked_for.count(db, "2026-11", "topic:money")

    write_copy(db, tmp_path / "copy.db", "2026-11-26T00:00:00.000000+00:00")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        for table in ("entry_change", "wrong_entry", "looked_for"):
            assert copy.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
