"""The words of a piece of feedback, and what its writer allows."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.feedback.kinds import guess_kind
from bot.core.feedback.piece import (
    DEFAULT_WISHES,
    LONGEST,
    Kind,
    Piece,
    State,
    Wish,
    add_message,
    are_alike,
    read_words,
    wish,
)
from bot.core.masking import Found, kinds_found
from bot.core.refusal import Refusal

PIECE = Piece(482_719, State.RECEIVED, Kind.PROBLEM, ("The bus is late.",), date(2026, 11, 23))


def refused(call: object, *arguments: object) -> str:
    assert callable(call)
    with pytest.raises(Refusal) as refusal:
        call(*arguments)
    return refusal.value.key


def test_several_messages_are_one_piece_and_the_same_one_stands_there_once() -> None:
    once = add_message((), " The bus is late. ")
    assert add_message(once, "The bus is late.") == ("The bus is late.",)
    assert add_message(once, "Every day.") == ("The bus is late.", "Every day.")
    assert replace(PIECE, messages=("a", "b")).words == "a\n\nb"


def test_twenty_thousand_characters_fit_over_all_messages() -> None:
    whole = add_message(("a" * 4000, "b" * 4000, "c" * 4000, "d" * 4000), "e" * 4000)
    assert sum(map(len, whole)) == LONGEST
    assert refused(add_message, whole, "f") == "feedback_too_long"
    assert refused(add_message, (), "a" * (LONGEST + 1)) == "feedback_too_long"


@pytest.mark.parametrize("typed", ["", " \n ", ".", "👍", "\u200b", "!?…", "❤️‍🔥"])
def test_what_has_no_words_is_refused(typed: str) -> None:
    assert refused(read_words, typed, LONGEST) == "feedback_no_words"


@pytest.mark.parametrize("typed", ["5", "ok", "مرحبا", "再见", "👍 yes"])
def test_a_word_or_a_number_is_enough(typed: str) -> None:
    assert read_words(typed, LONGEST) == typed


def test_what_is_only_about_one_family_is_neither_shared_nor_quoted() -> None:
    everything = DEFAULT_WISHES | {Wish.SHARE, Wish.QUOTE}
    family = wish(everything, Wish.FAMILY, True)
    assert family == {Wish.ANSWER, Wish.FAMILY}
    assert wish(family, Wish.QUOTE, True) == {Wish.ANSWER, Wish.QUOTE}
    assert wish(wish(family, Wish.FAMILY, True), Wish.FAMILY, False) == DEFAULT_WISHES


def test_each_consent_is_a_tap_of_its_own() -> None:
    for one in (Wish.SHARE, Wish.QUOTE):
        assert wish(DEFAULT_WISHES, one, True) == DEFAULT_WISHES | {one}
        assert wish(DEFAULT_WISHES | {one}, one, False) == DEFAULT_WISHES
    assert wish(DEFAULT_WISHES, Wish.ANSWER, False) == frozenset()


def test_words_are_alike_however_they_are_spaced_or_written() -> None:
    assert are_alike(PIECE, replace(PIECE, messages=("the BUS", "is  late.")))
    assert not are_alike(PIECE, replace(PIECE, messages=("the bus is early.",)))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the bus is late every day", Kind.PROBLEM),
        ("nobody rang back. useless", Kind.PROBLEM),
        ("thanks so much, the saturday club is brilliant", Kind.THANKS),
        ("thank you but the form still does not work", Kind.PROBLEM),
        ("could you have a quiet room at the meetings?", Kind.IDEA),
        ("it would be good to meet in the evening", Kind.IDEA),
        ("why don’t you meet on zoom", Kind.IDEA),
        ("when is the next meeting?", Kind.QUESTION),
        ("what is a personal budget? i never heard of it", Kind.QUESTION),
        ("the school said no. Why?", Kind.QUESTION),
    ],
)
def test_the_kind_is_guessed_from_the_words(words: str, kind: Kind) -> None:
    assert guess_kind(words) is kind


def test_what_looks_personal_is_named_once_each() -> None:
    words = "ring 07700 900123 or 07700 900124, we live in DH1 5TS"
    assert kinds_found(words) == (Found.PHONE, Found.POSTCODE)
    assert kinds_found("the bus ⟦phone⟧ is late") == ()
