"""Has each update handled once its person's turn comes, and knows when it is settled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from typing import Any

from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.core.refusal import AlreadyTaken
from bot.intake.lanes import Lanes
from bot.intake.ledger import Ledger
from bot.intake.outage import Outage, Sleep
from bot.intake.parcel import Parcel, number_of, read_update
from bot.logs import describe_bug
from bot.services import Services
from bot.store import deliveries, updates
from bot.store.database import StorageFailed
from bot.store.receipt import Receipt, current

log = logging.getLogger(__name__)

MOST_AT_ONCE = 16
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class NotTaken(Exception):  # noqa: N818
    """The bot stopped before this update was settled: whoever brought it must bring it again."""


class Unreadable(Exception):  # noqa: N818
    """This update cannot be read by the library under us."""


class Intake:
    """`process` handles one update and lets errors through; `apologise` tells the person a bug's code.

    An update is settled when its effect is stored, when its reply sets out, or when its handling is
    over; whichever comes first.
    """

    def __init__(
        self,
        services: Services,
        bot: Bot,
        process: Callable[[Update], Awaitable[object]],
        apologise: Callable[[Update, str], Awaitable[object]],
        most_at_once: int = MOST_AT_ONCE,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.ledger = Ledger()
        self._services = services
        self._bot = bot
        self._process = process
        self._apologise = apologise
        self._lanes = Lanes(self._handle, most_at_once)
        self._finishing = False
        self._storage = Outage("The database cannot be used", sleep)

    def enter(self, raw: Any) -> bool:
        """Takes an update as Telegram sent it.

        False when it is here already, when it has no number, or when the bot is stopping.
        """
        number = number_of(raw)
        if number is None:
            log.error("An update without a number came in; it cannot be set aside")
            return False
        if self._finishing or not self.ledger.enter(number):
            return False
        parcel = read_update(raw, self._bot)
        self._lanes.add(parcel.lane, parcel)
        return True

    async def take_in(self, raw: Any) -> None:
        """For a webhook: ends when the update is settled, so that only then 200 is answered.

        Telegram may bring it again meanwhile: both wait for the same. Raises `NotTaken`.
        """
        self.enter(raw)
        number = number_of(raw)
        if number is None:
            return
        if not self.ledger.knows(number):
            raise NotTaken
        try:
            await self.ledger.settled(number)
        except asyncio.CancelledError as error:
            if self.ledger.abandoned(number):
                raise NotTaken from error
            raise

    async def finish(self, patience: float) -> None:
        """Lets what was begun come to its end, then gives up; what is not settled comes again."""
        self._finishing = True
        await self._lanes.finish(0 if self._storage.lasts else patience)
        self.ledger.abandon()

    async def _handle(self, parcel: Parcel) -> None:
        for tries in count():
            # A new one each time: what an earlier try has stored is met as `AlreadyTaken`.
            receipt = Receipt(
                parcel.number, self._today(), lambda: self.ledger.settle(parcel.number), tries=tries
            )
            current.set(receipt)
            try:
                await self._attempt(parcel, receipt)
            except StorageFailed as error:
                await self._storage.wait(tries, str(error))
                continue
            except Exception as error:  # even setting aside failed; it must not come again for ever
                log.critical("An update could neither be handled nor set aside\n%s", describe_bug(error))
            if tries:
                self._storage.end()
            receipt.settle()
            return

    async def _attempt(self, parcel: Parcel, receipt: Receipt) -> None:
        try:
            if parcel.update is None:
                raise Unreadable
            await self._process(parcel.update)
        except StorageFailed:
            raise
        except AlreadyTaken:
            pass
        except Exception as error:
            if parcel.update is not None and receipt.settled and _is_lost_reply(error):
                await self._note_lost_reply(parcel.update, error)
            else:
                await self._set_aside(parcel, error)

    async def _note_lost_reply(self, update: Update, error: Exception) -> None:
        """The effect is stored, and can be shown again; only who cannot be reached is remembered."""
        log.warning("A reply could not be sent (%s)", type(error).__name__)
        chat = update.effective_chat
        if chat is None:
            return
        if isinstance(error, Forbidden):
            await self._services.store.write(deliveries.give_up_chat, chat.id, type(error).__name__)
        elif isinstance(error, ChatMigrated):
            await self._services.store.write(deliveries.follow_chat, chat.id, error.new_chat_id)

    async def _set_aside(self, parcel: Parcel, error: Exception) -> None:
        """Once: stored and logged with the code that the person is told, without a word of theirs."""
        code = "".join(self._services.random.choices(CODE_LETTERS, k=5))
        kind = parcel.kind if parcel.update is not None else "unreadable"
        trouble = parcel.trouble or type(error).__name__
        with suppress(AlreadyTaken):
            await self._services.store.write(
                updates.set_aside, parcel.number, kind, trouble, code, self._services.clock()
            )
            if parcel.update is None:
                log.error("An update could not be read (%s) and was set aside, code %s", trouble, code)
                return
            log.error("An update was set aside, code %s\n%s", code, describe_bug(error))
            await self._apologise_for(parcel.update, code)

    async def _apologise_for(self, update: Update, code: str) -> None:
        try:
            await self._apologise(update, code)
        except Exception as error:  # nothing more can be done for this update
            log.warning("The apology %s could not be sent (%s)", code, type(error).__name__)

    def _today(self) -> str:
        return self._services.clock().date().isoformat()


def _is_lost_reply(error: Exception) -> bool:
    """A `BadRequest` is no lost reply, though PTB counts it among them: what we asked for was wrong."""
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)
