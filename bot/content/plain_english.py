"""Whether a text is as plain as we promise. Only ever notes: people know better than a counter."""

from collections.abc import Iterator
from pathlib import Path

from bot.content.problems import Findings
from bot.core.model import Model
from bot.core.sentences import too_long
from bot.core.words import Words, words_in


def long_sentences(text: str) -> Iterator[str]:
    """A sentence about each sentence that is too long."""
    for sentence, count in too_long(text):
        yield f"{count} words in one sentence: “{sentence}”"


def longer_than_usual(words: Words) -> bool:
    """Whether the easy form takes more words than the usual one."""
    return words.shorter is not None and len(words.shorter.split()) > len(words.usual.split())


def tell_long_sentences(model: Model, path: Path, findings: Findings) -> None:
    """Notes on all English texts of a file. Another language counts its words in its own way."""
    for place, words in words_in(model):
        for sentence in dict.fromkeys(s for _, text in words.english_forms() for s in long_sentences(text)):
            findings.note(path, place, sentence)
