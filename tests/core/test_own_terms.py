"""Hard words that a coordinator explains in the chat."""

import pytest

from bot.core.jargon import LONGEST_MEANING, Term
from bot.core.own_terms import OwnTerm, new_id, read_term, with_own
from bot.core.refusal import Refusal
from bot.core.words import Words

SENCO = Term(id="senco", word=Words(usual="SENCO"), meaning=Words(usual="A teacher."), also=("SENDCO",))


@pytest.mark.parametrize(
    ("typed", "word", "read"),
    [
        ("A tool.\nFor all.", "frobnicator", ("frobnicator", "A tool. For all.")),
        ("Frobnicator : A tool: a good one.", None, ("Frobnicator", "A tool: a good one.")),
        ("<b>x</b>: =1+1 is a sum", None, ("<b>x</b>", "=1+1 is a sum")),
    ],
)
def test_a_word_and_its_meaning_are_read(typed: str, word: str | None, read: tuple[str, str]) -> None:
    assert read_term(typed, word) == read


@pytest.mark.parametrize(
    ("typed", "word", "key"),
    [
        ("no colon", None, "term_colon"),
        (": a tool", None, "draft_no_words"),
        ("frobnicator:", None, "draft_no_words"),
        ("🙂", "frobnicator", "draft_only_signs"),
        ("x" * 61 + ": a tool", None, "draft_too_long"),
        ("x" * (LONGEST_MEANING + 1), "frobnicator", "draft_too_long"),
    ],
)
def test_what_is_missing_or_too_long_is_refused(typed: str, word: str | None, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_term(typed, word)

    assert refused.value.key == key


def test_what_the_files_explain_is_said_in_their_words() -> None:
    own = [OwnTerm("own_sendcos", "sendcos", "Something else."), OwnTerm("own_new", "new", "A word.")]

    terms = with_own({"senco": SENCO}, own)

    assert [*terms] == ["senco", "own_new"]


def test_each_has_an_id_of_its_own_that_fits_a_button() -> None:
    first = new_id("a very long word of the trade", ())
    second = new_id("a very long word of the council", (first,))

    assert first.startswith("own_") and first != second
    assert max(len(first), len(second)) <= 20
