"""Words in the forms that different readers need."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.core.model import Model

ENGLISH = "en"
"""The language of every text; others are translations."""

MARK = "(EN)\u00a0"
"""Stands before an English text where a translation is missing. Its space is one that people do not type."""

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_VALUES = re.compile(r"{{.*?}}|{%.*?%}|<[^<>]*>", re.DOTALL)

LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
"""As ISO 639 has it, such as `pl` or `ar`."""


class Reading(StrEnum):
    USUAL = "usual"
    SHORTER = "shorter"


class Voice(StrEnum):
    """Whom the words speak to: survey questions may be put differently to young people."""

    PARENT = "parent"
    YOUNG = "young"


@dataclass(frozen=True)
class Reader:
    """How one person likes to be spoken to."""

    reading: Reading = Reading.USUAL
    voice: Voice = Voice.PARENT
    language: str = ENGLISH

    @property
    def right_to_left(self) -> bool:
        return self.language in _RIGHT_TO_LEFT

    def __str__(self) -> str:
        return f"{self.voice} {self.reading} {self.language}"


class Words(Model):
    """One text: usual, shorter (easy words), and both again for young people.

    In a file a plain string stands for a text whose forms are all alike. `translations`: the same forms
    in other languages, by code.
    """

    usual: str = Field(min_length=1)
    shorter: str | None = Field(default=None, min_length=1)
    young: "Words | None" = None
    translations: Mapping[LanguageCode, "Words"] = {}

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"usual": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _translated_once(self) -> "Words":
        inner = [self.young, *self.translations.values()]
        inner += [words.young for words in self.translations.values()]
        if any(words is not None and words.translations for words in inner):
            raise ValueError("translations stand beside `usual`, and hold no others")
        if ENGLISH in self.translations:
            raise ValueError("English stands in `usual` and `shorter`, not among the translations")
        return self

    def choose(self, reader: Reader) -> str:
        """The form for this reader. Where a translation is missing it is English, marked."""
        words = self.translation(reader)
        return words.form(reader) if words is not None else marked(self.form(reader))

    def translation(self, reader: Reader) -> "Words | None":
        """The words in the reader's language; None where they are missing."""
        return self if reader.language == ENGLISH else self.translations.get(reader.language)

    def form(self, reader: Reader) -> str:
        """The form for this voice and reading, in the language these words are in."""
        if reader.voice is Voice.YOUNG and self.young is not None:
            return self.young.form(Reader(reading=reader.reading))
        if reader.reading is Reading.SHORTER and self.shorter is not None:
            return self.shorter
        return self.usual

    def english_forms(self) -> Iterator[tuple[str, str]]:
        """Every form with its place in the file, such as `shorter` or `young.usual`."""
        yield "usual", self.usual
        if self.shorter is not None:
            yield "shorter", self.shorter
        if self.young is not None:
            yield from ((f"young.{place}", text) for place, text in self.young.english_forms())

    def forms(self) -> Iterator[tuple[str, str]]:
        """The same with the translations, such as `translations.pl.usual`."""
        yield from self.english_forms()
        for language, words in self.translations.items():
            yield from ((f"translations.{language}.{place}", text) for place, text in words.forms())

    def prefixed(self, prefix: str) -> "Words":
        """The same text with `prefix` before each of its forms."""
        return Words(
            usual=prefix + self.usual,
            shorter=None if self.shorter is None else prefix + self.shorter,
            young=None if self.young is None else self.young.prefixed(prefix),
            translations={code: words.prefixed(prefix) for code, words in self.translations.items()},
        )


def marked(text: str) -> str:
    """English for somebody who reads another language. A text of signs and digits needs no mark."""
    return MARK + text if has_words(text) else text


def has_words(text: str) -> bool:
    """Besides tags, and the values that a message puts in."""
    return any(sign.isalpha() for sign in _VALUES.sub("", text))


def languages_of(texts: Iterable[Words]) -> frozenset[str]:
    """English, and those that any of the texts is translated into."""
    return frozenset({ENGLISH}).union(*(words.translations for words in texts))


def all_readers(languages: Iterable[str] = (ENGLISH,)) -> Iterator[Reader]:
    for language in sorted(languages):
        for voice in Voice:
            for reading in Reading:
                yield Reader(reading=reading, voice=voice, language=language)


def words_in(
    value: object, place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    """All texts within a model, each with its place."""
    if isinstance(value, Words):
        yield place, value
    elif isinstance(value, Model):
        for key in type(value).model_fields:
            yield from words_in(getattr(value, key), (*place, key))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from words_in(item, (*place, at))
