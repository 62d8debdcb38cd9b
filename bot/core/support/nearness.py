"""How near a message is to phrases that are known: the words they share, rare ones most."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from bot.core.support.understanding import Feature

MOST_COMPARED = 4_000
"""Words are looked up from the rarest on, until they have led to so many phrases: common ones tell little."""


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
        compared = 0
        for feature in sorted(parts.keys() & self.found_in.keys(), key=lambda one: -self.rarity[one]):
            where, part = self.found_in[feature], parts[feature]
            compared += len(where)
            if compared > MOST_COMPARED:
                break
            for at, other in where:
                nearness[at] += part * other
        found: defaultdict[str, list[float]] = defaultdict(list)
        for at, value in nearness.items():
            found[self.labels[at]].append(value / length)
        return {label: sorted(values, reverse=True) for label, values in found.items()}
