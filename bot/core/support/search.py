"""The search: from a message as people type it to the organisations that fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.jargon import Term, TermNames
from bot.core.people import Audience
from bot.core.support.courtesies import Courtesies
from bot.core.support.fitting import Who, best_first
from bot.core.support.names import Names
from bot.core.support.organisations import Organisation
from bot.core.support.outcomes import (
    AskedBack,
    Courteous,
    Found,
    NothingFound,
    Outcome,
    TermAsked,
)
from bot.core.support.ranking import Ranking
from bot.core.support.scoring import NOTHING, TopicScores
from bot.core.support.spelling import words_of
from bot.core.support.topics import Speech, Topic
from bot.core.support.understanding import Said, Understanding
from bot.core.support.voices import Voices

MOST_TOPICS = 4
"""Buttons when one question is asked back."""
SURE = 1.0
"""A topic's score from which organisations are named; below it one question is asked back."""
LIKELY = 0.35
"""Below this a topic is not even offered."""
BESIDE = 0.5
"""Another topic is meant too if its score is at least this share of the best."""


@dataclass(frozen=True)
class Index:
    """Made once from the content, and again when an entry changes."""

    asking: TermNames
    courtesies: Courtesies
    voices: Voices
    understanding: Understanding
    scores: TopicScores
    ranking: Ranking

    @classmethod
    def build(
        cls,
        topics: Mapping[str, Topic],
        organisations: Iterable[Organisation],
        terms: Mapping[str, Term],
        speech: Speech,
    ) -> "Index":
        every = tuple(organisations)
        understanding = Understanding.of(speech, _texts(topics.values(), every, speech))
        everyday = (*speech.everyday, *speech.hello, *speech.bye, *speech.fine)
        scores = TopicScores.of(topics.values(), everyday, understanding)
        common = frozenset(feature for feature in scores.weights if " " not in feature)
        names = Names.of(every, understanding, common, speech.reaching)
        return cls(
            TermNames.of(terms, speech.asking),
            Courtesies.of(speech),
            Voices.of(speech),
            understanding,
            scores,
            Ranking.of(every, names),
        )

    def ask(self, message: str, who: Who | None = None) -> Outcome:
        """What to answer to a message. `who`: as much as is known of whoever typed it."""
        words = words_of(message)
        courtesy = self.courtesies.kind_of(words)
        if courtesy is not None:
            return Courteous(courtesy)
        said = self.understanding.read(message)
        named = self.ranking.names.named(said)
        term = self.asking.asked(message, bare=not named)
        if term is not None:
            return TermAsked(term)
        return self._look(said, who or Who(), named)

    def topics_of(self, text: str) -> tuple[str, ...]:
        """What a text is about, likeliest first; empty where nobody can tell."""
        return tuple(self._meant(self._likely(self.understanding.read(text))))

    def of_topic(self, topic: str, who: Who | None = None) -> tuple[Organisation, ...]:
        """All for a topic, best first, for browsing."""
        return best_first(self.ranking.organisations, topic, who or Who())

    def _look(self, said: Said, who: Who, named: set[str]) -> Outcome:
        likely = self._likely(said)
        meant = self._meant(likely)
        voice = self._voice(said, who, next(iter(likely), NOTHING))
        suggestions = self.ranking.suggest(said, meant, named, voice)
        if suggestions:
            return Found(suggestions, tuple(meant))
        if likely:
            return AskedBack(tuple(likely)[:MOST_TOPICS])
        return AskedBack(()) if self.courtesies.asks_for_help(said.words) else NothingFound()

    def _likely(self, said: Said) -> dict[str, float]:
        """Topics that may be meant, best first. None where the words are everyday ones."""
        scores = self.scores.score(said)
        nothing = scores.pop(NOTHING, 0.0)
        if not said.telling or nothing > max(scores.values(), default=0.0):
            return {}
        ordered = sorted(scores, key=lambda topic: -scores[topic])
        return {topic: scores[topic] for topic in ordered if scores[topic] >= LIKELY}

    def _meant(self, likely: Mapping[str, float]) -> dict[str, float]:
        best = max(likely.values(), default=0.0)
        if best < SURE:
            return {}
        return {topic: score for topic, score in likely.items() if score >= BESIDE * best}

    def _voice(self, said: Said, who: Who, topic: str) -> Who:
        """Where nothing is known of somebody, their words may tell: my son, my mum."""
        if who.audience in {Audience.PARENT, Audience.YOUNG, Audience.WORKER}:
            return who
        audience = self.voices.heard(said.words)
        if audience is None and self.scores.sounds_young(said, topic):
            audience = Audience.YOUNG
        return who if audience is None else Who(audience, who.age, who.area)


def _texts(topics: Iterable[Topic], organisations: Iterable[Organisation], speech: Speech) -> Iterable[str]:
    for topic in topics:
        yield from (*topic.phrases, *topic.young, *topic.words)
    for one in organisations:
        yield from (one.name, one.does.usual, *one.also, *one.phrases, *one.needs)
    for field in Speech.model_fields:
        if field != "same":
            yield from getattr(speech, field)
