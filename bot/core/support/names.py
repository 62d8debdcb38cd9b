"""Organisations found by their own name, or by what they say of themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.support.nearness import Nearness
from bot.core.support.organisations import Organisation
from bot.core.support.spelling import stem, words_of
from bot.core.support.understanding import Said, Understanding


@dataclass(frozen=True)
class Names:
    """`names`: by its first stem, each whole name with the organisation's id."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    common: frozenset[str]
    """Stems of everyday words: alone they name nobody, unless hardly anything else is said."""
    around: frozenset[str]
    """Stems of what people put around a name, such as the number of."""
    own: Nearness

    @classmethod
    def of(
        cls,
        organisations: Iterable[Organisation],
        understanding: Understanding,
        common: frozenset[str],
        around: Iterable[str],
    ) -> "Names":
        names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        texts: list[tuple[str, Mapping[str, float]]] = []
        every = {one.id: one for one in organisations}
        for one in every.values():
            for name in (one.name, *one.also):
                stems = understanding.read(name, exact=True).stems
                if stems:
                    names.setdefault(stems[0], []).append((stems, one.id))
            general = every.get(one.instead_of or "")
            phrases = (*one.phrases, *(general.phrases if general else ()))
            own = dict.fromkeys((one.name, one.does.usual, *one.also, *phrases, *one.needs))
            texts.extend((one.id, telling(understanding.read(text, exact=True))) for text in own)
        return cls(
            {first: tuple(several) for first, several in names.items()},
            common,
            frozenset(stem(word) for text in around for word in words_of(text)),
            Nearness.of(texts),
        )

    def near(self, said: Said) -> dict[str, float]:
        """By id, from 0 to 1: how near the message is to a name, a phrase, or what it does."""
        return {id: near[0] for id, near in self.own.near(telling(said)).items()}

    def named(self, said: Said) -> set[str]:
        """The ids of those whose whole name was typed."""
        found = set()
        for at, word in enumerate(said.stems):
            for name, id in self.names.get(word, ()):
                if said.stems[at : at + len(name)] == name and self._meant(name, said):
                    found.add(id)
        return found

    def _meant(self, name: tuple[str, ...], said: Said) -> bool:
        if len(name) > 1 or name[0] not in self.common:
            return True
        return said.telling - self.around <= {name[0]}


def telling(said: Said) -> dict[str, float]:
    """The features that hold a word which tells something."""
    return {
        feature: share
        for feature, share in said.features.items()
        if any(part in said.telling for part in feature.split())
    }
