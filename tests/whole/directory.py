"""The directory as a forum has it that looks after it."""

import sqlite3

from bot.actions.support import local_day
from bot.core.support.changes import Change
from bot.store import entries
from tests.whole.forum import Forum


async def all_checked(forum: Forum) -> None:
    """Every entry was checked today."""
    today = local_day(forum.services)

    def story(db: sqlite3.Connection) -> None:
        for organisation in forum.services.content.organisations:
            assert entries.save_change(db, Change(organisation).seen(today))

    await forum.services.store.write(story)
