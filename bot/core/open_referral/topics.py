"""Which of our topics a service of a feed is for, guessed as the search would understand its words."""

from bot.core.support.organisations import ALSO, GOOD, Organisation
from bot.core.support.scoring import NOTHING
from bot.core.support.search import Index

SURE_OF_TERM = 0.5
"""What words alone must say for a topic, for a term of the feed to be believed."""
SURE_OF_BOTH = 0.35
"""The same where name and description must agree."""
SURE_OF_TEXT = 1.5
"""The same for a description alone: long texts touch many topics."""


def guess_topics(entry: Organisation, index: Index) -> dict[str, int]:
    """Good where the feed's own terms say so, or name and description agree. Never best: nobody of the forum
    looked. Empty where nothing is sure: then it is found by its name and words."""
    name, text = _scores(entry.name, index), _scores(entry.does.shorter or entry.does.usual, index)
    terms = [_scores(term, index) for term in entry.needs]
    good = {topic for scores in terms for topic in scores if scores[topic] >= SURE_OF_TERM}
    good |= {topic for topic in name if min(name[topic], text.get(topic, 0.0)) >= SURE_OF_BOTH}
    first, second, *_ = [*sorted(text, key=lambda topic: -text[topic]), "", ""]
    also = first if text.get(first, 0.0) >= max(SURE_OF_TEXT, 2 * text.get(second, 0.0)) else ""
    found = dict.fromkeys(sorted(good), GOOD)
    return found if not also or also in good else found | {also: ALSO}


def _scores(text: str, index: Index) -> dict[str, float]:
    """Without putting words right: feeds are written with care, and most of their words are not ours."""
    scores = index.scores.of_words(index.understanding.read(text, exact=True))
    return {topic: score for topic, score in scores.items() if topic != NOTHING}
