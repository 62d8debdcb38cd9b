"""Who takes part, in bands only, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.words import ENGLISH, Reader, Reading, Voice


class Audience(StrEnum):
    """What a person said of themselves on joining."""

    PARENT = "parent"
    YOUNG = "young"
    WORKER = "worker"
    UNSAID = "unsaid"


class AgeBand(StrEnum):
    """Asked of young people only; a date of birth is never asked."""

    UNDER_16 = "under_16"
    FROM_16 = "16_18"
    FROM_19 = "19_25"
    FROM_26 = "26_over"


class Wants(StrEnum):
    """How much somebody wants to be asked: each with those before it."""

    NEWS = "news"
    VOTES = "votes"
    SURVEYS = "surveys"
    GROUPS = "groups"

    def covers(self, asked: "Wants") -> bool:
        order = [*Wants]
        return order.index(asked) <= order.index(self)


class Role(StrEnum):
    COORDINATOR = "coordinator"
    OFFICER = "officer"
    SAFEGUARDING = "safeguarding"
    WORKER = "worker"
    """Counts in the room. Given by a coordinator: nobody has it by saying that they work with families."""


@dataclass(frozen=True)
class Person:
    """Somebody who joined. `id` is random; `telegram` is the number Telegram knows them by."""

    id: int
    telegram: int
    audience: Audience
    age: AgeBand | None
    area: str | None
    theme: str | None
    reading: Reading
    asked_about: bool
    """Whether area, theme and reading were asked once already."""
    agreed_version: int
    agreed_at: datetime
    reachable: bool = True
    """Telegram lets us write to them."""
    quiet: bool = False
    """They asked that nothing comes by itself."""

    language: str = ENGLISH
    wants: Wants = Wants.SURVEYS
    seen: str | None = None
    """The month in which they last did something here, such as 2026-11; None: not noted yet."""

    @property
    def reader(self) -> Reader:
        voice = Voice.YOUNG if self.audience is Audience.YOUNG else Voice.PARENT
        return Reader(reading=self.reading, voice=voice, language=self.language)


@dataclass(frozen=True)
class Typed:
    """What somebody typed, with the number of its message and when it was sent."""

    words: str
    message: int
    at: datetime

    @property
    def said(self) -> str:
        """Without a command that stands before the words."""
        return self.words.partition(" ")[2] if self.words.startswith("/") else self.words


@dataclass(frozen=True)
class Caller:
    """Who a message or a tap came from, and the message with buttons it came from, if any.

    `typed`: their own words, which came just now, or which the message with buttons answers. Telegram keeps
    them in the chat, so we need not.
    """

    telegram: int
    screen: int | None = None
    typed: Typed | None = None
