"""The programs that are measured: `python -m benchmarks.subjects NAME ADDRESS FOLDER` runs one of them."""

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, CallbackContext, CallbackQueryHandler
from telegram.request import BaseRequest, HTTPXRequest

from benchmarks.null_server import SIDE_BY_SIDE
from benchmarks.workload import TOKEN, settings
from bot.app import run_bot
from bot.intake.polling import ALLOWED
from bot.logs import set_up_logging
from bot.transport import AiohttpRequest, Limits

WORDS = "<b>Did you feel heard?</b>\nQuestion 2 of 3 ▰▰▰▰▰▰▰▱▱▱\n\nHow well did people listen to you?"


async def heard(address: str, folder: Path) -> None:
    """The whole bot, as it is; only Telegram's pace is not kept."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run_bot(settings(folder, address), stop, limits=Limits.none())


def bare(address: str, request: BaseRequest, fetching: BaseRequest) -> None:
    """What PTB alone does: answers the press and edits the message, stores nothing."""
    application = (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{address}/bot")
        .request(request)
        .get_updates_request(fetching)
        .concurrent_updates(SIDE_BY_SIDE)
        .build()
    )
    application.add_handler(CallbackQueryHandler(_tap))
    application.run_polling(allowed_updates=ALLOWED)


async def _tap(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    query = update.callback_query
    assert query is not None
    buttons = [InlineKeyboardButton(str(n), callback_data=f"ch:1:listened:{n}:1") for n in range(1, 6)]
    await query.answer()
    await query.edit_message_text(WORDS, parse_mode="HTML", reply_markup=InlineKeyboardMarkup([buttons]))


def main(name: str, address: str, folder: str) -> None:
    set_up_logging("WARNING")
    if name == "heard":
        asyncio.run(heard(address, Path(folder)))
    elif name == "bare":
        bare(address, AiohttpRequest(), AiohttpRequest(most=1))
    else:
        pool = HTTPXRequest(connection_pool_size=64, pool_timeout=30.0)
        bare(address, pool, HTTPXRequest(connection_pool_size=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
