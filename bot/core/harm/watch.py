"""Looks for words of harm in what somebody typed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.core.harm.folding import fold, is_picture, split_words
from bot.core.harm.lists import HarmWords, Level
from bot.core.harm.phrases import BEGIN, END, parse
from bot.core.harm.signs import OTHER, Alphabet, Made, stopping_at, with_gaps_told, words_in
from bot.core.harm.spelling import Speller


@dataclass(frozen=True)
class Sought:
    """One phrase. `asked`: its level where the message asks for help."""

    made: Made
    text: str = ""
    kind: str = ""
    level: Level = Level.DANGER
    asked: Level = Level.DANGER

    @cached_property
    def rule(self) -> re.Pattern[str]:
        """Made when first needed: most phrases are never."""
        return re.compile(self.made.pattern, re.DOTALL)


class _Shelf:
    """Phrases by a sign that each cannot do without, so that few are tried."""

    def __init__(self, phrases: Iterable[Sought]) -> None:
        self._all = tuple(phrases)
        often = Counter(sign for one in self._all for need in one.made.needs for sign in need)
        self._by_sign: dict[str, list[int]] = {}
        for at, one in enumerate(self._all):
            rarest = min(one.made.needs, key=lambda need: (max(often[sign] for sign in need), len(need)))
            for sign in rarest:
                self._by_sign.setdefault(sign, []).append(at)

    def within(self, signs: str) -> Iterator[Sought]:
        """Those that may match, in their order."""
        found = {at for sign in {*signs} for at in self._by_sign.get(sign, ())}
        return (self._all[at] for at in sorted(found))

    def find(self, signs: str) -> Iterator[Sought]:
        return (one for one in self.within(signs) if one.rule.search(signs))


class Watch:
    """Looking takes time in proportion to the text's length; the first time, a quarter of a second more."""

    def __init__(self, words: HarmWords) -> None:
        self._words = words

    @cached_property
    def _lists(self) -> "_Lists":
        """Made when first needed, so that nobody waits for it at the start."""
        return _Lists(self._words)

    def look(self, text: str) -> Level | None:
        """The graver level that the text holds words of, or None."""
        return next((level for level, _ in self.hits(text)), None)

    def hits(self, text: str) -> Iterator[tuple[Level, Sought]]:
        """What was found at which level, the graver first."""
        return self._lists.hits(text) if text.strip() else iter(())


class _Lists:
    """The word lists made ready for looking."""

    def __init__(self, words: HarmWords) -> None:
        alphabet = alphabet_of(words)
        self._danger = _Shelf(_sought(words, Level.DANGER, alphabet))
        distress = _sought(words, Level.DISTRESS, alphabet)
        self._not_danger = _Shelf(
            replace(one, made=with_gaps_told(one.made))
            for one in distress
            if words.distress[one.kind].not_danger
        )
        self._distress = _Shelf(one for one in distress if not words.distress[one.kind].not_danger)
        self._asking = _Shelf(Sought(alphabet.make(parse(text))) for text in words.asking)
        people = {alphabet.sign(word) for word in words_in(map(parse, words.people), words.groups)}
        everyday = [stopping_at(alphabet.make(parse(text)), "".join(people)) for text in words.everyday]
        self._everyday = _Shelf(Sought(with_gaps_told(made)) for made in everyday)
        self._signs = alphabet.signs | dict.fromkeys(alphabet.fillers, "")
        misspelt = words_in(map(parse, words.misspelt), words.groups)
        self._speller = Speller(self._signs, misspelt, alphabet.aliases, words.real_words)

    def hits(self, text: str) -> Iterator[tuple[Level, Sought]]:
        whole = _without(self._everyday, self._read(text))
        signs = _without(self._not_danger, whole)
        asks: bool | None = None
        milder = [*self._not_danger.find(whole)] if signs != whole else []
        for one in self._danger.find(signs):
            if one.asked is not one.level:
                asks = any(self._asking.find(whole)) if asks is None else asks
                if asks:
                    milder.append(one)
                    continue
            yield one.level, one
        yield from ((one.asked, one) for one in milder)
        yield from ((one.level, one) for one in self._distress.find(signs))

    def _read(self, text: str) -> str:
        words = self._speller.read(split_words(fold(text)))
        return "".join(self._sign(word) for word in (BEGIN, *words, END))

    def _sign(self, word: str) -> str:
        sign = self._signs.get(word)
        if sign is not None:
            return sign
        return "" if is_picture(word) else OTHER


def alphabet_of(words: HarmWords) -> Alphabet:
    aliases = {other: word for word, others in words.spellings.items() for other in others}
    return Alphabet(words.groups, aliases, frozenset(words.fillers), words.starters)


def _without(phrases: _Shelf, signs: str) -> str:
    """The signs with these phrases taken out. What stands in their gaps stays."""
    for one in phrases.within(signs):
        signs = one.rule.sub(_take_out, signs)
    return signs


def _take_out(hit: re.Match[str]) -> str:
    kept = [OTHER] * len(hit[0])
    for begin, end in hit.regs[1:]:
        if begin >= 0:
            kept[begin - hit.start() : end - hit.start()] = hit.string[begin:end]
    return "".join(kept)


def _sought(words: HarmWords, level: Level, alphabet: Alphabet) -> Sequence[Sought]:
    return [
        Sought(alphabet.make(parse(text)), text, name, level, kind.when_asking or level)
        for name, kind in words.of_level(level).items()
        for text in kind.phrases
    ]
