"""The card of urgent help before anything else, wherever somebody types words of harm."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.actions import safeguarding
from bot.actions.urgent import UrgentHelp
from bot.context import Context
from bot.core.people import Caller
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.handlers import answers
from bot.handlers.show import answered_message, keyboard
from bot.handlers.urgent import URGENT_LINK, card_screen

Handling = Callable[[], Awaitable[Screen]]


async def with_care(context: Context, caller: Caller, words: str, handling: Handling) -> Screen:
    """What `handling` gives, kindly. Words of harm: stored together with it, and the card stands above it.

    Whatever goes wrong, the card is shown.
    """
    services = context.services
    warned = await safeguarding.watch(services, caller, words)
    if warned is None:
        return await answers.kindly(services, caller, handling, tapped=False)
    try:
        screen = await answers.kindly(services, caller, handling, tapped=False)
        shown = await safeguarding.settle(services, caller, warned)
    except Exception as error:
        bare = await safeguarding.settle_in_trouble(services, caller, warned, error)
        if bare is not None:
            with suppress(TelegramError):
                await _show_card(context, caller, bare)
        raise
    await _show_card(context, caller, shown)
    await safeguarding.note_card_shown(services, caller)
    return screen


async def _show_card(context: Context, caller: Caller, shown: UrgentHelp) -> None:
    """A message of its own, in answer to theirs. The buttons they were at stay where they are."""
    screen = card_screen(context.services, shown)
    with safeguarding.showing():
        await context.bot.send_message(
            caller.telegram,
            screen.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen.rows),
            reply_parameters=answered_message(caller),
        )


async def look_only(context: Context, caller: Caller, words: str) -> None:
    """Words that nothing else becomes of: a message that was changed after it was sent."""
    warned = await safeguarding.watch(context.services, caller, words)
    if warned is not None:
        shown = await safeguarding.settle(context.services, caller, warned)
        await _show_card(context, caller, shown)
        await safeguarding.note_card_shown(context.services, caller)


OnGroup = Callable[[Update, Context], Awaitable[None]]


async def in_group(update: Update, context: Context, handling: OnGroup) -> None:
    """What is said to the bot in a group: the card comes in private, and there only the way to it."""
    message, services = update.effective_message, context.services
    words = "" if message is None or not _is_for_us(context, message) else _words(message)
    if message is None or not words:
        await handling(update, context)
        return
    # Who runs a group may write as the group itself: then nobody can tell who it was.
    who = None if message.sender_chat is not None or message.from_user is None else message.from_user.id
    warned = safeguarding.watch_group(services, who, words)
    await handling(update, context)
    if warned is not None:
        await safeguarding.settle_group(services, who, warned)
        await _show_way(context, message)


def _words(message: Message) -> str:
    """Without the command before them: /help is no cry for it."""
    words = message.text or message.caption or ""
    return words.partition(" ")[2] if words.startswith("/") else words


def _is_for_us(context: Context, message: Message) -> bool:
    """A command, an answer to the bot, or one that names it: where it reads along, the rest is not for it."""
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return False
    before = message.reply_to_message
    if before is not None and before.from_user is not None and before.from_user.id == context.bot.id:
        return True
    words = (message.text or message.caption or "").lower()
    return words.startswith("/") or f"@{context.bot.username}".lower() in words


async def _show_way(context: Context, message: Message) -> None:
    texts, reader = context.services.texts, Reader()
    url = f"https://t.me/{context.services.bot_name}?start={URGENT_LINK}"
    button = Button(texts.button(reader, "button_private_chat"), url=url)
    await message.reply_text(
        texts.say(reader, "group_urgent"), parse_mode=ParseMode.HTML, reply_markup=keyboard(((button,),))
    )
