"""The forum's groups at Telegram: who is in them, and whether a vote may be put there."""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.people import Audience
from bot.core.refusal import Refusal
from bot.core.words import Reader, Voice

LONGEST_ADULT = 60


class GroupAudience(StrEnum):
    """Who is in a group. Parents and young people usually meet apart."""

    PARENT = "parent"
    YOUNG = "young"
    MIXED = "mixed"


@dataclass(frozen=True)
class Group:
    """`audience` is None until a coordinator said so. `adult`: the forum's, in a young people's group."""

    chat: int
    title: str
    audience: GroupAudience | None
    adult: str | None
    is_member: bool
    may_pin: bool
    people: int | None = None
    """How many are in it besides the bot, as far as they were counted."""

    @property
    def band(self) -> Audience | None:
        """What is known of somebody who has not joined and votes here."""
        known = {GroupAudience.PARENT: Audience.PARENT, GroupAudience.YOUNG: Audience.YOUNG}
        return None if self.audience is None else known.get(self.audience)

    @property
    def reader(self) -> Reader:
        return Reader(voice=Voice.YOUNG if self.audience is GroupAudience.YOUNG else Voice.PARENT)

    def check_may_vote(self) -> None:
        """Refuses a group that no vote may be put into yet."""
        if not self.is_member:
            raise Refusal("group_left", title=self.title)
        if self.audience is None:
            raise Refusal("group_unknown", title=self.title)
        if self.audience is GroupAudience.YOUNG and not self.adult:
            raise Refusal("adult_needed", title=self.title)


@dataclass(frozen=True)
class Topic:
    chat: int
    thread: int
    name: str


def check_adult(typed: str) -> str:
    """A name or a role, as a coordinator typed it."""
    name = " ".join(typed.split())
    if not any(sign.isalpha() for sign in name):
        raise Refusal("adult_unclear")
    if len(name) > LONGEST_ADULT:
        raise Refusal("text_too_long", longest=LONGEST_ADULT, length=len(name))
    return name
