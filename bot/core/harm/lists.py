"""The word lists of `harm.yaml`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.core.conditions import Id
from bot.core.model import Model

GroupName = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]+$")]
"""In capitals, as the phrases name it."""
Phrases = tuple[Annotated[str, Field(min_length=1)], ...]


class Level(StrEnum):
    DANGER = "danger"
    """Now, or a child or adult being hurt."""
    DISTRESS = "distress"
    """Worry, or more than somebody can bear."""


class Kind(Model):
    """Phrases of one kind. In a file a plain list stands for one without `when_asking`."""

    phrases: Phrases = ()
    when_asking: Level | None = None
    """The level instead, where the message asks for help: nobody is reported who looks for support."""
    not_danger: bool = False
    """What is found here is not looked at for danger any more."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"phrases": value} if isinstance(value, list | tuple) else value

    def with_more(self, more: "Kind") -> "Kind":
        return self.model_copy(update={"phrases": (*self.phrases, *more.phrases)})


class HarmWords(Model):
    """`harm.yaml`. How a phrase is written: see `core/harm/phrases.py`."""

    danger: Mapping[Id, Kind] = {}
    distress: Mapping[Id, Kind] = {}
    asking: Phrases = ()
    """How people ask for help, worry or look back."""
    everyday: Phrases = ()
    """What sounds like harm and is none: these words of a message are passed over."""
    starters: Phrases = ()
    """Words that begin another sentence: many people write no full stops."""
    people: Phrases = ()
    """Words over which the dots of an everyday phrase never reach: what somebody does is another matter."""
    groups: Mapping[GroupName, Phrases] = {}
    """Words that stand for one another."""
    spellings: Mapping[str, Phrases] = {}
    """A word, and other ways in which people write it."""
    fillers: Phrases = ()
    """Words passed over wherever they stand."""
    misspelt: Phrases = ()
    """Words that are found in other spellings too."""
    real_words: Phrases = ()
    """Words that look like a misspelling of harm, and are none."""

    @property
    def length(self) -> int:
        """How many phrases of harm there are."""
        return sum(len(kind.phrases) for level in Level for kind in self.of_level(level).values())

    def of_level(self, level: Level) -> Mapping[str, Kind]:
        return self.danger if level is Level.DANGER else self.distress

    def with_more(self, own: "HarmWords") -> "HarmWords":
        """These and a forum's own, side by side: nothing of these is lost."""
        return HarmWords(
            danger=_joined_kinds(self.danger, own.danger),
            distress=_joined_kinds(self.distress, own.distress),
            asking=(*self.asking, *own.asking),
            everyday=(*self.everyday, *own.everyday),
            starters=(*self.starters, *own.starters),
            people=(*self.people, *own.people),
            groups=_joined(self.groups, own.groups),
            spellings=_joined(self.spellings, own.spellings),
            fillers=(*self.fillers, *own.fillers),
            misspelt=(*self.misspelt, *own.misspelt),
            real_words=(*self.real_words, *own.real_words),
        )


def _joined(one: Mapping[str, Phrases], other: Mapping[str, Phrases]) -> dict[str, Phrases]:
    return {name: (*one.get(name, ()), *other.get(name, ())) for name in (*one, *other)}


def _joined_kinds(one: Mapping[str, Kind], other: Mapping[str, Kind]) -> dict[str, Kind]:
    """A kind of both is what it was, with more phrases."""
    both = {name: one[name].with_more(other[name]) for name in one.keys() & other.keys()}
    return {**one, **other, **both}
