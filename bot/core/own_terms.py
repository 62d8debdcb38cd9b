"""Hard words that a coordinator explains in the chat."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.core.drafting.typed import make_id, read_line
from bot.core.jargon import LONGEST_MEANING, LONGEST_WORD, Term, TermNames
from bot.core.refusal import Refusal
from bot.core.words import Words

_OWN = "own_"
"""Before each id, so that none is one of the files'."""


@dataclass(frozen=True)
class OwnTerm:
    """`version` 0: it is not stored yet."""

    id: str
    word: str
    meaning: str
    version: int = 0

    @property
    def term(self) -> Term:
        return Term(id=self.id, word=Words(usual=self.word), meaning=Words(usual=self.meaning))


def read_term(typed: str, word: str | None) -> tuple[str, str]:
    """The word and its meaning. Where the word is not known yet it stands before a colon. Refuses what is
    missing, and what is too long to open over a question."""
    if word is None:
        before, colon, typed = typed.partition(":")
        if not colon:
            raise Refusal("term_colon")
        word = read_line(before, LONGEST_WORD)
    return word, read_line(typed, LONGEST_MEANING)


def new_id(word: str, taken: Collection[str]) -> str:
    return make_id(f"{_OWN}{word}", [*taken], f"{_OWN}word")


def with_own(terms: Mapping[str, Term], own: Iterable[OwnTerm]) -> dict[str, Term]:
    """All terms by id. What the files explain is said in their words."""
    names = TermNames.of(terms, ())
    return {**terms, **{one.id: one.term for one in own if names.asked(one.word, bare=True) is None}}
