"""The list of those who were forgotten: keyed, whole, for our eyes only, and no longer than needed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.erasures import KEPT, Erasures
from bot.store.migrations import Unusable

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADA, BO = 5_000_000_001, 5_000_000_002


@pytest.fixture
def erasures(tmp_path: Path) -> Erasures:
    return Erasures(tmp_path / "keys")


def test_somebody_who_was_forgotten_is_found_and_nobody_else(erasures: Erasures, tmp_path: Path) -> None:
    erasures.note(ADA, MONDAY)

    again = Erasures(tmp_path / "keys")
    assert again.find(ADA) == MONDAY
    assert again.find(BO) is None


def test_forgotten_twice_is_one_line_with_the_last_time(erasures: Erasures) -> None:
    erasures.note(ADA, MONDAY)
    erasures.note(ADA, MONDAY + timedelta(days=3))

    assert list(erasures.read().values()) == [MONDAY + timedelta(days=3)]


def test_the_list_and_its_key_are_for_our_eyes_only_and_hold_no_id(
    erasures: Erasures, tmp_path: Path
) -> None:
    erasures.note(ADA, MONDAY)

    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == ["erasures", "erasures.key"]
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]
    assert not any(str(ADA).encode() in file.read_bytes() for file in files)


def test_the_same_person_has_another_mark_under_another_key(erasures: Erasures, tmp_path: Path) -> None:
    other = Erasures(tmp_path / "other")
    erasures.begin()
    other.begin()

    assert erasures.mark(ADA) != other.mark(ADA)


def test_the_order_of_the_lines_is_not_the_order_of_the_erasures(erasures: Erasures) -> None:
    for number in range(20):
        erasures.note(ADA + number, MONDAY + timedelta(minutes=number))

    lines = list(erasures.read().items())
    assert lines == sorted(lines)
    assert [at for _, at in lines] != sorted(at for _, at in lines)


def test_who_joins_again_does_so_later_than_the_erasure_whatever_the_clock_says(erasures: Erasures) -> None:
    erasures.note(ADA, MONDAY)

    assert erasures.joining_time(ADA, MONDAY) > MONDAY
    assert erasures.joining_time(ADA, MONDAY - timedelta(hours=2)) > MONDAY
    assert erasures.joining_time(ADA, MONDAY + timedelta(days=1)) == MONDAY + timedelta(days=1)
    assert erasures.joining_time(BO, MONDAY) == MONDAY


def test_a_line_goes_when_no_backup_can_need_it(erasures: Erasures) -> None:
    erasures.note(ADA, MONDAY - KEPT - timedelta(days=1))
    erasures.note(BO, MONDAY - KEPT + timedelta(days=1))

    erasures.drop_before(MONDAY - KEPT)

    assert erasures.find(ADA) is None
    assert erasures.find(BO) is not None


def test_a_damaged_list_is_refused_for_somebody_would_come_back_unseen(
    erasures: Erasures, tmp_path: Path
) -> None:
    erasures.note(ADA, MONDAY)
    (tmp_path / "keys" / "erasures").write_text("half a li")

    with pytest.raises(Unusable, match="erasures is damaged"):
        erasures.find(ADA)


def test_a_list_without_its_key_is_refused(erasures: Erasures, tmp_path: Path) -> None:
    erasures.note(ADA, MONDAY)
    (tmp_path / "keys" / "erasures.key").unlink()

    with pytest.raises(Unusable, match=r"erasures\.key is missing"):
        erasures.begin()
    with pytest.raises(Unusable, match=r"erasures\.key is missing"):
        erasures.find(ADA)


def test_a_fresh_folder_has_no_list_and_says_so(erasures: Erasures) -> None:
    assert not erasures.was_begun
    assert erasures.find(ADA) is None

    erasures.begin()
    assert erasures.was_begun
