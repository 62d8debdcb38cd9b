"""Messages that ask for nothing, and messages that ask for help without saying which, or cry for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.support.outcomes import Courtesy
from bot.core.support.spelling import words_of
from bot.core.support.topics import Speech

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Courtesies:
    """`phrases`: by kind, longest first. `help`: cues that something is wanted. `cries`: these, and how
    people say that it is too much."""

    phrases: tuple[tuple[Courtesy, tuple[Phrase, ...]], ...]
    help: tuple[Phrase, ...]
    cries: tuple[Phrase, ...]
    filler: frozenset[str]
    """May stand beside a courtesy, as in `thanks so much`."""

    @classmethod
    def of(cls, speech: Speech) -> "Courtesies":
        said = {
            Courtesy.THANKS: speech.thanks,
            Courtesy.BYE: speech.bye,
            Courtesy.HELLO: speech.hello,
            Courtesy.FINE: speech.fine,
        }
        helping = _phrases(speech.help)
        filler = {word for text in speech.filler for word in words_of(text)}
        return cls(
            tuple((kind, _phrases(texts)) for kind, texts in said.items()),
            helping,
            _phrases((*speech.help, *speech.cries)),
            frozenset(filler - {word for phrase in helping for word in phrase if len(phrase) == 1}),
        )

    def kind_of(self, words: Sequence[str]) -> Courtesy | None:
        """The first kind in a message that is nothing but courtesies."""
        kinds: list[Courtesy] = []
        left = tuple(words)
        for kind, phrases in self.phrases:
            for phrase in phrases:
                at = _place(phrase, left)
                if at is not None:
                    kinds.append(kind)
                    left = left[:at] + left[at + len(phrase) :]
        return kinds[0] if kinds and self.filler.issuperset(left) else None

    def is_cry(self, words: Sequence[str]) -> bool:
        """Whether a message is nothing but a cry for help."""
        left, is_any = tuple(words), False
        for phrase in self.cries:
            while (at := _place(phrase, left)) is not None:
                left, is_any = left[:at] + left[at + len(phrase) :], True
        return is_any and self.filler.issuperset(left)

    def asks_for_help(self, words: Sequence[str]) -> bool:
        whole = tuple(words)
        return any(_place(cue, whole) is not None for cue in self.help)


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(sorted((tuple(words_of(text)) for text in texts), key=len, reverse=True))


def _place(phrase: Phrase, words: Phrase) -> int | None:
    if not phrase or phrase[0] not in words:
        return None
    places = range(len(words) - len(phrase) + 1)
    return next((at for at in places if words[at : at + len(phrase)] == phrase), None)
