"""How many people speak of the same thing: what "you said" starts from.

Each piece stands in one count only: under its theme, or, until it has one, under its topic. So no count can
be taken from another. What is only about one family is in none, and small numbers are kept private.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.suppression import Cell, keep_private


@dataclass(frozen=True)
class Voice:
    """One piece, as it counts. `who`: the same for all of one writer's, as far as they can be told apart.
    `repeats`: its writer, who is not known any more, is counted in another piece of the theme. `quote`: what
    its writer allows to be quoted, masked, as a coordinator chose it; or nothing."""

    who: bytes
    theme: int | None
    topic: str | None
    repeats: bool
    quote: str


@dataclass(frozen=True)
class Heard:
    """`people`: None where so few said it that the number is kept private. `topic`: the one that most of them
    chose. Quotes need no threshold: it hides counts, not what people allow us to quote."""

    people: Cell
    topic: str | None
    quotes: tuple[str, ...]


def hear_themes(voices: Iterable[Voice], threshold: int) -> dict[int, Heard]:
    """By theme."""
    by_theme: dict[int, list[Voice]] = {}
    for voice in voices:
        if voice.theme is not None:
            by_theme.setdefault(voice.theme, []).append(voice)
    return {theme: _heard(several, threshold) for theme, several in by_theme.items()}


def count_people(voices: Iterable[Voice]) -> dict[int, int]:
    """By theme, the numbers themselves: for what is given out they are rounded in time."""
    who: dict[int, set[bytes]] = {}
    for voice in voices:
        if voice.theme is not None and not voice.repeats:
            who.setdefault(voice.theme, set()).add(voice.who)
    return {theme: len(people) for theme, people in who.items()}


def count_unsorted(voices: Iterable[Voice], threshold: int) -> Mapping[str, Cell]:
    """By topic, how many people spoke of what is in no theme yet."""
    by_topic: dict[str, set[bytes]] = {}
    for voice in voices:
        if voice.theme is None and voice.topic is not None and not voice.repeats:
            by_topic.setdefault(voice.topic, set()).add(voice.who)
    return {topic: keep_private(len(who), threshold) for topic, who in by_topic.items()}


def _heard(voices: list[Voice], threshold: int) -> Heard:
    people = {voice.who for voice in voices if not voice.repeats}
    topics = Counter(voice.topic for voice in voices if voice.topic is not None)
    quotes = tuple(dict.fromkeys(voice.quote for voice in voices if voice.quote))
    topic = min(topics, key=lambda one: (-topics[one], one)) if topics else None
    return Heard(keep_private(len(people), threshold), topic, quotes)
