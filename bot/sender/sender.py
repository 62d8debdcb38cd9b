"""Claims what is due, sends it, and settles what became of it."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.core.pacing import Pace
from bot.core.posts import Urgency
from bot.intake.outage import Outage, Sleep, first_of
from bot.logs import describe_bug
from bot.sender.calls import Sent, send
from bot.services import Services
from bot.store import deliveries, post_files
from bot.store.database import StorageFailed
from bot.store.deliveries import Delivery
from bot.store.post_files import Files
from bot.transport import NotSent, wait_of

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_AT_ONCE = 8
FOR_ALERTS = 2
"""Places that nothing else takes."""
LOOK_AGAIN = 1.0
"""Seconds between looks at the outbox when nobody calls: a post may be due by its time alone."""
FINISHING = 6.0


class Sender:
    """Claims, sends, settles. `run` until `stop`."""

    def __init__(
        self,
        services: Services,
        bot: ExtBot[Any],
        sleep: Sleep = asyncio.sleep,
        most_at_once: int = MOST_AT_ONCE,
        pace: Pace = Pace(),  # noqa: B008 (it cannot be changed)
    ) -> None:
        self._services = services
        self._pace = pace
        self._bot = bot
        self._most = most_at_once
        self._sending: set[asyncio.Task[None]] = set()
        self._uploading = asyncio.Lock()
        self._sleep = sleep
        self._stopping = asyncio.Event()
        self._in_trouble = False
        self._storage = Outage("The outbox cannot be used", self._sleep_unless_stopping)
        self._telegram = Outage("Posts cannot be sent", self._sleep_unless_stopping)

    def stop(self) -> None:
        """Asks `run` to end: nothing more is claimed, what is under way is finished."""
        self._stopping.set()
        self._services.posts_waiting.set()

    async def run(self) -> None:
        try:
            await self._send_until_stopped()
        except StorageFailed as error:
            log.warning("Stopped while the outbox cannot be used (%s)", error)
        finally:
            await self._finish()

    async def _send_until_stopped(self) -> None:
        await self._doubt_interrupted()
        while not self._stopping.is_set():
            self._services.posts_waiting.clear()
            if self._in_trouble:
                await self._wait_for_telegram()
            await self._send_due()
            await self._wait_for_posts()

    async def _sleep_unless_stopping(self, seconds: float) -> None:
        await first_of(self._sleep(seconds), self._stopping.wait())

    async def _doubt_interrupted(self) -> None:
        doubtful = await self._persist(lambda: self._services.store.write(deliveries.doubt_interrupted))
        if doubtful:
            log.warning("%d posts were being sent when the bot stopped; somebody must look at them", doubtful)

    async def _send_due(self) -> None:
        """A broadcast may hold all places for a minute, with a picture say. Alerts have more of their own."""
        free = self._most - len(self._sending)
        least = Urgency.BROADCAST if free > 0 else Urgency.ALERT
        free = free if free > 0 else free + FOR_ALERTS
        if free <= 0 or self._stopping.is_set():
            return
        now = self._services.clock()
        claimed = await self._persist(
            lambda: self._services.store.write(deliveries.claim_due, now, free, self._pace, least)
        )
        for delivery in claimed:
            task = asyncio.create_task(self._deliver(delivery))
            self._sending.add(task)
            task.add_done_callback(self._look_again)

    def _look_again(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._services.posts_waiting.set()

    async def _wait_for_posts(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN):
                await self._services.posts_waiting.wait()

    async def _wait_for_telegram(self) -> None:
        """A harmless question until it is answered, so that no more posts are lost in doubt."""
        for tries in count():
            if self._stopping.is_set():
                return
            try:
                await self._bot.get_me()
                break
            except TelegramError as error:
                await self._telegram.wait(tries, type(error).__name__)
        self._in_trouble = False
        self._telegram.end()

    async def _finish(self) -> None:
        """What cannot be finished stays `sending`, and is doubted at the next start."""
        if self._sending:
            done, late = await asyncio.wait(self._sending, timeout=FINISHING)
            for task in late:
                task.cancel()
            await asyncio.gather(*done, *late, return_exceptions=True)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            sent = await self._send(delivery)
        except Exception as error:
            await self._note_failure(delivery, error)
        else:
            await self._settle(delivery, "sent", sent, None)
            if delivery.body.pin:
                await self._pin(delivery.chat, sent.message)

    async def _pin(self, chat: int, message: int) -> None:
        """Where the bot may not, the message stands there all the same."""
        with suppress(TelegramError):
            await self._bot.pin_chat_message(chat, message, disable_notification=True)

    async def _send(self, delivery: Delivery) -> Sent:
        silent, files = self._is_silent(delivery), await self._find_files(delivery)
        if files.are_known:
            return await send(self._bot, delivery, files, silent)
        # One upload at a time: whoever waits for it finds the file at Telegram already.
        async with self._uploading:
            sent = await send(self._bot, delivery, await self._find_files(delivery), silent)
            await self._note_uploads(delivery, sent.file_ids)
            return sent

    async def _find_files(self, delivery: Delivery) -> Files:
        if not delivery.body.has_files:
            return Files()
        return await self._persist(lambda: self._services.store.read(post_files.find_files, delivery.body))

    def _is_silent(self, delivery: Delivery) -> bool:
        """What comes to a person by night wakes nobody, unless it is an alert."""
        awake = self._pace.is_decent(self._services.clock())
        return delivery.chat > 0 and delivery.urgency is not Urgency.ALERT and not awake

    async def _note_failure(self, delivery: Delivery, error: Exception) -> None:
        """For good, for now, or nobody knows: each is recorded on its row."""
        now, kind = self._services.clock(), type(error).__name__
        if isinstance(error, RetryAfter):
            await self._try_again(delivery, now + timedelta(seconds=wait_of(error)), kind)
        elif isinstance(error, ChatMigrated):
            await self._follow(delivery, error.new_chat_id, now)
        elif isinstance(error, Forbidden) or _is_unknown_chat(error):
            await self._give_up(delivery, kind)
        elif isinstance(error, BadRequest):
            await self._note_refused(delivery, error, now)
        elif isinstance(error, NotSent | InvalidToken):
            self._in_trouble = True
            await self._try_again(delivery, now, kind)
        else:
            await self._doubt(delivery, error)

    async def _note_refused(self, delivery: Delivery, error: BadRequest, now: datetime) -> None:
        """Perhaps Telegram forgot a file: it is uploaded once more. Otherwise the post is at fault."""
        if delivery.body.has_files and not delivery.tries:
            await self._note_uploads(delivery, None)
            await self._try_again(delivery, now, type(error).__name__)
        else:
            log.error("Telegram refuses a post: number %d", delivery.post)
            await self._settle(delivery, "failed", None, error.message[:200])

    async def _doubt(self, delivery: Delivery, error: Exception) -> None:
        """It may have arrived, and Telegram knows no key that would make a second sending harmless."""
        if isinstance(error, TelegramError):
            self._in_trouble = True
        else:
            log.error("A post met a bug\n%s", describe_bug(error))
        await self._settle(delivery, "uncertain", None, type(error).__name__)

    async def _settle(self, delivery: Delivery, state: str, sent: Sent | None, error: str | None) -> None:
        message, more = (None, ()) if sent is None else (sent.message, sent.more)
        await self._persist(
            lambda: self._services.store.write(deliveries.settle, delivery, state, message, error, more)
        )

    async def _try_again(self, delivery: Delivery, due: datetime, error: str) -> None:
        await self._persist(lambda: self._services.store.write(deliveries.try_again, delivery, due, error))

    async def _note_uploads(self, delivery: Delivery, file_ids: tuple[str, ...] | None) -> None:
        await self._persist(
            lambda: self._services.store.write(post_files.note_uploads, delivery.body, file_ids)
        )

    async def _follow(self, delivery: Delivery, new: int, now: datetime) -> None:
        await self._persist(lambda: self._services.store.write(_follow_and_try_again, delivery, new, now))

    async def _give_up(self, delivery: Delivery, error: str) -> None:
        await self._persist(lambda: self._services.store.write(_fail_and_give_up, delivery, error))

    async def _persist(self, work: Callable[[], Awaitable[T]]) -> T:
        """Waited out however long it takes: a post that was sent must not be forgotten as such.

        Raises `StorageFailed` only when the bot is being stopped.
        """
        tries = 0
        while True:
            try:
                result = await work()
            except StorageFailed as error:
                if self._stopping.is_set():
                    raise
                await self._storage.wait(tries, str(error))
                tries += 1
            else:
                if tries:
                    self._storage.end()
                return result


def _follow_and_try_again(db: sqlite3.Connection, delivery: Delivery, new: int, now: datetime) -> None:
    deliveries.follow_chat(db, delivery.chat, new)
    deliveries.try_again(db, replace(delivery, chat=new), now, "ChatMigrated")


def _fail_and_give_up(db: sqlite3.Connection, delivery: Delivery, error: str) -> None:
    deliveries.settle(db, delivery, "failed", None, error)
    deliveries.give_up_chat(db, delivery.chat, error)


def _is_unknown_chat(error: Exception) -> bool:
    # Telegram has no type for it, and PTB rewrites the beginning of its words.
    return isinstance(error, BadRequest) and "chat not found" in error.message.lower()
