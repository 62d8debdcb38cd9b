"""What the search answers."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.support.organisations import Organisation


class Courtesy(StrEnum):
    """A message that asks for nothing."""

    THANKS = "thanks"
    BYE = "bye"
    HELLO = "hello"
    FINE = "fine"


@dataclass(frozen=True)
class Suggestion:
    """An organisation and why: the topics it was found by, best first. None: by its name or its own words."""

    organisation: Organisation
    topics: tuple[str, ...]
    by_name: bool = False


@dataclass(frozen=True)
class Courteous:
    courtesy: Courtesy


@dataclass(frozen=True)
class TermAsked:
    """Somebody asks what a word means. `term`: its id in the glossary."""

    term: str


@dataclass(frozen=True)
class Found:
    """Up to three, best first. `topics`: what the message is about, best first; may be empty."""

    suggestions: tuple[Suggestion, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class AskedBack:
    """Not sure enough: the likeliest topics, to choose from. Empty: any may be meant."""

    topics: tuple[str, ...]


@dataclass(frozen=True)
class NothingFound:
    pass


Outcome = Courteous | TermAsked | Found | AskedBack | NothingFound
