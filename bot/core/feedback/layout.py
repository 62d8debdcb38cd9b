"""A piece and what was said about it since, over as many screens as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.feedback.thread import Reply
from bot.core.lengths import pages, units

ALONE = 1600
"""Units of the words on a screen without replies, and on each screen after the first."""
BESIDE = 500
"""Of the words on the first screen, where replies stand below them."""
TOGETHER = 1800
"""Of the replies on one screen. No reply is longer, so each stands there whole."""


@dataclass(frozen=True)
class Part:
    """What stands on one screen."""

    words: str
    replies: tuple[Reply, ...] = ()


def lay_out(words: str, replies: Sequence[Reply]) -> tuple[Part, ...]:
    """The newest replies stand on the first screen, with the beginning of the words. Then come the rest of
    the words, and what was said earlier, the newest of it first. Everything stands on one screen."""
    groups = _groups(replies)
    beginning, *_ = pages(words, BESIDE if groups else ALONE)
    rest = words[len(beginning) :].lstrip()
    first = Part(beginning, groups[0] if groups else ())
    more = pages(rest, ALONE) if rest else []
    return (first, *map(Part, more), *(Part("", group) for group in groups[1:]))


def _groups(replies: Sequence[Reply]) -> list[tuple[Reply, ...]]:
    """As many as fit together, in their order; the newest group first."""
    groups: list[tuple[Reply, ...]] = []
    for reply in reversed(replies):
        together = (reply, *groups[-1]) if groups else ()
        if together and sum(units(one.text) for one in together) <= TOGETHER:
            groups[-1] = together
        else:
            groups.append((reply,))
    return groups
