"""Words in their forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.words import MARK, Reader, Reading, Voice, Words, all_readers, languages_of, words_in
from tests.core.examples import question

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


SOUP = Words(
    usual="Soup",
    shorter="S",
    young=Words(usual="Hot soup"),
    translations={"pl": Words(usual="Zupa", young=Words(usual="Zupka")), "ar": Words(usual="حساء")},
)


def test_a_translation_has_its_own_forms() -> None:
    assert SOUP.choose(Reader(language="pl")) == "Zupa"
    assert SOUP.choose(Reader(Reading.SHORTER, Voice.PARENT, "pl")) == "Zupa"
    assert SOUP.choose(Reader(Reading.SHORTER, Voice.YOUNG, "pl")) == "Zupka"
    assert SOUP.choose(Reader(Reading.SHORTER, Voice.YOUNG, "ar")) == "حساء"


def test_where_a_translation_is_missing_the_english_is_marked() -> None:
    assert SOUP.choose(Reader(language="cy")) == f"{MARK}Soup"
    assert SOUP.choose(Reader(Reading.SHORTER, language="cy")) == f"{MARK}S"
    assert Words(usual="5 – 7").choose(Reader(language="cy")) == "5 – 7"


def test_a_prefix_stands_before_translations_too() -> None:
    assert SOUP.prefixed("1 · ").choose(Reader(language="pl")) == "1 · Zupa"


def test_every_form_is_named_with_its_place() -> None:
    assert dict(SOUP.forms()) == {
        "usual": "Soup",
        "shorter": "S",
        "young.usual": "Hot soup",
        "translations.pl.usual": "Zupa",
        "translations.pl.young.usual": "Zupka",
        "translations.ar.usual": "حساء",
    }
    assert languages_of([SOUP, Words(usual="x")]) == {"en", "pl", "ar"}


def test_only_some_languages_are_written_from_right_to_left() -> None:
    assert [Reader(language=code).right_to_left for code in ("en", "pl", "ar", "ur", "he")] == [
        False,
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "translations",
    [
        {"en": "Soup"},
        {"Polish": "Zupa"},
        {"pl": ""},
        {"pl": {"usual": "Zupa", "translations": {"ar": "حساء"}}},
        {"pl": {"usual": "Zupa", "young": {"usual": "Zupka", "translations": {"ar": "حساء"}}}},
    ],
)
def test_a_translation_is_of_another_language_and_holds_no_others(translations: object) -> None:
    with pytest.raises(ValidationError):
        Words.model_validate({"usual": "Soup", "translations": translations})
    with pytest.raises(ValidationError):
        Words.model_validate({"usual": "Soup", "young": {"usual": "Hot", "translations": {"pl": "Zupka"}}})


def test_all_words_of_a_model_are_found_with_their_places() -> None:
    asked = question("grid", text=SOUP, show_if={"audience": ["young"]})

    found = dict(words_in(asked))

    assert found["text",] is SOUP
    assert found["lines", 1, "text"].usual == "Why"
    assert found["options", 0, "text"].usual == "A"
    assert len(found) == 6
