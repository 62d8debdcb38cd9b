"""Buttons of the list of hard words."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Tap


@dataclass(frozen=True)
class ListTerms(Tap):
    code: ClassVar[str] = "jl"
    page: int


@dataclass(frozen=True)
class ShowTerm(Tap):
    """What a word means. `page`: of the list that one came from."""

    code: ClassVar[str] = "jt"
    term: str
    page: int


@dataclass(frozen=True)
class Meaning(Tap):
    """What a word means, said over the message, which stays as it is: under posts, also in groups."""

    code: ClassVar[str] = "mn"
    term: str


# Words that coordinators explain. `mark`: what stands in the table for a word that people asked about, in
# hexadecimal; empty for one that is typed before its meaning.


@dataclass(frozen=True)
class ExplainWord(Tap):
    """What is typed from now on is what the word means."""

    code: ClassVar[str] = "jx"
    mark: str


@dataclass(frozen=True)
class SaveTerm(Tap):
    """What was typed, and looked at. `version`: of what stood there before."""

    code: ClassVar[str] = "js"
    mark: str
    version: int


@dataclass(frozen=True)
class ListOwnTerms(Tap):
    code: ClassVar[str] = "jy"
    page: int


@dataclass(frozen=True)
class DropOwnTerm(Tap):
    code: ClassVar[str] = "jr"
    term: str


# Words that people asked about and nobody explained yet.


@dataclass(frozen=True)
class ListMissingTerms(Tap):
    code: ClassVar[str] = "jm"


@dataclass(frozen=True)
class DropMissingTerm(Tap):
    """It was explained, or need not be. `mark`: what stands for it in the table, in hexadecimal."""

    code: ClassVar[str] = "jd"
    mark: str
