"""What was sent is edited, or taken out again, everywhere it went: a few messages at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.core.posts import Edited, Moved, Post
from bot.services import Services
from bot.store import amendments, deliveries, post_files
from bot.store.amendments import Amendment, What
from bot.store.post_files import Document

log = logging.getLogger(__name__)

AT_ONCE = 8
LATER = timedelta(seconds=5)

Edit = Callable[[int, int, Post, Document | None], Awaitable[Edited | Moved]]
Remove = Callable[[int, Sequence[int]], Awaitable[Edited | Moved]]


class Amended:
    """Due work. Does not wait for Telegram: thousands of messages would hold up all else."""

    def __init__(self, edit: Edit, remove: Remove) -> None:
        self._edit = edit
        self._remove = remove
        self._under_way: asyncio.Task[None] | None = None

    async def __call__(self, services: Services) -> None:
        if self._under_way is not None:
            return
        waiting = await services.store.read(amendments.due, services.clock(), 1)
        if waiting:
            self._under_way = asyncio.create_task(self._amend_all(services))
            self._under_way.add_done_callback(self._note_end)

    def _note_end(self, task: asyncio.Task[None]) -> None:
        """Whatever went wrong, it is met again at the next look."""
        self._under_way = None
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("What was sent could not be changed (%s)", type(error).__name__)

    async def _amend_all(self, services: Services) -> None:
        while due := await services.store.read(amendments.due, services.clock(), AT_ONCE):
            await asyncio.gather(*(self._amend(services, one) for one in due))

    async def _amend(self, services: Services, one: Amendment) -> None:
        """A message that is gone shows nothing that could be wrong; one that stayed behind in a group that
        moved can be changed no more."""
        became = await self._change(services, one)
        if became is Edited.LATER:
            await services.store.write(amendments.put_off, one, services.clock() + LATER)
            return
        await services.store.write(amendments.done, one)
        if isinstance(became, Moved):
            await services.store.write(deliveries.follow_chat, one.chat, became.chat)

    async def _change(self, services: Services, one: Amendment) -> Edited | Moved:
        if one.what is What.REMOVE:
            became = await self._remove(one.chat, one.messages)
            if became is not Edited.GONE:
                return became
        document = one.body.document
        found = None if document is None else await services.store.read(post_files.find_document, document)
        return await self._edit(one.chat, one.messages[0], one.body, found)
