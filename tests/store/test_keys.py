from pathlib import Path

import pytest

from bot.store.keys import KeyLost, Keys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def test_the_same_person_is_found_again_and_nobody_else(folder: Path) -> None:
    keys = Keys(folder)
    keys.create(1)
    keys.create(2)

    finders = {keys.finder(survey, person) for survey in (1, 2) for person in (10, 11)}

    assert len(finders) == 4
    assert keys.finder(1, 10) == Keys(folder).finder(1, 10)


def test_a_key_is_for_our_eyes_only(folder: Path) -> None:
    Keys(folder).create(1)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in folder.iterdir()] == [0o600]


def test_a_key_made_again_stays_the_same(folder: Path) -> None:
    Keys(folder).create(1)
    before = Keys(folder).finder(1, 10)

    Keys(folder).create(1)

    assert Keys(folder).finder(1, 10) == before


def test_a_key_half_written_at_a_crash_is_made_anew(folder: Path) -> None:
    folder.mkdir()
    (folder / "1.new").write_bytes(b"half")

    Keys(folder).create(1)

    assert [(file.name, file.stat().st_size) for file in folder.iterdir()] == [("1.key", 32)]


def test_a_destroyed_key_finds_nobody_and_leaves_no_file(folder: Path) -> None:
    keys = Keys(folder)
    keys.create(1)
    keys.finder(1, 10)

    keys.destroy(1)
    keys.destroy(1)

    assert list(folder.iterdir()) == []
    with pytest.raises(KeyLost):
        keys.finder(1, 10)


def test_a_missing_key_is_told_by_its_survey_alone(folder: Path) -> None:
    with pytest.raises(KeyLost) as lost:
        Keys(folder).finder(7, 123456789)

    assert str(lost.value) == "7"
