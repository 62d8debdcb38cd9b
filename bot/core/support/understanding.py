"""From a message to what it is made of: words put right, and pairs of them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.support.spelling import Speller, stem, words_of
from bot.core.support.topics import Speech

Feature = str
"""A stem, or two that follow one another with a space between."""

_AGE = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six)\s?(?:-\s?)?(?:yrs?|years?|y)(?:\s|-)?(?:olds?|o)\b"
)
_WRITTEN = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SMALL, _GROWN = "agedsmall", "agedgrown"
_FILLER_SHARE, _PAIR_SHARE, _FILLER_PAIR_SHARE = 0.5, 0.6, 0.4
_GUESSED_SHARE = 0.75
"""How much a word counts that says little, a pair, and a word that was put right."""


@dataclass(frozen=True)
class Said:
    """What a message is made of. `features`: each with how much it counts, up to 1."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    features: Mapping[Feature, float]
    telling: frozenset[str]
    """Stems that are no filler."""


@dataclass(frozen=True)
class Understanding:
    """How messages and phrases are read alike."""

    filler: frozenset[str]
    """Stems that say little about what is meant."""
    same: Mapping[tuple[str, ...], tuple[str, ...]]
    """What people write, and the words it stands for."""
    beginnings: Mapping[str, int]
    """How many words the longest has that begins with a word."""
    speller: Speller

    @classmethod
    def of(cls, speech: Speech, texts: Iterable[str]) -> "Understanding":
        """`texts`: everything that may be meant, to put mistyped words right."""
        same = {
            tuple(words_of(variant)): tuple(words_of(group[0]))
            for group in speech.same
            for variant in group[1:]
        }
        filler = {word for text in speech.filler for word in words_of(text)}
        known = Counter(word for text in texts for word in words_of(text))
        known.update(word for words in (*same, *same.values()) for word in words)
        known.update(filler)
        beginnings: dict[str, int] = {}
        for words in filter(None, same):
            beginnings[words[0]] = max(beginnings.get(words[0], 0), len(words))
        return cls(frozenset(map(stem, filler)), same, beginnings, Speller(known))

    def read(self, text: str, exact: bool = False) -> Said:
        """`exact`: without putting words right."""
        words = words_of(_with_ages(text))
        meant = words if exact else self.put_right(words)
        guessed = {stem(new) for old, new in zip(words, meant, strict=True) if old != new}
        stems = tuple(stem(word) for word in self._alike(meant))
        features = {one: self._share(one) * (_GUESSED_SHARE if one in guessed else 1) for one in stems}
        for one, other in pairwise(stems):
            features[f"{one} {other}"] = self._pair_share(one, other)
        return Said(tuple(words), stems, features, frozenset(one for one in stems if one not in self.filler))

    def put_right(self, words: Sequence[str]) -> list[str]:
        return [self.speller.meant(word) or word for word in words]

    def _share(self, one: str) -> float:
        return _FILLER_SHARE if one in self.filler else 1.0

    def _pair_share(self, one: str, other: str) -> float:
        return _FILLER_PAIR_SHARE if one in self.filler and other in self.filler else _PAIR_SHARE

    def _alike(self, words: Sequence[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(words):
            longest = self.beginnings.get(words[at], 0)
            for length in range(min(longest, len(words) - at), 0, -1):
                meant = self.same.get(tuple(words[at : at + length]))
                if meant is not None:
                    found += meant
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return found


def _with_ages(text: str) -> str:
    """`my 3 yr old` speaks of the early years, `a 17 year old` of growing up."""
    return _AGE.sub(lambda found: f"{found[0]} {_age_word(found[1])}", text.casefold())


def _age_word(age: str) -> str:
    years = _WRITTEN.get(age) or int(age)
    return _SMALL if years < 5 else _GROWN if years >= 16 else ""
