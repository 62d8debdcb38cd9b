"""Long polling: asks Telegram for updates, and confirms those that are settled."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.intake.intake import Intake
from bot.intake.outage import Outage, Sleep
from bot.transport import wait_of

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "poll_answer", "my_chat_member", "chat_member")
AT_ONCE = 100
LONG_POLL = 25
FINISHING = 6.0
"""Seconds for what is under way when the bot is stopped."""
A_QUIET_DAY = 86_400.0
FEW_LEFT = 16
"""With so few still unsettled, the next ones are fetched."""


class WrongToken(Exception):  # noqa: N818
    """Telegram does not know the token."""

    def __str__(self) -> str:
        return "Telegram does not know this token. Ask @BotFather for the right one."


class Polling:
    """`request` is the one given to the builder as `get_updates_request`: its connection is its own.

    `on_alive` is called whenever Telegram answered.
    """

    def __init__(
        self,
        intake: Intake,
        bot: Bot,
        request: BaseRequest,
        on_alive: Callable[[], None] = lambda: None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._intake = intake
        self._bot = bot
        self._request = request
        self._on_alive = on_alive
        self._sleep = sleep
        self._failures = 0
        self._webhook_gone = False
        self._heard_at = time.monotonic()
        self._stopping = asyncio.Event()
        self._network = Outage("Telegram cannot be reached", sleep)
        self._rival = Outage("Another program fetches this bot's updates; stop one of the two", sleep)

    def stop(self) -> None:
        """Asks `run` to end: nothing more is fetched, what is under way is finished and confirmed."""
        self._stopping.set()

    async def run(self) -> None:
        """Until `stop`. Raises `WrongToken`."""
        polling = asyncio.create_task(self._poll_for_ever())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                polling.result()
        finally:
            polling.cancel()
            stopping.cancel()
            await asyncio.gather(polling, stopping, return_exceptions=True)
            await self._intake.finish(FINISHING)
            await self._confirm()

    async def _poll_for_ever(self) -> None:
        idle = 0
        while True:
            asked_at = time.monotonic()
            batch = await self._fetch()
            if batch is None:
                continue
            fresh = sum(self._intake.enter(raw) for raw in batch)
            self._note_quiet(bool(batch))
            idle = 0 if fresh else idle + 1
            pause = min(0.1 * 2 ** min(idle, 10), 1.0)
            # Telegram answers at once while the first update is unsettled, so we pause, never spin.
            if len(self._intake.ledger):
                few = FEW_LEFT if fresh and len(batch) == AT_ONCE else 1
                await self._intake.ledger.wait_until(few, pause)
            elif not fresh and time.monotonic() - asked_at < pause:
                await self._sleep(pause)

    async def _fetch(self) -> list[Any] | None:
        """None after a trouble that was waited out."""
        try:
            if not self._webhook_gone:
                await self._bot.delete_webhook(drop_pending_updates=False)
                self._webhook_gone = True
            batch = await self._get_updates(self._intake.ledger.offset, LONG_POLL)
        except (TelegramError, KeyError, TypeError) as error:  # a proxy's own page has no `result`
            await self._wait_out(error)
            return None
        self._failures = 0
        self._network.end()
        self._rival.end()
        self._on_alive()
        return batch

    async def _wait_out(self, error: Exception) -> None:
        if isinstance(error, InvalidToken):
            raise WrongToken from error
        if isinstance(error, RetryAfter):
            await self._sleep(wait_of(error))
            return
        outage = self._rival if isinstance(error, Conflict) else self._network
        await outage.wait(self._failures, type(error).__name__)
        self._failures += 1

    async def _get_updates(self, offset: int | None, seconds: int) -> list[Any]:
        """As Telegram sent them: PTB would parse all, and stumble over all when one is unreadable."""
        asked = {"timeout": seconds, "limit": AT_ONCE, "allowed_updates": json.dumps(ALLOWED)}
        if offset is not None:
            asked["offset"] = offset
        answer: Any = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=seconds + 10
        )
        return list(answer)

    async def _confirm(self) -> None:
        """Tells Telegram what is settled, so that it does not come again after a restart."""
        try:
            async with asyncio.timeout(1):
                if self._intake.ledger.offset is not None:
                    await self._get_updates(self._intake.ledger.offset, 0)
        except (TelegramError, TimeoutError, KeyError, TypeError) as error:
            log.info("The last updates are not confirmed (%s); they do no harm twice", type(error).__name__)

    def _note_quiet(self, heard: bool) -> None:
        now = time.monotonic()
        if heard:
            self._heard_at = now
        elif now - self._heard_at > A_QUIET_DAY:
            self._heard_at = now
            self._intake.ledger.start_anew()
