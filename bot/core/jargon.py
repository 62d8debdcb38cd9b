"""Words of the trade and what they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from bot.core.conditions import Id
from bot.core.faults import Fault
from bot.core.lengths import TOAST, units
from bot.core.model import Model
from bot.core.words import MARK, Words

LONGEST_WORD = 60
LONGEST_MEANING = TOAST - len(MARK)
"""Characters: the meaning opens over the question, where Telegram shows no more."""
MOST_TERMS = 5
"""Each has a button of its own under the question."""


class Term(Model):
    """`word`: as it is written; `meaning`: in one or two plain sentences."""

    id: Id
    word: Words
    meaning: Words
    also: tuple[str, ...] = Field(default=())
    """Other names people use for it."""
    next: str | None = None
    """Where to go next: the id of a topic or an organisation."""


class Glossary(Model):
    """`jargon.yaml`."""

    terms: tuple[Term, ...] = Field(min_length=1)


def glossary_faults(terms: Sequence[Term]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for at, term in enumerate(terms):
        for key, name in (("id", term.id), ("word", term.word.usual)):
            if seen.setdefault(f"{key} {name.casefold()}", at) != at:
                what = f"Another term has the {key} `{name}` already."
                yield Fault(("terms", at, key), what, "Take one of the two out.")
        for key, words, most in (
            ("word", term.word, LONGEST_WORD),
            ("meaning", term.meaning, LONGEST_MEANING),
        ):
            for form, text in words.forms():
                if units(text) > most:
                    what = f"It has {units(text)} characters, at most {most} fit."
                    yield Fault(("terms", at, key, *form.split(".")), what, "Say it in fewer words.")


def terms_in(texts: Iterable[str], terms: Mapping[str, Term]) -> tuple[str, ...]:
    """The ids of the terms that the texts use, in the order of the list. Other names count where they are
    short forms such as SEN: "the plan" may mean any plan."""
    whole = "\n".join(texts)
    return tuple(id for id, term in terms.items() if any(_stands_in(name, whole) for name in _names(term)))


def _names(term: Term) -> Iterator[str]:
    yield term.word.usual
    yield from (name for name in term.also if name.isupper())


def _stands_in(name: str, text: str) -> bool:
    """As a word of its own, also with an s. Short forms only in capitals."""
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?:s|'s|’s)?(?!\w)", text, flags) is not None


@dataclass(frozen=True)
class TermNames:
    """Finds the term that somebody asks about. `cues`: what people put around it, longest first."""

    names: Mapping[tuple[str, ...], str]
    cues: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, terms: Mapping[str, Term], asking: Iterable[str]) -> "TermNames":
        """`asking`: such as `what is` and `mean`."""
        names = {
            _plain_words(name): id for id, term in terms.items() for name in (*term.also, term.word.usual)
        }
        return cls(names, tuple(sorted(map(_plain_words, asking), key=len, reverse=True)))

    def asked(self, message: str, bare: bool = False) -> str | None:
        """The id of the term: `wots a senco`, `ehcp?`. None if anything else is asked. `bare`: the word
        by itself, without a question mark, is a question too."""
        words = _plain_words(message)
        left = words
        for cue in self.cues:
            left = without(left, cue)
        if left == words and not bare and "?" not in message:
            return None
        article = left[:1] in {("a",), ("an",), ("the",)}
        return self.find(words) or self.find(left) or (self.find(left[1:]) if article else None)

    def find(self, words: tuple[str, ...]) -> str | None:
        """The id of the term that is called so, also with an s."""
        singular = (*words[:-1], words[-1].removesuffix("s")) if words else words
        return self.names.get(words) or self.names.get(singular)


def without(words: tuple[str, ...], cue: tuple[str, ...]) -> tuple[str, ...]:
    """The words less those of `cue` where they first stand together."""
    for at in range(len(words) - len(cue) + 1):
        if words[at : at + len(cue)] == cue:
            return words[:at] + words[at + len(cue) :]
    return words


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", "")))
