"""Words in the forms that different readers need."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from bot.core.model import Model


class Reading(StrEnum):
    USUAL = "usual"
    SHORTER = "shorter"


class Voice(StrEnum):
    """Whom the words speak to: survey questions may be put differently to young people."""

    PARENT = "parent"
    YOUNG = "young"


@dataclass(frozen=True)
class Reader:
    """How one person likes to be spoken to."""

    reading: Reading = Reading.USUAL
    voice: Voice = Voice.PARENT
    language: str = "en"


class Words(Model):
    """One text: usual, shorter (easy words), and both again for young people.

    In a file a plain string stands for a text whose forms are all alike.
    """

    usual: str = Field(min_length=1)
    shorter: str | None = Field(default=None, min_length=1)
    young: "Words | None" = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        return {"usual": value} if isinstance(value, str) else value

    def choose(self, reader: Reader) -> str:
        if reader.voice is Voice.YOUNG and self.young is not None:
            return self.young.choose(Reader(reading=reader.reading, language=reader.language))
        if reader.reading is Reading.SHORTER and self.shorter is not None:
            return self.shorter
        return self.usual

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every form with its place in the file, such as `shorter` or `young.usual`."""
        yield "usual", self.usual
        if self.shorter is not None:
            yield "shorter", self.shorter
        if self.young is not None:
            yield from ((f"young.{place}", text) for place, text in self.young.forms())

    def prefixed(self, prefix: str) -> "Words":
        """The same text with `prefix` before each of its forms."""
        return Words(
            usual=prefix + self.usual,
            shorter=None if self.shorter is None else prefix + self.shorter,
            young=None if self.young is None else self.young.prefixed(prefix),
        )
