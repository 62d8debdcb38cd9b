"""The search: from a message as people type it to the organisations that fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.jargon import Term, term_asked
from bot.core.people import Audience
from bot.core.support.fitting import Who, best_first, fitting, suitability
from bot.core.support.names import Names
from bot.core.support.organisations import BEST, Organisation
from bot.core.support.outcomes import (
    AskedBack,
    Courteous,
    Courtesy,
    Found,
    NothingFound,
    Outcome,
    Suggestion,
    TermAsked,
)
from bot.core.support.scoring import NOTHING, TopicScores
from bot.core.support.spelling import words_of
from bot.core.support.topics import Speech, Topic
from bot.core.support.understanding import Understanding

MOST_ANSWERS = 3
MOST_TOPICS = 4
"""Buttons when one question is asked back."""
SURE = 0.45
"""A topic's score from which organisations are named; below it one question is asked back."""
LIKELY = 0.12
"""Below this a topic is not even offered."""
BESIDE = 0.5
"""Another topic is meant too if its score is at least this share of the best."""


@dataclass(frozen=True)
class Index:
    """Made once from the content, and again when an entry changes."""

    topics: Mapping[str, Topic]
    organisations: tuple[Organisation, ...]
    terms: Mapping[str, Term]
    speech: Speech
    understanding: Understanding
    scores: TopicScores
    names: Names

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
        names = Names.of(every, understanding, scores)
        return cls(topics, every, terms, speech, understanding, scores, names)

    def ask(self, message: str, who: Who | None = None) -> Outcome:
        who = who or Who()
        courtesy = self._courtesy(message)
        if courtesy is not None:
            return Courteous(courtesy)
        term = term_asked(message, self.terms, self.speech.asking)
        if term is not None:
            return TermAsked(term)
        return self._look(message, who)

    def of_topic(self, topic: str, who: Who | None = None) -> tuple[Organisation, ...]:
        """All for a topic, best first, for browsing."""
        return best_first(self.organisations, topic, who or Who())

    def _look(self, message: str, who: Who) -> Outcome:
        features = self.understanding.features(message)
        scores = self.scores.score(features)
        likely = sorted((t for t in scores if t != NOTHING), key=lambda t: -scores[t])
        likely = [topic for topic in likely if scores[topic] >= LIKELY]
        best = scores[likely[0]] if likely else 0.0
        meant = {topic: scores[topic] for topic in likely if scores[topic] >= BESIDE * best}
        if best < SURE:
            meant = {}
        own = self.names.score(message, features)
        suggestions = self._suggest(meant, own, self._voice(message, who))
        if suggestions:
            return Found(suggestions, tuple(meant))
        if likely:
            return AskedBack(tuple(likely[:MOST_TOPICS]))
        return NothingFound()

    def _suggest(
        self, meant: Mapping[str, float], own: Mapping[str, float], who: Who
    ) -> tuple[Suggestion, ...]:
        total = sum(meant.values()) or 1.0
        found: list[tuple[float, Suggestion]] = []
        for one in fitting(self.organisations, who):
            topics = sorted((t for t in meant if t in one.topics), key=lambda t: -meant[t] * one.topics[t])
            score = sum(meant[topic] / total * one.topics[topic] / BEST for topic in topics)
            score = score * suitability(one, who) + own.get(one.id, 0.0)
            if score:
                found.append((score, Suggestion(one, tuple(topics), by_name=own.get(one.id, 0.0) >= 1)))
        found.sort(key=lambda pair: -pair[0])
        return tuple(suggestion for _, suggestion in found[:MOST_ANSWERS])

    def _voice(self, message: str, who: Who) -> Who:
        """Where nothing is known of somebody, their words may tell: my son, my mum."""
        if who.audience in {Audience.PARENT, Audience.YOUNG, Audience.WORKER}:
            return who
        said = f" {' '.join(words_of(message))} "
        for audience, cues in ((Audience.PARENT, self.speech.parent), (Audience.YOUNG, self.speech.young)):
            if any(f" {' '.join(words_of(cue))} " in said for cue in cues):
                return Who(audience, who.age, who.area)
        return who

    def _courtesy(self, message: str) -> Courtesy | None:
        words = words_of(message)
        for courtesy, said in (
            (Courtesy.THANKS, self.speech.thanks),
            (Courtesy.HELLO, self.speech.hello),
            (Courtesy.BYE, self.speech.bye),
            (Courtesy.FINE, self.speech.fine),
        ):
            if words in [words_of(one) for one in said]:
                return courtesy
        return None


def _texts(topics: Iterable[Topic], organisations: Iterable[Organisation], speech: Speech) -> Iterable[str]:
    for topic in topics:
        yield from (*topic.phrases, *topic.young, *topic.words)
    for one in organisations:
        yield from (one.name, one.does.usual, *one.also, *one.phrases, *one.needs)
    for field in Speech.model_fields:
        if field != "same":
            yield from getattr(speech, field)
