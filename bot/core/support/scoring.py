"""How much a message speaks of each topic, learnt from the phrases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.core.support.nearness import Nearness
from bot.core.support.topics import Topic
from bot.core.support.understanding import Feature, Said, Understanding

NOTHING = ""
"""The class of everyday messages that need no organisation."""
_KEY_WORD = 6
"""A word that a topic names by itself counts like so many phrases."""
_DOUBT = 2.0
"""Phrases' worth of doubt about a word that was seen seldom."""
_NEAREST = 5
"""So many of a topic's phrases are compared with the message."""
_YOUNG = ":young"


@dataclass(frozen=True)
class TopicScores:
    """`weights`: what each feature says for each topic, from 0 to 1."""

    weights: Mapping[Feature, Mapping[str, float]]
    nearness: Nearness

    @classmethod
    def of(
        cls, topics: Iterable[Topic], everyday: Iterable[str], understanding: Understanding
    ) -> "TopicScores":
        """`everyday`: phrases that are about no topic."""
        counts: defaultdict[str, Counter[Feature]] = defaultdict(Counter)
        phrases: list[tuple[str, Mapping[Feature, float]]] = []
        for label, text in _labelled(topics, everyday):
            features = understanding.read(text, exact=True).features
            counts[label.removesuffix(_YOUNG)].update(features.keys())
            phrases.append((label, features))
        for topic in topics:
            for word in topic.words:
                whole = _whole(understanding.read(word, exact=True))
                counts[topic.id].update({whole: _KEY_WORD})
        return cls(_weigh_all(counts), Nearness.of(phrases))

    def of_words(self, said: Said) -> dict[str, float]:
        """By topic, also `NOTHING`: what the words say by themselves."""
        scores: defaultdict[str, float] = defaultdict(float)
        for feature, share in said.features.items():
            for topic, weight in self.weights.get(feature, {}).items():
                scores[topic] += weight * share
        return dict(scores)

    def score(self, said: Said) -> dict[str, float]:
        """The same with the phrases that are nearest."""
        scores = defaultdict(float, self.of_words(said))
        for label, near in self.nearness.near(said.features).items():
            scores[label.removesuffix(_YOUNG)] += sum(near[:_NEAREST])
        return dict(scores)

    def sounds_young(self, said: Said, topic: str) -> bool:
        """Whether the phrases of young people are nearer than those of parents."""
        near = self.nearness.near(said.features)
        young, parents = near.get(topic + _YOUNG, []), near.get(topic, [])
        return sum(young[:3]) > sum(parents[:3])


def _labelled(topics: Iterable[Topic], everyday: Iterable[str]) -> Iterable[tuple[str, str]]:
    for topic in topics:
        yield from ((topic.id, phrase) for phrase in (*topic.phrases, *topic.words))
        yield from ((topic.id + _YOUNG, phrase) for phrase in topic.young)
    yield from ((NOTHING, phrase) for phrase in everyday)


def _whole(said: Said) -> Feature:
    """The longest feature of a word that a topic names: the pair, where it is two words."""
    return max(said.features, key=lambda one: (one.count(" "), len(one)), default="")


def _weigh_all(counts: Mapping[str, Counter[Feature]]) -> dict[Feature, dict[str, float]]:
    sizes = {topic: max(count.total(), 1) for topic, count in counts.items()}
    typical = sum(sizes.values()) / max(len(sizes), 1)
    shares: defaultdict[Feature, dict[str, float]] = defaultdict(dict)
    for topic, count in counts.items():
        for feature, number in count.items():
            shares[feature][topic] = number / sizes[topic] * typical
    most = log(max(len(counts), 2))
    return {
        feature: _weigh(rates, {topic: counts[topic][feature] for topic in rates}, most)
        for feature, rates in shares.items()
    }


def _weigh(rates: Mapping[str, float], seen: Mapping[str, int], most: float) -> dict[str, float]:
    """More for what is seen often in a topic, and in few others."""
    total = sum(rates.values())
    spread = -sum(rate / total * log(rate / total) for rate in rates.values())
    sureness = max(0.0, 1 - spread / most)
    return {
        topic: rate / total * sureness * seen[topic] / (seen[topic] + _DOUBT) for topic, rate in rates.items()
    }
