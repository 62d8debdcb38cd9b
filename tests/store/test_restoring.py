"""A backup put in the place of the database: checked, brought up to date, and nobody comes back."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.asking import Whom
from bot.core.people import AgeBand, Audience, Person
from bot.core.releases import Release, Scope, Subject, What
from bot.core.surveys import Survey
from bot.core.words import Reading
from bot.store import audit, migrations, people, releases, surveys
from bot.store.backups import folder_of, list_backups, make_backup
from bot.store.forgetting import apply_erasures, forget
from bot.store.keys import Keys
from bot.store.migrations import Unusable, migrate
from bot.store.restoring import Restored, restore
from bot.store.times import to_text
from tests.store.test_backups import FINDER, add_response

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ADA, BO = 5_000_000_001, 5_000_000_002


@dataclass
class House:
    """A database with its keys, and a time that is given with every step."""

    path: Path
    keys: Keys

    def connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def join(self, telegram: int, at: datetime) -> None:
        with closing(self.connect()) as db, db:
            agreed_at = self.keys.erasures.joining_time(telegram, at)
            number = db.execute("SELECT count(*) + 1 FROM person").fetchone()[0]
            people.save(db, person(telegram * 10 + number, telegram, agreed_at))

    def forget(self, telegram: int, at: datetime) -> None:
        with closing(self.connect()) as db, db:
            self.keys.erasures.note(telegram, at)
            forget(db, self.keys, telegram)

    def open_survey(self, title: str, at: datetime, closes: datetime) -> int:
        with closing(self.connect()) as db, db:
            survey = surveys.add(db, a_survey(title), Whom.EVERYONE, at, closes)
        self.keys.create(survey)
        return survey

    def backup(self, at: datetime) -> Path:
        return make_backup(self.path, at).file

    def restore(self, file: Path, at: datetime, yes: bool = True) -> Restored:
        return restore(file, self.path, self.keys, at, replace_newer=yes)

    def members(self) -> list[int]:
        return [telegram for (telegram,) in self.rows("SELECT telegram FROM person ORDER BY telegram")]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as db:
            return db.execute(sql).fetchall()


def person(number: int, telegram: int, agreed_at: datetime) -> Person:
    return Person(
        id=number,
        telegram=telegram,
        audience=Audience.YOUNG,
        age=AgeBand.FROM_16,
        area=None,
        theme=None,
        reading=Reading.USUAL,
        asked_about=False,
        agreed_version=1,
        agreed_at=agreed_at,
    )


def a_survey(title: str) -> Survey:
    say = {"can_change": "x", "cannot_change": "x", "who_decides": "x", "hear_back": "x"}
    question = {"id": "q", "kind": "choose_one", "sensitivity": "ordinary", "text": "x"}
    options = [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]
    return Survey.model_validate(
        {"id": "x", "title": title, "influence": say, "questions": [{**question, "options": options}]}
    )


@pytest.fixture
def house(tmp_path: Path) -> House:
    path = tmp_path / "data" / "heard.db"
    path.parent.mkdir()
    migrate(path, "2026-11-20")
    keys = Keys(tmp_path / "keys")
    keys.erasures.begin()
    house = House(path, keys)
    house.join(ADA, MONDAY - 3 * DAY)
    house.join(BO, MONDAY - 3 * DAY)
    return house


# Nobody comes back


def test_somebody_forgotten_after_the_backup_does_not_come_back(house: House) -> None:
    file = house.backup(MONDAY)
    house.forget(ADA, MONDAY + DAY)

    done = house.restore(file, MONDAY + 2 * DAY)

    assert done.forgotten == 1
    assert house.members() == [BO]


def test_their_role_and_what_was_sent_to_them_do_not_come_back_either(house: House) -> None:
    with closing(house.connect()) as db, db:
        db.execute("INSERT INTO role VALUES (?, 'coordinator')", (ADA,))
        db.execute("INSERT INTO post VALUES (1, 'for ada alone', 1, '{}')")
        db.execute(
            "INSERT INTO delivery (post, chat, state, urgency, due_at) VALUES (1, ?, 'sent', 1, '')", (ADA,)
        )
    file = house.backup(MONDAY)
    house.forget(ADA, MONDAY + DAY)

    house.restore(file, MONDAY + 2 * DAY)

    assert house.rows("SELECT * FROM role") == []
    assert house.rows("SELECT * FROM delivery") == []
    assert house.rows("SELECT * FROM post") == []


def test_somebody_who_joined_again_before_the_backup_stays(house: House) -> None:
    house.forget(ADA, MONDAY - DAY)
    house.join(ADA, MONDAY)
    file = house.backup(MONDAY + DAY)

    done = house.restore(file, MONDAY + 2 * DAY)

    assert done.forgotten == 0
    assert house.members() == [ADA, BO]


def test_from_a_backup_before_the_erasure_the_old_person_goes_though_they_joined_again_since(
    house: House,
) -> None:
    file = house.backup(MONDAY)
    house.forget(ADA, MONDAY + DAY)
    house.join(ADA, MONDAY + 2 * DAY)

    done = house.restore(file, MONDAY + 3 * DAY)

    assert done.forgotten == 1
    assert house.members() == [BO]  # what was held of Ada then was to be forgotten; they may join once more


def test_forgotten_joined_and_forgotten_again_the_last_time_counts(house: House) -> None:
    house.forget(ADA, MONDAY - DAY)
    house.join(ADA, MONDAY)
    file = house.backup(MONDAY + timedelta(hours=1))
    house.forget(ADA, MONDAY + DAY)

    house.restore(file, MONDAY + 2 * DAY)

    assert house.members() == [BO]


def test_joining_again_at_the_same_moment_or_with_the_clock_set_back_is_still_after(house: House) -> None:
    for back in (timedelta(), timedelta(hours=-3)):
        house.forget(ADA, MONDAY)
        house.join(ADA, MONDAY + back)

        with closing(house.connect()) as db:
            assert apply_erasures(db, house.keys) == 0
    assert house.members() == [ADA, BO]


def test_no_byte_of_somebody_forgotten_is_in_the_restored_file(house: House) -> None:
    with closing(house.connect()) as db, db:
        db.execute("UPDATE person SET area = 'Seldom-seen-village' WHERE telegram = ?", (ADA,))
    file = house.backup(MONDAY)
    house.forget(ADA, MONDAY + DAY)

    house.restore(file, MONDAY + 2 * DAY)

    assert b"Seldom-seen" in file.read_bytes()
    assert b"Seldom-seen" not in house.path.read_bytes()


def test_a_lost_list_of_erasures_is_told(house: House, tmp_path: Path) -> None:
    file = house.backup(MONDAY)

    done = restore(file, house.path, Keys(tmp_path / "other keys"), MONDAY + DAY, replace_newer=True)

    assert not done.list_known


def test_a_backup_older_than_the_list_goes_back_is_refused_whatever_one_says(house: House) -> None:
    file = house.backup(MONDAY)

    with pytest.raises(Unusable, match="older than 400 days"):
        house.restore(file, MONDAY + timedelta(days=401))


# Surveys that were open


def test_an_open_survey_begins_anew_with_a_key_of_its_own(house: House) -> None:
    survey = house.open_survey("Buses", MONDAY, MONDAY + 7 * DAY)
    file = house.backup(MONDAY)
    before = house.keys.finder(survey, 1)

    done = house.restore(file, MONDAY + DAY)

    assert done.begun_anew == ("Buses",)
    assert house.rows("SELECT closed_at FROM survey") == [(None,)]
    assert Keys(house.path.parent.parent / "keys").finder(survey, 1) != before


def test_an_open_survey_whose_time_has_passed_is_closed_without_a_result(house: House) -> None:
    house.open_survey("Buses", MONDAY, MONDAY + 2 * DAY)
    file = house.backup(MONDAY)

    done = house.restore(file, MONDAY + 3 * DAY)

    assert (done.begun_anew, done.over) == ((), ("Buses",))
    assert house.rows("SELECT closed_at, answered FROM survey") == [(to_text(MONDAY + 2 * DAY), 0)]
    assert house.rows("SELECT count(*) FROM survey WHERE told_at IS NULL") == [(0,)]
    assert house.keys.surveys() == []


def test_keys_of_surveys_that_the_backup_does_not_know_are_destroyed(house: House) -> None:
    """A number is given again: the next survey must not meet an old key."""
    file = house.backup(MONDAY)
    house.open_survey("Buses", MONDAY + DAY, MONDAY + 7 * DAY)

    house.restore(file, MONDAY + 2 * DAY)

    assert house.keys.surveys() == []


def test_what_waited_to_be_sent_then_is_not_sent_again_now(house: House) -> None:
    with closing(house.connect()) as db, db:
        db.execute("INSERT INTO post VALUES (1, 'x', 1, '{}')")
        db.execute("INSERT INTO delivery (post, chat, urgency, due_at) VALUES (1, ?, 1, '')", (ADA,))
    file = house.backup(MONDAY)

    house.restore(file, MONDAY + DAY)

    assert house.rows("SELECT state, error FROM delivery") == [("uncertain", "restored")]


# What was there before


def test_what_is_newer_is_not_overwritten_unless_told(house: House) -> None:
    file = house.backup(MONDAY)
    changed = (MONDAY + timedelta(hours=2)).timestamp()
    os.utime(house.path, (changed, changed))

    with pytest.raises(Unusable, match=r"newer: it was last changed on 2026-11-23 05:00 UTC.*Add --yes"):
        house.restore(file, MONDAY + DAY, yes=False)

    assert house.restore(file, MONDAY + DAY, yes=True).replaced


def test_what_is_older_or_missing_is_simply_put_there(house: House) -> None:
    file = house.backup(MONDAY)
    os.utime(house.path, (0, 0))
    assert house.restore(file, MONDAY + DAY, yes=False).replaced

    house.path.unlink()
    done = house.restore(file, MONDAY + DAY, yes=False)

    assert (done.replaced, done.kept) == (False, None)
    assert house.members() == [ADA, BO]


def test_what_was_replaced_is_kept_as_a_backup_by_the_same_rule(house: House) -> None:
    file = house.backup(MONDAY)
    house.join(5_000_000_003, MONDAY + DAY)
    survey = house.open_survey("Buses", MONDAY + DAY, MONDAY + 7 * DAY)
    with closing(house.connect()) as db, db:
        add_response(db, b"ada", survey, FINDER, 1, "Seldom-said-words")

    done = house.restore(file, MONDAY + 2 * DAY)

    assert done.kept == folder_of(house.path) / "heard-2026-11-25-0300-before-restore.db"
    assert b"Seldom-said" not in done.kept.read_bytes()
    assert house.members() == [ADA, BO]
    house.restore(done.kept, MONDAY + 3 * DAY)
    assert len(house.members()) == 3


def test_the_log_of_the_old_database_is_not_taken_for_the_new_ones(house: House) -> None:
    """Killed, the bot leaves a log behind; read with another database it would destroy that."""
    file = house.backup(MONDAY)
    with closing(house.connect()) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        with db:
            db.execute("UPDATE person SET area = 'Seldom-seen-village'")
        wal = house.path.with_name("heard.db-wal")
        left_behind = wal.read_bytes()
    wal.write_bytes(left_behind)

    house.restore(file, MONDAY + DAY)

    assert house.rows("SELECT DISTINCT area FROM person") == [(None,)]
    assert house.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_damaged_database_is_replaced_and_cannot_be_kept(house: House) -> None:
    file = house.backup(MONDAY)
    whole = house.path.read_bytes()
    house.path.write_bytes(whole[:4096] + bytes(8192) + whole[12288:])

    done = house.restore(file, MONDAY + DAY)

    assert (done.replaced, done.kept) == (True, None)
    assert house.members() == [ADA, BO]


def test_a_database_in_use_is_not_replaced(house: House) -> None:
    file = house.backup(MONDAY)
    with closing(house.connect()) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("SELECT * FROM person").fetchall()
        db.execute("BEGIN")
        db.execute("SELECT * FROM person").fetchall()

        with pytest.raises(Unusable, match="in use"):
            house.restore(file, MONDAY + DAY)

    assert house.members() == [ADA, BO]
    assert [backup.file.suffix for backup in list_backups(house.path)] == [".db", ".db"]
    assert list(house.path.parent.glob("*.unfinished*")) == []


# What is put there


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = house.backup(MONDAY)
    known = migrations.steps()
    monkeypatch.setattr(
        migrations, "steps", lambda: [*known, "CREATE TABLE later (id INTEGER PRIMARY KEY);\n"]
    )

    house.restore(file, MONDAY + DAY)

    assert house.rows("SELECT * FROM later") == []
    assert house.rows("PRAGMA user_version") == [(len(known) + 1,)]


def test_the_restored_database_is_one_in_use_and_for_our_eyes_only(house: House) -> None:
    file = house.backup(MONDAY)

    house.restore(file, MONDAY + DAY)

    assert house.rows("SELECT * FROM backup") == []
    assert house.path.stat().st_mode & 0o777 == 0o600
    migrate(house.path, "2026-11-24")


def test_what_is_no_whole_backup_of_ours_is_refused_and_changes_nothing(house: House, tmp_path: Path) -> None:
    good = house.backup(MONDAY)
    whole = good.read_bytes()
    bad = {
        "missing": None,
        "scribble": b"Dear diary, " * 500,
        "short": whole[:10_000],
        "damaged": whole[:8192] + bytes(8192) + whole[16384:],
        "empty": b"",
    }
    before = house.path.read_bytes()
    for name, content in bad.items():
        file = tmp_path / f"{name}.db"
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(Unusable):
            house.restore(file, MONDAY + DAY)

    assert house.path.read_bytes() == before
    assert not (tmp_path / "missing.db").exists()


def test_a_database_that_no_backup_command_made_is_refused(house: House, tmp_path: Path) -> None:
    by_hand = tmp_path / "copy.db"
    by_hand.write_bytes(house.path.read_bytes())

    with pytest.raises(Unusable, match="not made by `heard backup`"):
        house.restore(by_hand, MONDAY + DAY)


def test_a_backup_of_a_newer_heard_is_refused(house: House) -> None:
    file = house.backup(MONDAY)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 99")

    with pytest.raises(Unusable, match="newer Heard"):
        house.restore(file, MONDAY + DAY)


# Releases


def test_what_was_withdrawn_after_the_backup_stays_withdrawn(house: House) -> None:
    def said(what: str) -> None:
        with closing(house.connect()) as db, db:
            audit.add(db, MONDAY, what, "release 7", "coordinator", 1, "")

    with closing(house.connect()) as db, db:
        for number, what in ((7, What.RECORD), (8, What.IMPACT)):
            releases.add(db, Release(number, Subject(what), Scope(), MONDAY, None, 0, "0" * 64))
    said("released")
    made = make_backup(house.path, MONDAY)
    said("release_withdrawn")
    with closing(house.connect()) as db, db:
        releases.withdraw(db, 7, MONDAY)

    restore(made.file, house.path, house.keys, MONDAY + DAY, replace_newer=True)

    with closing(house.connect()) as db:
        assert [one.id for one in releases.list_in_force(db)] == [8]
        assert audit.verify(db) is None
