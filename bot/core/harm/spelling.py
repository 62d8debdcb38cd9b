"""What a typed word may stand for: repeated letters, other signs, slips of the finger, words run together."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.core.harm.folding import MASK, squeeze, without_one

_SLIP = 5
"""From this length on a word is known with one letter wrong, missing or too many, or two swapped."""
_SWAP = 4
"""From this length on with two swapped, and with letters repeated."""
_JOINED = 6
"""From this length on a word is known in two pieces, and words run together are taken apart."""
_LONGEST = 40
_MOST_PIECES = 7
_SHORT = frozenset({"he", "im", "is", "it", "me", "my", "so", "to", "up", "us", "we"})
"""Words of two letters that run-together words may hold."""
_LEET = str.maketrans("013457$@!", "oieastsai")
_SIGN = re.compile(r"[0-9$@!*]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_BETWEEN = re.compile(r"[$@!*]+")


class Speller:
    """Knows a closed set of words. A word that it does not know comes back as it is."""

    def __init__(
        self,
        words: Iterable[str],
        misspelt: Iterable[str],
        aliases: Mapping[str, str],
        real_words: Iterable[str],
    ) -> None:
        """`misspelt`: those of the words that are known in other spellings too. `aliases`: another way to
        write a word, and that word. `real_words`: no misspellings."""
        self._known = {word: word for word in words} | dict(aliases)
        self._real = frozenset(real_words) - self._known.keys()
        self._squeezed: dict[str, str] = {}
        self._swapped: dict[str, str] = {}
        self._shorter: dict[str, list[str]] = {}
        self._masked: dict[tuple[str, int], list[str]] = {}
        self._misspelt = frozenset(misspelt) - self._real
        for word in sorted(self._misspelt):
            self._learn(word)

    def _learn(self, word: str) -> None:
        self._masked.setdefault((word[0], len(word)), []).append(word)
        if len(word) >= _SLIP:
            for shorter in (word, *without_one(word)):
                self._shorter.setdefault(shorter, []).append(word)
        if len(word) >= _SWAP:
            self._squeezed.setdefault(squeeze(word), word)
            for at in range(1, len(word) - 1):
                swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                self._swapped.setdefault(swapped, word)

    def read(self, words: list[str]) -> list[str]:
        """The words that are meant. May be more or fewer than were typed."""
        return [meant for word in self._put_together(words) for meant in self._meant(word)]

    def _put_together(self, words: list[str]) -> Iterator[str]:
        """What was typed letter by letter, or in two pieces, as one word."""
        at = 0
        while at < len(words):
            letters = _letters_from(words, at)
            word = "".join(words[at : at + letters])
            if letters >= 3 and (self._one(word) or self._taken_apart(word)):
                yield word
                at += letters
            elif letters:
                yield from words[at : at + letters]
                at += letters
            elif at + 1 < len(words) and self._is_in_two(words[at], words[at + 1]):
                yield words[at] + words[at + 1]
                at += 2
            else:
                yield words[at]
                at += 1

    def _is_in_two(self, one: str, other: str) -> bool:
        """*sui cide*; but *run away* are two words."""
        is_long = _JOINED <= len(one) + len(other) <= _LONGEST
        return is_long and one + other in self._known and not (one in self._known and other in self._known)

    def _meant(self, word: str) -> Iterable[str]:
        known = self._one(word)
        if known is not None:
            return (known,)
        if _SIGN.search(word):
            return self._with_signs(word)
        return self._taken_apart(word) or (word,)

    def _one(self, word: str) -> str | None:
        if word in self._known:
            return self._known[word]
        if len(word) < 3 or len(word) > _LONGEST or word in self._real:
            return None
        if _DRAWN_OUT.search(word) and (short := _DRAWN_OUT.sub(r"\1", word)) in self._known:
            return self._known[short]
        near = self._squeezed.get(squeeze(word)) or self._swapped.get(word) or self._slip(word)
        return self._known[near] if near else None

    def _slip(self, word: str) -> str | None:
        """The known word that is one slip away. Its first letter is right."""
        for shorter in (word, *without_one(word)):
            for near in self._shorter.get(shorter, ()):
                if near[0] == word[0] and _is_one_slip(word, near):
                    return near
        return None

    def _with_signs(self, word: str) -> Iterable[str]:
        """`su1cide`, `k*ll`, `$elf`; otherwise the words between the signs."""
        letters = word.translate(_LEET)
        if not letters.isalpha() and MASK in word:
            found = self._unmasked(letters)
            return (found,) if found else [one for part in _BETWEEN.split(word) for one in self._meant(part)]
        if (known := self._one(letters)) is not None:
            return (known,)
        if _BETWEEN.search(word):
            return [one for part in _BETWEEN.split(word) if part for one in self._meant(part)]
        return self._taken_apart(letters) or (word,)

    def _unmasked(self, word: str) -> str | None:
        if word.count(MASK) * 2 > len(word):
            return None
        pattern = re.compile(re.escape(word).replace(re.escape(MASK), "."))
        near = self._masked.get((word[0], len(word)), ())
        return next((self._known[one] for one in near if pattern.fullmatch(one)), None)

    def _taken_apart(self, word: str) -> tuple[str, ...]:
        """Words that were run together, as few as there can be; empty if they are none that it knows."""
        if not _JOINED < len(word) <= _LONGEST or word in self._real:
            return ()
        best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for begin in range(max(0, end - 12), end):
                before, piece = best[begin], word[begin:end]
                if before is None or len(before) == _MOST_PIECES or not self._is_piece(piece, begin):
                    continue
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = (*before, piece)
        pieces = best[-1] or ()
        if not any(piece in self._misspelt and len(piece) >= _SWAP for piece in pieces):
            return ()
        return tuple(self._known[piece] for piece in pieces)

    def _is_piece(self, piece: str, begin: int) -> bool:
        if len(piece) < 3:
            return piece in _SHORT or (piece == "i" and begin == 0)
        return piece in self._known


def _letters_from(words: list[str], at: int) -> int:
    """How many letters stand alone, one after the other, from here on."""
    end = at
    while end < len(words) and end - at < _LONGEST and len(words[end]) == 1 and words[end].isalpha():
        end += 1
    return end - at


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or swapped
