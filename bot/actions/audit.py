"""Writing down who looked at what, in the same transaction as what they did."""

import sqlite3

from bot.core.masking import mask
from bot.core.people import Role
from bot.services import Services
from bot.store import actors, audit

BOT = "bot"
"""The role of what happens by itself."""


def note(
    db: sqlite3.Connection,
    services: Services,
    what: str,
    about: str,
    role: Role | None,
    actor: int | None,
    reason: str = "",
) -> None:
    """`what`: such as "alert_read". `about`: ids of things, such as "alert 12", never of persons.

    `actor`: the Telegram number of whoever did it, of which only a random number is written; None: the bot.
    """
    number = None if actor is None else actors.number_of(db, actor, services.random)
    audit.add(db, services.clock(), what, about, role or BOT, number, mask(reason))
