"""Which organisations to name for what a message is about, best first."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter

from bot.core.support.fitting import Who, fits, places_of, suitability
from bot.core.support.names import Names
from bot.core.support.organisations import BEST, Organisation
from bot.core.support.outcomes import Suggestion
from bot.core.support.understanding import Said

MOST_ANSWERS = 3
_NAMED = 3.0
"""More than any topic can give: who is named comes first."""
_OWN = 0.6
"""How much what an entry says of itself counts against its topics."""
_NEAR, _NEAR_ALONE = 0.4, 0.75
"""So near a message must be to an entry's own words to find it by them; more where no topic is sure."""
_SETTLED = 0.7
"""How much of a topic is settled by naming an organisation that fits it best: then the others get room."""
_REASON = 0.6
"""A topic is a reason if it speaks for an entry this much of what the best does."""
_SHORTLIST = 16
_OF_EACH_TOPIC = 6


@dataclass(frozen=True)
class Ranking:
    organisations: tuple[Organisation, ...]
    by_id: Mapping[str, Organisation]
    by_topic: Mapping[str, tuple[tuple[str, float], ...]]
    """Ids, each with how well it fits, up to 1; the best and the nearest first."""
    replacing: tuple[Organisation, ...]
    """Those that stand in for a general one."""
    places: frozenset[str]
    names: Names

    @classmethod
    def of(cls, organisations: tuple[Organisation, ...], names: Names) -> "Ranking":
        by_topic: dict[str, list[tuple[str, float]]] = {}
        for one in sorted(organisations, key=lambda one: -suitability(one, Who())):
            for topic, fit in one.topics.items():
                by_topic.setdefault(topic, []).append((one.id, fit / BEST))
        return cls(
            organisations,
            {one.id: one for one in organisations},
            {
                topic: tuple(sorted(several, key=itemgetter(1), reverse=True))
                for topic, several in by_topic.items()
            },
            tuple(one for one in organisations if one.instead_of),
            places_of(organisations),
            names,
        )

    def suggest(
        self, said: Said, meant: Mapping[str, float], named: Collection[str], who: Who
    ) -> tuple[Suggestion, ...]:
        """Up to three. `meant`: topics with their scores; `named`: ids of those whose name was typed."""
        own = {id: _OWN * near for id, near in self.names.near(said).items()}
        own |= {id: own.get(id, 0.0) + _NAMED for id in named}
        total = sum(meant.values())
        left = {topic: score / total for topic, score in meant.items()}
        waiting = self._shortlist(left, own, named, who)
        chosen: list[Organisation] = []
        while waiting and len(chosen) < MOST_ANSWERS:
            best = max(waiting, key=lambda one: _score(one, left, own) * suitability(one, who))
            waiting.remove(best)
            chosen.append(best)
            for topic in left.keys() & best.topics.keys():
                left[topic] *= 1 - _SETTLED * best.topics[topic] / BEST
        return tuple(_suggestion(one, meant, named) for one in chosen)

    def _shortlist(
        self, meant: Mapping[str, float], own: Mapping[str, float], named: Collection[str], who: Who
    ) -> list[Organisation]:
        """Of those that fit somebody the best of all, and some of each topic. Who asks for an organisation
        by its name is shown it, also where it is for others."""
        least = _OWN * (_NEAR if meant else _NEAR_ALONE)
        scores = {id: score for id, score in own.items() if score >= least}
        for topic, share in meant.items():
            for id, fit in self.by_topic.get(topic, ()):
                scores[id] = scores.get(id, own.get(id, 0.0)) + share * fit
        ordered = sorted(scores, key=scores.__getitem__, reverse=True)
        each = (map(itemgetter(0), self.by_topic.get(topic, ())) for topic in meant)
        replaced = {one.instead_of for one in self.replacing if fits(one, who, self.places)}
        lists: list[Iterable[str]] = [(id for id in named if id not in replaced)]
        lists += [islice(self._fitting(ordered, replaced, who), _SHORTLIST)]
        lists += [islice(self._fitting(ids, replaced, who), _OF_EACH_TOPIC) for ids in each]
        return [self.by_id[id] for id in dict.fromkeys(chain.from_iterable(lists))]

    def _fitting(self, ids: Iterable[str], replaced: Collection[str | None], who: Who) -> Iterator[str]:
        return (id for id in ids if id not in replaced and fits(self.by_id[id], who, self.places))


def _score(one: Organisation, left: Mapping[str, float], own: Mapping[str, float]) -> float:
    return (
        own.get(one.id, 0.0) + sum(share * one.topics.get(topic, 0) for topic, share in left.items()) / BEST
    )


def _suggestion(one: Organisation, meant: Mapping[str, float], named: Collection[str]) -> Suggestion:
    """Why: the topics that led to it, and no others that it happens to serve."""
    led = {topic: share * one.topics[topic] for topic, share in meant.items() if topic in one.topics}
    why = [topic for topic, share in led.items() if share >= _REASON * max(led.values())]
    why.sort(key=lambda topic: -led[topic])
    return Suggestion(one, tuple(why), by_name=one.id in named)
