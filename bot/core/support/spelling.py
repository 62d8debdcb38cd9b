"""Words as people type them: cut out of a message, brought to their stem, and put right where mistyped."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´", ""))
_LONG_RUN = re.compile(r"([a-z])\1{2,}")
_ENDINGS = ("ments", "ment", "ings", "ing", "ness", "edly", "ed", "ly", "ers", "er", "ies", "es", "s")
_ROOT = 5
"""Words that begin with so many of the same letters, and hardly differ after them, are related."""
LONGEST_MESSAGE = 1500
"""Characters that are looked at: what somebody needs stands in the first of them."""


def words_of(text: str) -> list[str]:
    """Small letters and digits only; `won't` is `wont`, `sooo` is `soo`."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_MESSAGE].casefold().translate(_QUOTES))
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _WORD.findall(_LONG_RUN.sub(r"\1\1", plain))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Without its ending, so that `excluded` meets `excluding`. Roots of three letters stay."""
    for ending in _ENDINGS:
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and re.search("[aeiouy]", root):
            if ending == "s" and word.endswith("ss"):
                return word
            return _tidy(root + "y" if ending == "ies" else root)
    return _tidy(word)


def _tidy(root: str) -> str:
    if len(root) > 4 and root[-1] == root[-2] and root[-1] not in "aeiouls":
        root = root[:-1]
    if len(root) > 3 and root.endswith("e"):
        root = root[:-1]
    return root[:-1] + "i" if len(root) > 3 and root.endswith("y") else root


class Speller:
    """Finds the known word that somebody meant. `known`: each with how common it is."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._shortened: dict[str, list[str]] = {}
        self._rooted: dict[str, list[str]] = {}
        for word in known:
            if len(word) >= 4 and not word.isdigit():
                for shorter in _shortened(word):
                    self._shortened.setdefault(shorter, []).append(word)
            if len(word) >= _ROOT:
                self._rooted.setdefault(word[:_ROOT], []).append(word)

    def knows(self, word: str) -> bool:
        return word in self._known

    def meant(self, word: str) -> str | None:
        """The word itself, or the nearest known one; None where none is near."""
        if word in self._known:
            return word
        if len(word) < 4 or any(sign.isdigit() for sign in word):
            return None
        most = 1 if len(word) < 7 else 2
        near = {one for shorter in _shortened(word) for one in self._shortened.get(shorter, ())}
        found = [
            (_distance(word, one, most), -self._known[one], one)
            for one in near
            if len(word) > 4 or _same_ends(word, one)
        ]
        away, _, nearest = min(found, default=(most + 1.0, 0, ""))
        return nearest if away <= most else self._related(word)

    def _related(self, word: str) -> str | None:
        """Such as `diagnostic` for `diagnosis`."""
        shared = [
            (len(_common(word, one)), self._known[one], one) for one in self._rooted.get(word[:_ROOT], ())
        ]
        length, _, nearest = max(shared, default=(0, 0, ""))
        return nearest if length >= 0.7 * max(len(word), len(nearest)) else None


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def _same_ends(one: str, other: str) -> bool:
    """A word of four letters is another word sooner than a mistyped one, unless letters swapped inside."""
    return (
        one[0] == other[0]
        and one[-1] == other[-1]
        and (len(one) != len(other) or sorted(one) == sorted(other))
    )


def _common(one: str, other: str) -> str:
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return one[:at]


def _distance(one: str, other: str, most: int) -> float:
    """Letters put in, left out, mistaken or swapped. Anything beyond `most` is just more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        row = [at]
        for to, against in enumerate(other, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (sign != against))
            if at > 1 and to > 1 and sign == other[to - 2] and one[at - 2] == against:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1] + (0.5 if one[0] != other[0] else 0)
