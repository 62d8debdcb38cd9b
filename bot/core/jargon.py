"""Words of the trade and what they mean."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from bot.core.conditions import Id
from bot.core.faults import Fault
from bot.core.lengths import TOAST, units
from bot.core.model import Model
from bot.core.words import MARK, Words

LONGEST_WORD = 60
LONGEST_MEANING = TOAST - len(MARK)
"""Characters: the meaning opens over the question, where Telegram shows no more."""


class Term(Model):
    """`word`: as it is written; `meaning`: in one or two plain sentences."""

    id: Id
    word: Words
    meaning: Words
    also: tuple[str, ...] = Field(default=())
    """Other names people use for it."""


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
