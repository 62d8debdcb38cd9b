"""Who wrote what, to be told with the key only."""

from pathlib import Path

import pytest

from bot.store.writers import Writers

AMIRA, BO = 5_000_000_123, 42


def test_what_was_sealed_is_opened_with_the_same_key_and_with_no_other(tmp_path: Path) -> None:
    writers = make(tmp_path / "keys")
    sealed = writers.seal(AMIRA)

    assert writers.open(sealed) == AMIRA
    assert make(tmp_path / "keys").open(sealed) == AMIRA
    assert make(tmp_path / "others").open(sealed) is None
    assert writers.open(None) is None


def test_what_is_sealed_twice_differs_and_shows_nothing_of_the_number(tmp_path: Path) -> None:
    writers = make(tmp_path)
    sealed = [writers.seal(AMIRA) for _ in range(20)]

    assert len({*sealed}) == 20
    assert not any(AMIRA.to_bytes(8, "big")[4:] in one for one in sealed)
    assert len({len(writers.seal(number)) for number in (AMIRA, BO)}) == 1


def test_a_changed_seal_opens_nothing(tmp_path: Path) -> None:
    writers = make(tmp_path)
    sealed = writers.seal(AMIRA)

    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert writers.open(changed) is None
    assert writers.open(b"") is None


def test_all_that_one_person_wrote_is_found_and_nothing_of_anybody_else(tmp_path: Path) -> None:
    writers = make(tmp_path)

    assert writers.finder(AMIRA) == make(tmp_path).finder(AMIRA)
    assert writers.finder(AMIRA) != writers.finder(BO)
    assert (tmp_path / "feedback.key").stat().st_mode & 0o077 == 0


WORDS = ("", "he hits me", "он меня бьёт 😢", "x" * 20_000)


@pytest.mark.parametrize("words", WORDS, ids=[str(len(one)) for one in WORDS])
def test_words_are_opened_with_the_same_key_and_with_no_other(tmp_path: Path, words: str) -> None:
    writers = make(tmp_path / "keys")
    sealed = writers.seal_words(words)

    assert writers.open_words(sealed) == words
    assert make(tmp_path / "keys").open_words(sealed) == words
    assert make(tmp_path / "others").open_words(sealed) is None
    assert writers.seal_words(words) != sealed


def test_sealed_words_show_nothing_of_themselves_and_no_change_goes_unseen(tmp_path: Path) -> None:
    writers = make(tmp_path)
    sealed = writers.seal_words("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 4)

    assert b"aaaa" not in sealed
    assert len({len(writers.seal_words("a" * number)) for number in range(500)}) == 1
    assert len({*sealed}) > 100  # no two blocks are hidden by the same bytes
    for at in range(0, len(sealed), 7):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert writers.open_words(changed) is None


def make(folder: Path) -> Writers:
    return Writers(folder, "feedback.key")
