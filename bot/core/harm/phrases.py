"""How phrases of harm are written, and what one may be read as.

    hit* me             *: with its endings (hits, hitting, hitted)
    (kill|end) myself   one of these
    my? arm             ?: may be missing, also after a bracket
    SOMEONE hit*        capitals: a group of the file
    cut* .. myself      up to two other words may stand there
    cut* ... myself     up to five
    knife + school      both, in any order, up to eight words apart
    <i give up>         the message begins, and ends or goes on with another sentence
    took 20 tablets     any number

Dots stand between words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

GAPS = {"..": 2, "...": 5}
"""How many other words may stand there."""

NEAR = 8
"""So many other words may stand between two sides of `+`."""
MOST_SIDES = 3
BEGIN, END = "<", ">"
"""Where a message begins and ends."""

_PIECE = re.compile(r"\.\.\.?|[()|?<>]|[^\s()|?<>]+")
_SIDES = re.compile(r"\s\+\s")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True)
class Word:
    text: str
    endings: bool


@dataclass(frozen=True)
class Group:
    name: str


@dataclass(frozen=True)
class Choice:
    options: "tuple[Phrase, ...]"


@dataclass(frozen=True)
class Maybe:
    part: "Part"


@dataclass(frozen=True)
class Gap:
    most: int


@dataclass(frozen=True)
class Near:
    """All of them, in any order."""

    sides: "tuple[Phrase, ...]"


Part = Word | Group | Choice | Maybe | Gap | Near
Phrase = tuple[Part, ...]


class BadPhrase(ValueError):  # noqa: N818 (named as people speak of it)
    """It cannot be read. Says why, as a sentence."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Phrase:
    """Raises BadPhrase."""
    sides = tuple(_side(side) for side in _SIDES.split(text))
    if len(sides) > MOST_SIDES:
        raise BadPhrase(f"It has more than {MOST_SIDES} sides.")
    return sides[0] if len(sides) == 1 else (Near(sides),)


def _side(text: str) -> Phrase:
    pieces = _PIECE.findall(text)
    phrase, at = _sequence(pieces, 0)
    if at < len(pieces):
        raise BadPhrase(f"There is a `{pieces[at]}` too many.")
    if not phrase or all(isinstance(part, Gap | Maybe) for part in phrase):
        raise BadPhrase("There is no word in it that must stand there.")
    if isinstance(phrase[0], Gap) or isinstance(phrase[-1], Gap):
        raise BadPhrase("It begins or ends with dots.")
    return phrase


def _sequence(pieces: list[str], at: int) -> tuple[Phrase, int]:
    parts: list[Part] = []
    while at < len(pieces) and pieces[at] not in {"|", ")"}:
        piece = pieces[at]
        if piece == "?":
            if not parts or isinstance(parts[-1], Gap | Maybe):
                raise BadPhrase("A `?` stands after nothing that may be missing.")
            parts[-1] = Maybe(parts[-1])
            at += 1
        elif piece == "(":
            choice, at = _choice(pieces, at + 1)
            parts.append(choice)
        else:
            parts.append(_atom(piece))
            at += 1
    return tuple(parts), at


def _choice(pieces: list[str], at: int) -> tuple[Choice, int]:
    options: list[Phrase] = []
    while True:
        option, at = _sequence(pieces, at)
        if not option:
            raise BadPhrase("A bracket has an empty part.")
        options.append(option)
        if at == len(pieces):
            raise BadPhrase("A bracket is not closed.")
        at += 1
        if pieces[at - 1] == ")":
            return Choice(tuple(options)), at


def _atom(piece: str) -> Part:
    if piece in GAPS:
        return Gap(GAPS[piece])
    if re.fullmatch("[A-Z][A-Z_]+", piece):
        return Group(piece)
    word = piece.removesuffix("*")
    if not word or "*" in word:
        raise BadPhrase(f"In `{piece}` the `*` does not stand at the end of a word.")
    return Word(word, endings=piece.endswith("*"))


def parts_of(phrase: Phrase) -> Iterator[Part]:
    """All parts, also those within others."""
    for part in phrase:
        yield part
        if isinstance(part, Choice):
            for option in part.options:
                yield from parts_of(option)
        elif isinstance(part, Near):
            for side in part.sides:
                yield from parts_of(side)
        elif isinstance(part, Maybe):
            yield from parts_of((part.part,))


def with_endings(word: str) -> tuple[str, ...]:
    """A word as it stands and with the endings of English: hit, hits, hitting, hittin, hitted."""
    if word.endswith(("s", "sh", "ch", "x", "z")):
        plural = word + "es"
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing", word + "in")
    else:
        plural = word + "s"
    stem = word.removesuffix("e") if word.endswith("e") and not word.endswith("ee") else word
    if _doubles(word):
        stem = word + word[-1]
    return (word, plural, stem + "ed", stem + "ing", stem + "in")


def _doubles(word: str) -> bool:
    """*hit* becomes *hitting*: one vowel and one consonant at the end of a short word."""
    return re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", word) is not None
