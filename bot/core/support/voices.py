"""Whose voice a message is in, where nothing is known of its writer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.people import Audience
from bot.core.support.spelling import words_of
from bot.core.support.topics import Speech


@dataclass(frozen=True)
class Voices:
    """`cues`: padded with spaces, each with whose they are, those that tell most first."""

    cues: tuple[tuple[str, Audience], ...]

    @classmethod
    def of(cls, speech: Speech) -> "Voices":
        said = ((Audience.PARENT, speech.parent), (Audience.YOUNG, speech.young))
        cues = [(" ".join(words_of(text)), audience) for audience, texts in said for text in texts]
        cues.sort(key=lambda cue: " " not in cue[0])  # "my mum" tells more than "he"
        return cls(tuple((f" {text} ", audience) for text, audience in cues))

    def heard(self, words: Sequence[str]) -> Audience | None:
        text = f" {' '.join(words)} "
        return next((audience for cue, audience in self.cues if cue in text), None)
