"""Buttons of coordinators about the forum's groups."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.buttons.base import Chat, Tap


@dataclass(frozen=True)
class ListGroups(Tap):
    code: ClassVar[str] = "gl"


@dataclass(frozen=True)
class ShowGroup(Tap):
    code: ClassVar[str] = "gs"
    chat: Chat


@dataclass(frozen=True)
class SetGroupAudience(Tap):
    """Who is in the group."""

    code: ClassVar[str] = "ga"
    chat: Chat
    audience: str


@dataclass(frozen=True)
class NameAdult(Tap):
    """Typed words name the forum's adult in a young people's group from now on."""

    code: ClassVar[str] = "gn"
    chat: Chat
