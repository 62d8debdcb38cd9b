"""What the forum's actions work with. Frozen, and nothing of Telegram's in it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.content import Content
from bot.core.harm import HarmWords, Watch
from bot.core.people import Role
from bot.store.database import Store
from bot.store.keys import Keys
from bot.texts import Texts

Clock = Callable[[], datetime]
"""The time now, in UTC."""


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
    environment: dict[str, str] = field(default_factory=dict)
    """What a child process of ours needs to find the same database and content."""
    posts_waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when posts were put into the outbox, so that the sender need not wait for its next look."""
