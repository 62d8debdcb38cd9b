"""What is wrong with word lists of harm."""

from collections.abc import Collection, Iterator

from bot.core.faults import Fault, Place
from bot.core.harm.lists import HarmWords, Level
from bot.core.harm.phrases import BadPhrase, Group, parse, parts_of
from bot.core.harm.signs import sample
from bot.core.harm.watch import Watch


def phrases_in(words: HarmWords) -> Iterator[tuple[Place, str]]:
    """Every phrase with its place in the file."""
    for level in Level:
        for name, kind in words.of_level(level).items():
            yield from (((level.value, name, at), text) for at, text in enumerate(kind.phrases))
    for name, texts in words.groups.items():
        yield from ((("groups", name, at), text) for at, text in enumerate(texts))
    for key, texts in (("asking", words.asking), ("everyday", words.everyday), ("misspelt", words.misspelt)):
        yield from (((key, at), text) for at, text in enumerate(texts))


def harm_faults(words: HarmWords, groups: Collection[str]) -> Iterator[Fault]:
    """`groups`: the names of all groups that a phrase may use."""
    for place, text in phrases_in(words):
        try:
            phrase = parse(text)
        except BadPhrase as error:
            yield Fault(
                place, f"The phrase `{text}` cannot be read. {error}", "Compare it with the shipped ones."
            )
            continue
        for part in parts_of(phrase):
            if isinstance(part, Group) and part.name not in groups:
                remedy = "Write it in small letters, or add it under `groups`."
                yield Fault(place, f"There is no group `{part.name}`.", remedy)


def lost_phrases(before: HarmWords, words: HarmWords, own: HarmWords) -> Iterator[Fault]:
    """Those of `before` that are not found any more in `words`, which holds a forum's own as well."""
    if before == words or not any(getattr(own, key) for key in _MAY_HIDE):
        return
    watch = Watch(words)
    for level in Level:
        for kind in before.of_level(level).values():
            for text in kind.phrases:
                said = sample(parse(text), words.groups)
                found = watch.look(said)
                if found is None or (found is Level.DISTRESS and level is Level.DANGER):
                    what = f"“{said}” would no longer be taken for {level.value}."
                    yield Fault(_hiding(said, before, own), what, "Take out what hides it.")


def _hiding(said: str, before: HarmWords, own: HarmWords) -> Place:
    """Where the words stand that hide it."""
    level = Watch(before).look(said)
    for key in _MAY_HIDE:
        if (
            Watch(before.with_more(HarmWords.model_validate({key: getattr(own, key)}))).look(said)
            is not level
        ):
            return (key,)
    return ()


_MAY_HIDE = ("everyday", "asking", "spellings", "fillers", "real_words")
