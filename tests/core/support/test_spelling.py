"""Words as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.support.spelling import LONGEST_MESSAGE, Speller, stem, words_of

KNOWN = Speller(
    {"school": 9, "excluded": 5, "anxious": 4, "care": 3, "diagnosis": 2, "wont": 1, "transport": 1}
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("She WON'T go!", ["she", "wont", "go"]),
        ("soooo tired…", ["soo", "tired"]),
        ("café, 2nd visit", ["cafe", "2nd", "visit"]),
        ("don’t/can`t", ["dont", "cant"]),
        ("😀 .", []),
        ("école école".upper(), ["ecole", "ecole"]),
    ],
)
def test_words_are_cut_out(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words


def test_of_a_very_long_message_the_beginning_is_looked_at() -> None:
    assert len(words_of("ab " * 20_000)) == LONGEST_MESSAGE // 3


@pytest.mark.parametrize(
    "family",
    [
        ("exclude", "excluded", "excluding", "excludes"),
        ("bus", "buss"),
        ("worry", "worries"),
        ("stop", "stopped", "stopping"),
        ("carer", "carers"),
        ("refuse", "refused", "refusing"),
    ],
)
def test_a_family_of_words_has_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word)[:3] for word in family}) == 1
    assert len({stem(word) for word in family}) <= 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("school", "school"),
        ("shcool", "school"),
        ("scool", "school"),
        ("schoool", "school"),
        ("exluded", "excluded"),
        ("anxiuos", "anxious"),
        ("dignosis", "diagnosis"),
        ("diagnostic", "diagnosis"),
        ("transprot", "transport"),
    ],
)
def test_a_mistyped_word_is_put_right(typed: str, meant: str) -> None:
    assert KNOWN.meant(typed) == meant


@pytest.mark.parametrize("typed", ["cake", "car", "cool", "12345678", "xyzzy", "tool", "fortune"])
def test_another_word_is_left_alone(typed: str) -> None:
    assert KNOWN.meant(typed) is None


@given(st.text(max_size=200))
def test_whatever_is_typed_gives_words_of_letters_and_digits(typed: str) -> None:
    for word in words_of(typed):
        assert word.isascii() and word.isalnum() and word == word.lower()
        assert stem(word)
        KNOWN.meant(word)
