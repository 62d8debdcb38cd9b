"""Words of the trade and what they mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def term_asked(message: str, terms: Mapping[str, Term], asking: Iterable[str]) -> str | None:
    """The id of the term that a message asks about: `ehcp?`, `wots a senco`. None if it asks anything else.
    `asking`: what people put around the word, such as `what is` and `mean`."""
    words = _plain_words(message)
    for cue in sorted(map(_plain_words, asking), key=len, reverse=True):
        words = _without(words, cue)
    names = {
        tuple(_plain_words(name)): id for id, term in terms.items() for name in (term.word.usual, *term.also)
    }
    bare = words[1:] if words and words[0] in {"a", "an", "the"} else words
    for said in (words, bare):
        for one in (said, [*said[:-1], said[-1].removesuffix("s")] if said else said):
            if tuple(one) in names:
                return names[tuple(one)]
    return None


def _without(words: list[str], cue: list[str]) -> list[str]:
    for at in range(len(words) - len(cue) + 1):
        if words[at : at + len(cue)] == cue:
            return words[:at] + words[at + len(cue) :]
    return words


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))
