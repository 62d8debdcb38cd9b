"""What is wrong with word lists of harm."""

from collections.abc import Collection, Iterator

from bot.core.faults import Fault, Place
from bot.core.harm.folding import split_words
from bot.core.harm.lists import HarmWords, Level
from bot.core.harm.phrases import BadPhrase, Group, Phrase, parse, parts_of
from bot.core.harm.signs import sample
from bot.core.harm.watch import Watch


def phrases_in(words: HarmWords) -> Iterator[tuple[Place, str]]:
    """Every phrase with its place in the file."""
    for level in Level:
        for name, kind in words.of_level(level).items():
            yield from (((level.value, name, at), text) for at, text in enumerate(kind.phrases))
    for name, texts in words.groups.items():
        yield from ((("groups", name, at), text) for at, text in enumerate(texts))
    for key, texts in (
        ("asking", words.asking),
        ("everyday", words.everyday),
        ("starters", words.starters),
        ("people", words.people),
        ("misspelt", words.misspelt),
    ):
        yield from (((key, at), text) for at, text in enumerate(texts))


def harm_faults(own: HarmWords, before: HarmWords) -> Iterator[Fault]:
    """`before`: the lists beside which these stand."""
    known = before.groups.keys() | own.groups.keys()
    readable = True
    for place, text in phrases_in(own):
        for what, remedy in (*_unreadable(text, known), *_too_wide(place, text)):
            readable = False
            yield Fault(place, what, remedy)
    if readable:
        yield from _circles(own, before) or _fillers_named(own, before)


def _unreadable(text: str, groups: Collection[str]) -> Iterator[tuple[str, str]]:
    try:
        phrase = parse(text)
    except BadPhrase as error:
        yield f"The phrase `{text}` cannot be read. {error}", "Compare it with the shipped ones."
        return
    for name in _groups_of(phrase) - {*groups}:
        yield f"There is no group `{name}`.", "Write it in small letters, or add it under `groups`."


def _too_wide(place: Place, text: str) -> Iterator[tuple[str, str]]:
    """What is passed over must not pass over words that nobody thought of."""
    if place[0] == "everyday" and ("..." in text or " + " in text):
        yield "A phrase of everyday takes no `...` and no `+`.", "Write the words, or `..` for one or two."


def _groups_of(phrase: Phrase) -> set[str]:
    return {part.name for part in parts_of(phrase) if isinstance(part, Group)}


def _circles(own: HarmWords, before: HarmWords) -> list[Fault]:
    """Groups that name themselves, maybe through others."""
    groups = before.with_more(own).groups
    names = {
        group: {name for text in texts for name in _groups_of(parse(text))} for group, texts in groups.items()
    }
    for _ in names:
        names = {group: one.union(*(names[name] for name in one)) for group, one in names.items()}
    what = "This group names itself, maybe through another."
    return [Fault(("groups", name), what, "Take its name out.") for name in own.groups if name in names[name]]


def _fillers_named(own: HarmWords, before: HarmWords) -> list[Fault]:
    """What is passed over everywhere cannot be asked for: `died suddenly` would be *died* alone."""
    fillers = frozenset(before.with_more(own).fillers)
    return [
        Fault(place, f"`{word}` is passed over wherever it stands.", "Take it out of the phrase.")
        for place, text in phrases_in(own)
        for word in dict.fromkeys(split_words(text))
        if word in fillers
    ]


def lost_phrases(before: HarmWords, own: HarmWords) -> Iterator[Fault]:
    """Those of `before` that would not be found as gravely any more beside a forum's own lists."""
    hiding = [key for key in _MAY_HIDE if getattr(own, key)]
    said = [*_as_they_are_said(before)]
    if said and hiding:
        usual, beside = Watch(before), Watch(before.with_more(own))
        for text in said:
            level = usual.look(text)
            if level is not None and beside.look(text) not in {level, Level.DANGER}:
                what = f"“{text}” would no longer be taken for {level.value}."
                yield Fault((hiding[0],), what, f"Look at {', '.join(hiding)}, and take out what hides it.")


def _as_they_are_said(words: HarmWords) -> Iterator[str]:
    for level in Level:
        for kind in words.of_level(level).values():
            yield from (sample(parse(text), words.groups) for text in kind.phrases)


_MAY_HIDE = ("everyday", "asking", "spellings", "fillers", "real_words")
