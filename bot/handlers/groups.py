"""In a group the bot answers a command with the way to the private chat, and keeps out of the talk."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot.context import Context
from bot.core.words import Reader


async def greet_group(update: Update, context: Context) -> None:
    if update.effective_message is None:
        return
    texts, reader = context.services.texts, Reader()
    url = f"https://t.me/{context.services.bot_name}?start=group"
    button = InlineKeyboardButton(texts.button(reader, "button_private_chat"), url=url)
    await update.effective_message.reply_text(
        texts.say(reader, "group_hello"),
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([[button]]),
    )
