"""Which organisations to name for what a message is about, best first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from bot.core.support.fitting import MOST_SUITABLE, Who, fits, places_of, suitability
from bot.core.support.names import Names
from bot.core.support.organisations import BEST, Organisation
from bot.core.support.outcomes import Suggestion
from bot.core.support.understanding import Said

MOST_ANSWERS = 3
_NAMED = 3.0
"""More than any topic can give: who is named comes first."""
_OWN = 0.8
"""How much what an entry says of itself counts against its topics."""
_NEAR = 0.45
"""So near a message must be to an entry's own words to find it by them alone."""


@dataclass(frozen=True)
class Ranking:
    organisations: tuple[Organisation, ...]
    by_id: Mapping[str, Organisation]
    by_topic: Mapping[str, tuple[tuple[str, float], ...]]
    """Ids, each with how well it fits, up to 1."""
    replacing: tuple[Organisation, ...]
    """Those that stand in for a general one."""
    places: frozenset[str]
    names: Names

    @classmethod
    def of(cls, organisations: tuple[Organisation, ...], names: Names) -> "Ranking":
        by_topic: dict[str, list[tuple[str, float]]] = {}
        for one in organisations:
            for topic, fit in one.topics.items():
                by_topic.setdefault(topic, []).append((one.id, fit / BEST))
        return cls(
            organisations,
            {one.id: one for one in organisations},
            {topic: tuple(several) for topic, several in by_topic.items()},
            tuple(one for one in organisations if one.instead_of),
            places_of(organisations),
            names,
        )

    def suggest(
        self, said: Said, meant: Mapping[str, float], named: Iterable[str], who: Who
    ) -> tuple[Suggestion, ...]:
        """Up to three. `meant`: topics with their scores; `named`: ids of those whose name was typed."""
        scores = self._scores(said, meant, named)
        hidden = {one.instead_of for one in self.replacing if fits(one, who, self.places)}
        best: list[tuple[float, Organisation]] = []
        for id, score in sorted(scores.items(), key=itemgetter(1), reverse=True):
            if len(best) == MOST_ANSWERS and score * MOST_SUITABLE <= best[-1][0]:
                break  # whatever follows cannot come before these
            one = self.by_id[id]
            if id not in hidden and fits(one, who, self.places):
                best.append((score * suitability(one, who), one))
                best.sort(key=itemgetter(0), reverse=True)
                del best[MOST_ANSWERS:]
        return tuple(_suggestion(one, meant, named) for _, one in best)

    def _scores(self, said: Said, meant: Mapping[str, float], named: Iterable[str]) -> dict[str, float]:
        scores = dict.fromkeys(named, _NAMED)
        total = sum(meant.values())
        for topic, score in meant.items():
            for one, fit in self.by_topic.get(topic, ()):
                scores[one] = scores.get(one, 0.0) + score / total * fit
        for id, near in self.names.near(said).items():
            if id in scores or near >= _NEAR:
                scores[id] = scores.get(id, 0.0) + _OWN * near
        return scores


def _suggestion(one: Organisation, meant: Mapping[str, float], named: Iterable[str]) -> Suggestion:
    why = [topic for topic in meant if topic in one.topics]
    why.sort(key=lambda topic: -meant[topic] * one.topics[topic])
    return Suggestion(one, tuple(why), by_name=one.id in named)
