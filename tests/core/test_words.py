"""Words in their forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.words import Reader, Reading, Voice, Words, all_readers

some_text = st.text(min_size=1, max_size=20)
some_words = st.recursive(
    st.builds(Words, usual=some_text, shorter=st.none() | some_text),
    lambda inner: st.builds(Words, usual=some_text, shorter=st.none() | some_text, young=inner),
    max_leaves=2,
)

SHORTER = Reader(reading=Reading.SHORTER)
YOUNG = Reader(voice=Voice.YOUNG)
YOUNG_SHORTER = Reader(voice=Voice.YOUNG, reading=Reading.SHORTER)


def test_a_plain_string_stands_for_all_forms() -> None:
    words = Words.model_validate("Hello")

    assert words == Words(usual="Hello")
    assert {words.choose(reader) for reader in all_readers()} == {"Hello"}


def test_each_reader_gets_their_own_form() -> None:
    words = Words(usual="a", shorter="b", young=Words(usual="c", shorter="d"))

    assert [words.choose(reader) for reader in all_readers()] == ["a", "b", "c", "d"]


def test_a_form_that_is_missing_is_the_nearest_one() -> None:
    words = Words(usual="a", shorter="b", young=Words(usual="c"))

    assert words.choose(YOUNG_SHORTER) == "c"
    assert Words(usual="a", shorter="b").choose(YOUNG_SHORTER) == "b"
    assert Words(usual="a", young=Words(usual="c")).choose(SHORTER) == "a"


@given(words=some_words)
def test_what_is_chosen_is_one_of_the_forms(words: Words) -> None:
    forms = {text for _, text in words.forms()}

    assert {words.choose(reader) for reader in all_readers()} <= forms
    assert Words.model_validate_json(words.model_dump_json()) == words


@given(words=some_words, prefix=some_text)
def test_a_prefix_stands_before_every_form(words: Words, prefix: str) -> None:
    assert [*words.prefixed(prefix).forms()] == [(place, prefix + text) for place, text in words.forms()]


@pytest.mark.parametrize(
    "value", ["", {"usual": ""}, {}, {"usual": "a", "shorter": ""}, {"usual": "a", "old": "b"}, 5]
)
def test_empty_or_unknown_forms_are_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Words.model_validate(value)
