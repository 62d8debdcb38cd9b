"""What the forum's actions work with. Frozen, and nothing of Telegram's in it."""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from secrets import token_bytes

from bot.content import Content
from bot.core.harm import HarmWords, Watch
from bot.core.people import Role
from bot.core.support.directory import Directory
from bot.store.database import Store
from bot.store.keys import Keys
from bot.texts import Texts

MOST_COUNTED = 100_000
"""Marks of what was counted today; beyond that they begin anew."""
Clock = Callable[[], datetime]
"""The time now, in UTC."""


@dataclass
class Shelf:
    """The directory as it was last put together, made anew when something in it was changed since: all of it
    follows from the content and what is stored."""

    revision: int = 0
    directory: Directory | None = None
    making: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Lately:
    """What was counted today, so that nobody counts twice, without telling who looked for what; and who must
    not be asked to join. In memory alone, under a key that goes with the day. After a restart somebody may
    count again."""

    _key: bytes = field(default_factory=lambda: token_bytes(32))
    _day: date = date.min
    _seen: set[bytes] = field(default_factory=set)

    def is_first(self, telegram: int, what: str, today: date) -> bool:
        """Whether this person has not looked for this today; they have from now on."""
        is_new = not self.is_noted(telegram, what, today)
        self.note(telegram, what, today)
        return is_new

    def note(self, telegram: int, what: str, today: date) -> None:
        self._begin_day(today)
        self._seen.add(self._mark(telegram, what))

    def is_noted(self, telegram: int, what: str, today: date) -> bool:
        self._begin_day(today)
        return self._mark(telegram, what) in self._seen

    def _begin_day(self, today: date) -> None:
        if today != self._day or len(self._seen) >= MOST_COUNTED:
            self._key, self._day, self._seen = token_bytes(32), today, set()

    def _mark(self, telegram: int, what: str) -> bytes:
        return hmac.digest(self._key, f"{telegram} {what}".encode(), "blake2b")[:16]


@dataclass(frozen=True)
class Services:
    store: Store
    content: Content
    texts: Texts
    keys: Keys
    clock: Clock
    random: Random
    appointed: dict[Role, frozenset[int]] = field(default_factory=dict)
    """Who has a role from the settings, by Telegram id."""
    leads: tuple[int, ...] = ()
    """The safeguarding leads of the settings, in order: the first is the lead, the others the deputies."""
    watch: Watch = field(default_factory=lambda: Watch(HarmWords()))
    """Looks for words of harm in what people type."""
    bot_name: str = ""
    """The bot's name at Telegram, for links."""
    pages_url: str = ""
    """The public address of the pages; empty where there are none."""
    environment: dict[str, str] = field(default_factory=dict)
    """What a child process of ours needs to find the same database and content."""
    posts_waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when posts were put into the outbox, so that the sender need not wait for its next look."""
    shelf: Shelf = field(default_factory=Shelf)
    lately: Lately = field(default_factory=Lately)
