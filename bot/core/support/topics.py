"""What people need help with, in their own words."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from bot.core.conditions import Id
from bot.core.faults import Fault
from bot.core.forum import Line
from bot.core.lengths import units
from bot.core.model import Model
from bot.core.words import Words

LONGEST_TITLE = 40
"""Characters: it stands on a button."""
ENOUGH_PHRASES = 25


class Topic(Model):
    """`phrases`: how people put it, typing errors and all; `young`: in a young person's own voice."""

    id: Id
    title: Words
    phrases: tuple[Line, ...] = ()
    young: tuple[Line, ...] = ()
    words: tuple[Line, ...] = ()
    """Single words, or two or three together, that nearly always mean this topic."""


class TopicList(Model):
    """`topics.yaml`."""

    topics: tuple[Topic, ...] = Field(min_length=1)


class Speech(Model):
    """`speech.yaml`: how people write, whatever it is about."""

    hello: tuple[Line, ...] = ()
    thanks: tuple[Line, ...] = ()
    bye: tuple[Line, ...] = ()
    fine: tuple[Line, ...] = ()
    """Such as ok, yes, got it: nothing is asked."""
    everyday: tuple[Line, ...] = ()
    """What people chat about that needs no organisation."""
    filler: tuple[Line, ...] = ()
    """Words that say little about what is meant."""
    same: tuple[tuple[Line, ...], ...] = ()
    """Groups of words that mean the first of them, such as school, skool, skl."""
    spelt_right: tuple[Line, ...] = ()
    """Common words, several in a line, that must not be taken for mistyped ones."""
    parent: tuple[Line, ...] = ()
    """Words by which one knows a parent's voice, such as my son."""
    young: tuple[Line, ...] = ()
    """The same for a young person, such as my mum."""
    asking: tuple[Line, ...] = ()
    """What stands around a word whose meaning is asked, such as what is, stand for."""
    reaching: tuple[Line, ...] = ()
    """What stands around the name of an organisation, such as phone number."""
    help: tuple[Line, ...] = ()
    """How people ask for help without saying with what."""
    cries: tuple[Line, ...] = ()
    """How they say that it is too much. Alone, these and those of `help` are asked back about."""


def speech_faults(speech: Speech) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, group in enumerate(speech.same):
        if len(group) < 2:
            yield Fault(("same", at), "This group has one word only.", "Add what people write for it.")
        for word in group[1:]:
            if word in seen:
                what = f"`{word}` stands in two groups."
                yield Fault(("same", at), what, "Take it out of one: it can mean one thing only.")
            seen.add(word)


def topic_faults(topics: Sequence[Topic]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, topic in enumerate(topics):
        if topic.id in seen:
            what = f"Another topic has the id `{topic.id}` already."
            yield Fault(("topics", at, "id"), what, "Give each an id of its own.")
        seen.add(topic.id)
        for form, text in topic.title.forms():
            if units(text) > LONGEST_TITLE:
                what = f"It has {units(text)} characters, a button shows at most {LONGEST_TITLE}."
                yield Fault(("topics", at, "title", *form.split(".")), what, "Make it shorter.")
