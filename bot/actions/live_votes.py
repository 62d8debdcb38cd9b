"""What the messages of votes show is kept true: counts of open ones, closed ones, and groups that moved."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from bot.actions.posting import post_in_group, vote_link
from bot.actions.vote_posts import closed_post, group_post, old_post
from bot.actions.votes import count_open
from bot.core.posts import Edited, Moved, Post
from bot.core.refusal import Refusal
from bot.core.votes import Tally, question_of
from bot.core.words import Reader
from bot.services import Services
from bot.store import deliveries, groups, results, surveys, votes
from bot.store.votes import OldCopy, Posting

log = logging.getLogger(__name__)

BETWEEN_EDITS = timedelta(seconds=4)
"""In one group, which takes 20 messages and edits a minute."""

Edit = Callable[[int, int, Post], Awaitable[Edited | Moved]]
"""Changes a message, given its chat and number."""
Count = Callable[[int], Awaitable[int | None]]
"""How many are in a group; None where it cannot be told."""


class VotesShown:
    """Due work: edits the messages that show too little, each group every few seconds at most.

    What is edited is read just before, and what changes meanwhile is edited in next time: so the last
    edit is always the true one.
    """

    def __init__(self, edit: Edit) -> None:
        self._edit = edit
        self._under_way: dict[int, asyncio.Task[None]] = {}

    async def __call__(self, services: Services) -> None:
        """Does not wait for Telegram: a group that has had its twenty messages would hold up all else."""
        now = services.clock()
        if not await services.store.read(votes.has_edits, now):
            return
        busy = frozenset(self._under_way)
        for posting in await services.store.write(votes.claim_edits, now, now + BETWEEN_EDITS, busy):
            self._begin(posting.chat, self._show(services, posting))
        for copy in await services.store.read(votes.old_copies):
            if copy.chat not in self._under_way:
                self._begin(copy.chat, self._put_aside(services, copy))

    def _begin(self, chat: int, showing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(showing)
        self._under_way[chat] = task
        task.add_done_callback(partial(self._note_end, chat))

    def _note_end(self, chat: int, task: asyncio.Task[None]) -> None:
        """Whatever went wrong, it is met again at the next look."""
        del self._under_way[chat]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("The message of a vote could not be changed (%s)", type(error).__name__)

    async def _show(self, services: Services, posting: Posting) -> None:
        shown = await services.store.read(_draw, services, posting)
        if shown is None or shown.posting.message is None:
            return
        edited = await self._edit(posting.chat, shown.posting.message, shown.post)
        if isinstance(edited, Moved):
            await services.store.write(deliveries.follow_chat, posting.chat, edited.chat)
        elif edited is not Edited.LATER:
            # A message that is gone shows nothing that could be wrong.
            await services.store.write(votes.note_shown, shown.posting)

    async def _put_aside(self, services: Services, copy: OldCopy) -> None:
        """A copy in a group that moved meanwhile can be changed no more."""
        edited = await self._edit(
            copy.chat, copy.message, await services.store.read(_draw_old, services, copy)
        )
        if edited is not Edited.LATER:
            await services.store.write(votes.drop_old_copy, copy.post)


@dataclass(frozen=True)
class Shown:
    """What a message is to show, and the version this is."""

    posting: Posting
    post: Post


def _draw(db: sqlite3.Connection, services: Services, posting: Posting) -> Shown | None:
    asking = surveys.find(db, posting.survey)
    now = next((one for one in votes.postings_of(db, posting.survey) if one.place == posting.place), None)
    if asking is None or now is None:
        return None
    group = groups.find(db, posting.chat)
    reader = Reader() if group is None else group.reader
    page = votes.find_page(db, asking.id)
    if asking.closed_at is not None:
        return Shown(now, closed_post(services.texts, reader, asking, page, _final(db, posting.survey)))
    link = vote_link(services, asking.id)
    tally, terms = count_open(db, asking), services.content.jargon
    return Shown(now, group_post(services.texts, reader, asking, page, tally, link, terms))


def _draw_old(db: sqlite3.Connection, services: Services, copy: OldCopy) -> Post:
    asking, group = surveys.find(db, copy.survey), groups.find(db, copy.chat)
    if asking is None:
        raise LookupError("a vote that was posted is there")
    reader = Reader() if group is None else group.reader
    return old_post(services.texts, reader, asking, votes.find_page(db, copy.survey))


def _final(db: sqlite3.Connection, survey: int) -> Tally | None:
    """The counts of a show of hands that is over."""
    asking, result = surveys.find(db, survey), results.find(db, survey)
    if asking is None or result is None or not asking.is_show_of_hands:
        return None
    rows = {row.option: row.count or 0 for row in result.tables[0].rows}
    counts = tuple((option.id, rows.get(option.id, 0)) for option in question_of(asking.survey).choices)
    return Tally(counts, result.tables[0].answered or 0)


async def post_missing(services: Services) -> None:
    """Open votes of groups that moved stand nowhere that could be changed: they are posted again."""

    def story(db: sqlite3.Connection) -> None:
        for posting in votes.without_message(db):
            asking = surveys.find(db, posting.survey)
            if asking is None or not asking.is_open(services.clock()):
                continue
            try:
                post_in_group(db, services, asking, posting.place)
            except Refusal:
                continue

    if await services.store.read(votes.without_message):
        await services.store.write(story)
        services.posts_waiting.set()


class MembersCounted:
    """Due work: counts who is in a group where people came or went, for the warning before a small vote."""

    def __init__(self, count: Count) -> None:
        self._count = count

    async def __call__(self, services: Services) -> None:
        for chat in await services.store.read(groups.uncounted):
            people = await self._count(chat)
            if people is not None:
                await services.store.write(groups.set_people, chat, people)
