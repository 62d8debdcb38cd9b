"""Sentences, and how long they are."""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 15
"""Words. Longer ones are hard to read when one is tired."""

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def too_long(text: str) -> Iterator[tuple[str, int]]:
    """Each sentence that is too long, with how many words it has."""
    for sentence in _END.split(text):
        words = re.findall(r"\w[\w’'.-]*", sentence)
        if len(words) > LONGEST_SENTENCE:
            yield sentence.strip(), len(words)
