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
SURE = 1.8
"""How much must speak for a topic for organisations to be named; below it one question is asked back."""
LIKELY = 0.3
"""Below this no topic is even offered."""
_EACH_TELLING, _MOST_TELLING = 0.2, 8
_EACH_WORD, _MOST_WORDS = 0.1, 12
"""A long message is seldom small talk."""
BESIDE, MAYBE = 0.4, 0.25
"""Another topic is meant too, or worth a button, if its score is at least this share of the best."""
_LEAD = 1.5
"""How much more the best counts than what stands beside it: scores are raised to this."""

CLEAR = 0.5
"""The share of the best from which a topic is given as a reason."""


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
        term = self.asking.asked(message)
        if term is not None:
            return TermAsked(term)
        if self.courtesies.is_cry(words) or self.courtesies.is_cry(self.understanding.put_right(words)):
            return AskedBack(self._offered(message))
        outcome = self._look(self.understanding.read(message), who or Who())
        bare = None if isinstance(outcome, Found) else self.asking.asked(message, bare=True)
        return outcome if bare is None else TermAsked(bare)

    def _offered(self, message: str) -> tuple[str, ...]:
        """The likeliest topics, for buttons; empty where any may be meant."""
        said = self.understanding.read(message)
        scores = self.scores.score(said)
        return tuple(_likely(scores))[:MOST_TOPICS] if _sureness(said, scores) >= LIKELY else ()

    def topics_of(self, text: str) -> tuple[str, ...]:
        """What a text is about, likeliest first; empty where nobody can tell."""
        said = self.understanding.read(text)
        scores = self.scores.score(said)
        return _clear(_meant(scores)) if _sureness(said, scores) >= SURE else ()

    def of_topic(self, topic: str, who: Who | None = None) -> tuple[Organisation, ...]:
        """All for a topic, best first, for browsing."""
        return best_first(self.ranking.organisations, topic, who or Who())

    def _look(self, said: Said, who: Who) -> Outcome:
        named = self.ranking.names.named(said)
        scores = self.scores.score(said)
        sureness = _sureness(said, scores)
        likely = _likely(scores) if sureness >= LIKELY else {}
        meant = _meant(scores) if sureness >= SURE else {}
        voice = self._voice(said, who, next(iter(likely), NOTHING))
        suggestions = self.ranking.suggest(said, meant, named, voice)
        if suggestions:
            return Found(suggestions, _clear(meant))
        if likely:
            return AskedBack(tuple(likely)[:MOST_TOPICS])
        return AskedBack(()) if self.courtesies.asks_for_help(said.words) else NothingFound()

    def _voice(self, said: Said, who: Who, topic: str) -> Who:
        """Where nothing is known of somebody, their words may tell: my son, my mum."""
        if who.audience in {Audience.PARENT, Audience.YOUNG, Audience.WORKER}:
            return who
        audience = self.voices.heard(said.words)
        if audience is None and self.scores.sounds_young(said, topic):
            audience = Audience.YOUNG
        return who if audience is None else Who(audience, who.age, who.area)


def _sureness(said: Said, scores: Mapping[str, float]) -> float:
    """How much more speaks for the best topic than for small talk."""
    if not said.telling:
        return 0.0
    best = max((score for topic, score in scores.items() if topic != NOTHING), default=0.0)
    length = _EACH_TELLING * min(len(said.telling), _MOST_TELLING)
    length += _EACH_WORD * min(len(said.words), _MOST_WORDS)
    return best - scores.get(NOTHING, 0.0) + length if best else 0.0


def _likely(scores: Mapping[str, float]) -> dict[str, float]:
    """Topics that may be meant, best first."""
    ordered = sorted((topic for topic in scores if topic != NOTHING), key=lambda topic: -scores[topic])
    best = scores[ordered[0]] if ordered else 0.0
    return {topic: scores[topic] for topic in ordered if scores[topic] >= MAYBE * best}


def _meant(scores: Mapping[str, float]) -> dict[str, float]:
    """Topics that are meant, best first, as shares of the best."""
    likely = _likely(scores)
    best = max(likely.values(), default=1.0)
    return {topic: (score / best) ** _LEAD for topic, score in likely.items() if score >= BESIDE * best}


def _clear(meant: Mapping[str, float]) -> tuple[str, ...]:
    """Those that a message is really about, which are named and counted."""
    return tuple(topic for topic, share in meant.items() if share >= CLEAR)


def _texts(topics: Iterable[Topic], organisations: Iterable[Organisation], speech: Speech) -> Iterable[str]:
    for topic in topics:
        yield from (*topic.phrases, *topic.young, *topic.words)
    for one in organisations:
        yield from (one.name, one.does.usual, *one.also, *one.phrases, *one.needs)
    for field in Speech.model_fields:
        if field != "same":
            yield from getattr(speech, field)
