"""How much a message speaks of each topic, learnt from the phrases."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.core.support.topics import Topic
from bot.core.support.understanding import Feature, Understanding

NOTHING = ""
"""The class of everyday messages that need no organisation."""
_KEY_WORD = 3
"""A word that a topic names by itself counts like so many phrases."""
_DOUBT = 0.6
"""Phrases' worth of doubt about a word that was seen seldom."""


@dataclass(frozen=True)
class TopicScores:
    """`weights`: what each feature says for each topic, from 0 to 1."""

    weights: Mapping[Feature, Mapping[str, float]]

    @classmethod
    def of(
        cls, topics: Iterable[Topic], everyday: Iterable[str], understanding: Understanding
    ) -> "TopicScores":
        counts: dict[str, Counter[Feature]] = {NOTHING: Counter()}
        for topic in topics:
            counts[topic.id] = Counter()
            for phrase in (*topic.phrases, *topic.young):
                counts[topic.id].update(understanding.features(phrase))
            for word in topic.words:
                features = understanding.features(word)
                longest = max(features, key=lambda one: (one.count(" "), len(one)), default="")
                counts[topic.id].update(dict.fromkeys([longest], _KEY_WORD))
        for phrase in everyday:
            counts[NOTHING].update(understanding.features(phrase))
        sizes = {topic: max(count.total(), 1) for topic, count in counts.items()}
        typical = sum(sizes.values()) / len(sizes)
        every = {feature for count in counts.values() for feature in count}
        return cls({one: _weigh(one, counts, sizes, typical) for one in every if one})

    def score(self, features: Collection[Feature]) -> dict[str, float]:
        """By topic. A pair counts for half: its words count already."""
        scores: defaultdict[str, float] = defaultdict(float)
        for feature in features:
            share = 0.6 if " " in feature else 1.0
            for topic, weight in self.weights.get(feature, {}).items():
                scores[topic] += weight * share
        return dict(scores)


def _weigh(
    feature: Feature, counts: Mapping[str, Counter[Feature]], sizes: Mapping[str, int], typical: float
) -> dict[str, float]:
    seen = {topic: count[feature] for topic, count in counts.items() if count[feature]}
    rates = {topic: number / sizes[topic] * typical for topic, number in seen.items()}
    total = sum(rates.values())
    shares = {topic: rate / total for topic, rate in rates.items()}
    spread = -sum(share * log(share) for share in shares.values())
    sureness = max(0.0, 1 - spread / log(len(counts))) if len(counts) > 1 else 1.0
    return {
        topic: share * sureness * seen[topic] / (seen[topic] + _DOUBT)
        for topic, share in shares.items()
        if topic != NOTHING
    }
