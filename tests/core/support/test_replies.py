"""What is answered to words that answer nothing, and which of them ask about a word nobody explained."""

import pytest

from bot.core.support.directory import Directory
from bot.core.support.fitting import Who
from bot.core.support.outcomes import Found, TermAsked
from bot.core.support.replies import (
    NoWords,
    OtherLanguage,
    UnknownTerm,
    answer,
    tidy_term,
    unknown_term,
)
from tests.shipped import shipped_content


@pytest.fixture(scope="module")
def directory() -> Directory:
    content = shipped_content()
    return Directory.of(content.organisations.values(), {}, content.topics, content.jargon, content.speech)


@pytest.mark.parametrize("words", ["", ".", "…", "❤️", "👍👍", " \n ", "?!", "=1+2", "12345"])
def test_signs_alone_are_no_words(directory: Directory, words: str) -> None:
    assert answer(directory, words, Who()) == NoWords()


def test_another_language_is_told_unless_somebody_is_named_in_it(directory: Directory) -> None:
    polish = "Potrzebuję pomocy, moje dziecko nie jest w szkole"

    assert answer(directory, polish, Who()) == OtherLanguage("pl")
    assert isinstance(answer(directory, f"{polish}. Mencap?", Who()), Found)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("what is a frobnicator", "frobnicator"),
        ("What's the Frobnicator?", "frobnicator"),
        ("wots a provision map", "provision map"),
        ("what does LSA mean", "lsa"),
        ("who is john smith", None),
        ("what is my son", None),
        ("what is wrong with my daughter and her school", None),
        ("what is 01632 960001", None),
        ("what is me@example.org", None),
        ("what is " + "x" * 41, None),
        ("frobnicator", None),
        ("what is", None),
    ],
)
def test_the_word_that_somebody_asks_about(directory: Directory, words: str, term: str | None) -> None:
    assert unknown_term(words, directory.speech) == term


def test_a_term_behind_the_command_is_tidied_alike(directory: Directory) -> None:
    assert tidy_term("The  Provision-Map!", directory.speech) == "provision-map"
    assert tidy_term("12345", directory.speech) is None
    assert tidy_term("one two three four", directory.speech) is None


def test_it_is_missing_only_where_nobody_was_found(directory: Directory) -> None:
    words = "what is a frobnicator"

    found = answer(directory, words, Who())

    assert isinstance(found, UnknownTerm)
    assert found.term == "frobnicator"
    assert not isinstance(answer(directory, "frobnicator", Who()), UnknownTerm)
    assert isinstance(answer(directory, "what is mencap", Who()), Found)


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("what is an echp", "ehcp"),
        ("whats a senko", "senco"),
        ("what does cahms mean", "camhs"),
        ("wot is a tribunial", "tribunal"),
        ("annual reveiw meaning", "annual_review"),
    ],
)
def test_a_mistyped_word_is_explained(directory: Directory, words: str, term: str) -> None:
    assert answer(directory, words, Who()) == TermAsked(term)


def test_only_the_beginning_of_a_very_long_message_is_read(directory: Directory) -> None:
    assert answer(directory, "." * 1000 + "benefits", Who()) == NoWords()
