"""From a message to what it is made of: words put right, and pairs of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.support.spelling import Speller, stem, words_of
from bot.core.support.topics import Speech

Feature = str
"""A stem, or two that follow one another with a space between."""


@dataclass(frozen=True)
class Understanding:
    """How messages and phrases are read alike."""

    filler: frozenset[str]
    """Stems that say nothing about what is meant."""
    same: Mapping[tuple[str, ...], tuple[str, ...]]
    """What people write, and the words it stands for; longest first."""
    longest: int
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
        return cls(frozenset(map(stem, filler)), same, max(map(len, same), default=0), Speller(known))

    def stems(self, text: str) -> list[str]:
        """All words in their order, stemmed, put right and each for those that mean the same."""
        words = [self.speller.meant(word) or word for word in words_of(text)]
        return [stem(word) for word in self._alike(words)]

    def telling(self, text: str) -> list[str]:
        """The stems that are no filler."""
        return [one for one in self.stems(text) if one not in self.filler]

    def features(self, text: str) -> frozenset[Feature]:
        """Stems that tell something, and pairs of neighbours of which one does."""
        stems = self.stems(text)
        single = {one for one in stems if one not in self.filler}
        pairs = pairwise(stems)
        return frozenset(single | {f"{a} {b}" for a, b in pairs if a in single or b in single})

    def _alike(self, words: Sequence[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(words):
            for length in range(min(self.longest, len(words) - at), 0, -1):
                meant = self.same.get(tuple(words[at : at + length]))
                if meant is not None:
                    found += meant
                    at += length
                    break
            else:
                found.append(words[at])
                at += 1
        return found
