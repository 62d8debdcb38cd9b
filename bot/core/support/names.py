"""Organisations found by their own name, or by words that are for them alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.core.support.organisations import Organisation
from bot.core.support.scoring import TopicScores
from bot.core.support.understanding import Feature, Understanding

NAMED = 2.0
"""More than any topic can give: who is named comes first."""
_OWN_WORDS = 0.8
"""At most, for what an entry says of itself."""


@dataclass(frozen=True)
class Names:
    understanding: Understanding
    names: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By the first stem: whole names, each with the organisation's id."""
    everyday: frozenset[str]
    """Stems that mean something else most times: alone they name nobody."""
    own: Mapping[Feature, Mapping[str, float]]

    @classmethod
    def of(
        cls, organisations: Iterable[Organisation], understanding: Understanding, scores: TopicScores
    ) -> "Names":
        every = tuple(organisations)
        names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for one in every:
            for name in (one.name, *one.also):
                stems = tuple(understanding.telling(name))
                if stems:
                    names.setdefault(stems[0], []).append((stems, one.id))
        return cls(
            understanding,
            {first: tuple(several) for first, several in names.items()},
            frozenset(feature for feature in scores.weights if " " not in feature),
            _own_words(every, understanding),
        )

    def score(self, message: str, features: Collection[Feature]) -> dict[str, float]:
        """By id: `NAMED` for who is named, less for who has words of the message in what it says."""
        scores: defaultdict[str, float] = defaultdict(float)
        for feature in features:
            for id, weight in self.own.get(feature, {}).items():
                scores[id] += weight
        found = {id: min(score, 1.0) * _OWN_WORDS for id, score in scores.items() if score >= 0.5}
        return found | dict.fromkeys(self._named(message), NAMED)

    def _named(self, message: str) -> set[str]:
        said = self.understanding.telling(message)
        found = set()
        for at, word in enumerate(said):
            for name, id in self.names.get(word, ()):
                whole = tuple(said[at : at + len(name)]) == name
                if whole and (len(name) > 1 or word not in self.everyday or len(said) <= 2):
                    found.add(id)
        return found


def _own_words(
    organisations: Collection[Organisation], understanding: Understanding
) -> dict[Feature, dict[str, float]]:
    """What the phrases of each entry say for it, less where many say the same."""
    using: dict[Feature, Counter[str]] = {}
    for one in organisations:
        for text in (*one.phrases, *one.needs):
            for feature in understanding.features(text):
                using.setdefault(feature, Counter())[one.id] += 1
    rare = log(1 + len(organisations))
    return {
        feature: dict.fromkeys(ids, log(1 + len(organisations) / len(ids)) / rare * 0.3)
        for feature, ids in using.items()
    }
