"""Copies of words that tell of harm, held back until the alert is dealt with.

No table names the copies: whatever holds the words of an alert is one.
"""

import sqlite3
from collections.abc import Callable

from bot.core.masking import mask
from bot.core.safeguarding import holds_any
from bot.services import Services
from bot.store import alerts, written


def held_back(db: sqlite3.Connection, services: Services) -> Callable[[str], bool]:
    """Whether a text, as it was typed, may not be read, counted as a quote or given out now."""
    words = [said for said, _ in alerts.held_words(db, services.keys.alerts)]
    return lambda text: holds_any(text, words)


def release_texts(db: sqlite3.Connection, services: Services) -> None:
    """What waited for an alert that is dealt with, and for no other, may be read from now on."""
    left = [*alerts.held_words(db, services.keys.alerts)]
    words = [form for said, _ in left for form in (said, mask(said))]
    sources = {source for _, source in left}
    for text, survey, masked in written.held(db):
        if f"survey:{survey}" not in sources and not holds_any(masked, words):
            written.release(db, text)
