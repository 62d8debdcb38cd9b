"""Whether a text is as plain as we promise. Only ever notes: people know better than a counter."""

import re
from collections.abc import Iterator

from bot.core.words import Words

LONGEST_SENTENCE = 15
"""Words. Longer ones are hard to read when one is tired."""

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def long_sentences(text: str) -> Iterator[str]:
    """A sentence about each sentence that is too long."""
    for sentence in _END.split(text):
        words = re.findall(r"\w[\w’'.-]*", sentence)
        if len(words) > LONGEST_SENTENCE:
            yield f"{len(words)} words in one sentence: “{sentence.strip()}”"


def longer_than_usual(words: Words) -> bool:
    """Whether the easy form takes more words than the usual one."""
    return words.shorter is not None and len(words.shorter.split()) > len(words.usual.split())
