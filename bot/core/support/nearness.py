"""How near a message is to phrases that are known: the words they share, rare ones most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt

from bot.core.support.understanding import Feature

MOST_FEATURES = 40
"""Of a long message, what tells most is compared."""


@dataclass(frozen=True)
class Nearness:
    """Phrases, each with a label such as a topic. `found_in`: the phrases by feature, each with its part."""

    labels: tuple[str, ...]
    found_in: Mapping[Feature, tuple[tuple[int, float], ...]]
    rarity: Mapping[Feature, float]
    rarest: float

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, Mapping[Feature, float]]]) -> "Nearness":
        every = [(label, features) for label, features in phrases if features]
        often = Counter(feature for _, features in every for feature in features)
        rarity = {feature: log(1 + len(every) / count) for feature, count in often.items()}
        found_in: defaultdict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for at, (_, features) in enumerate(every):
            parts = {feature: share * rarity[feature] for feature, share in features.items()}
            length = sqrt(sum(part * part for part in parts.values()))
            for feature, part in parts.items():
                found_in[feature].append((at, part / length))
        return cls(
            tuple(label for label, _ in every),
            {feature: tuple(where) for feature, where in found_in.items()},
            rarity,
            log(1 + len(every)),
        )

    def near(self, features: Mapping[Feature, float]) -> dict[str, list[float]]:
        """By label: how near its phrases are, from 0 to 1, the nearest first."""
        parts = {one: share * self.rarity.get(one, self.rarest) for one, share in features.items()}
        length = sqrt(sum(part * part for part in parts.values())) or 1.0
        nearness: defaultdict[int, float] = defaultdict(float)
        known = [one for one in parts if one in self.found_in]
        for feature in nsmallest(MOST_FEATURES, known, key=lambda one: -parts[one]):
            part = parts[feature]
            for at, other in self.found_in[feature]:
                nearness[at] += part * other
        found: defaultdict[str, list[float]] = defaultdict(list)
        for at, value in nearness.items():
            found[self.labels[at]].append(value / length)
        return {label: sorted(values, reverse=True) for label, values in found.items()}
