"""Phrases as regular expressions in which each word is one sign, so that they are short and quick."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from bot.core.harm.folding import fold, split_words
from bot.core.harm.phrases import (
    BEGIN,
    END,
    NEAR,
    Choice,
    Gap,
    Group,
    Maybe,
    Near,
    Part,
    Phrase,
    Word,
    parse,
    parts_of,
    with_endings,
)

OTHER = "\u3400"
"""Stands for every word that no phrase names."""
_FIRST = 0x3401
_GAP = re.compile(r"(?:\.|\[\^[^]]*\])\{0,\d+\}\?")
ANY = "."
"""Any sign. Stands in gaps only."""


@dataclass
class Alphabet:
    """Gives each word a sign, as phrases name it."""

    groups: Mapping[str, Sequence[str]]
    aliases: Mapping[str, str]
    fillers: frozenset[str]
    starters: Sequence[str]
    signs: dict[str, str] = field(default_factory=dict)
    _made: dict[str | Word, "Made"] = field(default_factory=dict)

    def sign(self, word: str) -> str:
        word = self.aliases.get(word, word)
        return self.signs.setdefault(word, chr(_FIRST + len(self.signs)))

    def make(self, phrase: Phrase) -> "Made":
        """Raises KeyError for a group that is not there."""
        made = [self._part(part) for part in phrase]
        return Made("".join(one.pattern for one in made), tuple(need for one in made for need in one.needs))

    def _part(self, part: Part) -> "Made":
        match part:
            case Word():
                if part not in self._made:
                    self._made[part] = self._word(part)
                return self._made[part]
            case Gap():
                return Made(f"{ANY}{{0,{part.most}}}?", ())
            case Maybe():
                return Made(f"(?:{self._part(part.part).pattern})?", ())
            case Near():
                return _in_any_order([self.make(side) for side in part.sides])
            case Choice():
                return _either([made for option in part.options if (made := self.make(option)).pattern])
            case Group():
                if part.name not in self._made:
                    options = [self.make(parse(text)) for text in self.groups[part.name]]
                    self._made[part.name] = _either(options)
                return self._made[part.name]

    def _word(self, word: Word) -> "Made":
        if word.text == BEGIN:
            return Made(self.sign(BEGIN), ())
        if word.text == END:
            starters = words_in(map(parse, self.starters), self.groups)
            return Made(f"(?={_one_of({*map(self.sign, (END, *starters))})})", ())
        *before, last = _words_of(word)
        forms = [[one] for one in before] + [[*with_endings(last)] if word.endings else [last]]
        signs = [
            frozenset(map(self.sign, form)) for form in forms if word.endings or form[0] not in self.fillers
        ]
        return Made("".join(map(_one_of, signs)), tuple(signs))


@dataclass(frozen=True)
class Made:
    """`pattern`: a regular expression over signs. `needs`: of each at least one sign must be there."""

    pattern: str
    needs: tuple[frozenset[str], ...]


def stopping_at(made: Made, stops: str) -> Made:
    """The same, with gaps that reach over none of these signs."""
    return replace(made, pattern=made.pattern.replace(ANY, f"[^{stops}]")) if stops else made


def with_gaps_told(made: Made) -> Made:
    """The same, with each gap a group of its own in what is matched."""
    return replace(made, pattern=_GAP.sub(r"(\g<0>)", made.pattern))


def _words_of(word: Word) -> list[str]:
    """One, unless it holds a hyphen or the like."""
    plain = word.text.isascii() and word.text.isalpha() and word.text.islower()
    return [word.text] if plain else split_words(fold(word.text)) or [word.text]


def _one_of(signs: Iterable[str]) -> str:
    ordered = "".join(sorted(signs))
    return ordered if len(ordered) == 1 else f"[{ordered}]"


def _either(options: list[Made]) -> Made:
    if not options:
        return Made("", ())
    single = "".join(one.pattern.strip("[]") for one in options if _is_single(one.pattern))
    several = [one.pattern for one in options if not _is_single(one.pattern)]
    patterns = [_one_of(frozenset(single))] if single else []
    whole = "|".join(patterns + several)
    pattern = whole if len(patterns + several) == 1 and not several else f"(?:{whole})"
    needs = [one.needs for one in options]
    if not all(needs):
        return Made(pattern, ())
    return Made(pattern, (frozenset[str]().union(*(min(each, key=len) for each in needs)),))


def _in_any_order(sides: list[Made]) -> Made:
    between = f"{ANY}{{0,{NEAR}}}?"
    orders = permutations(one.pattern for one in sides)
    needs = tuple(need for one in sides for need in one.needs)
    return Made(f"(?:{'|'.join(map(between.join, orders))})", needs)


def _is_single(pattern: str) -> bool:
    return len(pattern) == 1 or (pattern[:1] == "[" and pattern.find("]") == len(pattern) - 1)


def words_in(phrases: Iterable[Phrase], groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each word that they name, with its endings, also those of groups."""
    for part in (part for phrase in phrases for part in parts_of(phrase)):
        if isinstance(part, Word):
            *before, last = _words_of(part)
            yield from before
            yield from with_endings(last) if part.endings else (last,)
        elif isinstance(part, Group):
            yield from words_in(map(parse, groups[part.name]), groups)


def sample(phrase: Phrase, groups: Mapping[str, Sequence[str]]) -> str:
    """One text that the phrase matches, as short as it can be."""
    return " ".join(_sample(phrase, groups))


def _sample(phrase: Phrase, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for part in phrase:
        match part:
            case Word():
                yield "" if part.text in {BEGIN, END} else part.text
            case Choice():
                yield from _sample(part.options[0], groups)
            case Near():
                for side in part.sides:
                    yield from _sample(side, groups)
            case Group():
                yield from _sample(parse(groups[part.name][0]), groups)
            case _:
                pass
