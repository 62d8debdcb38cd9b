"""Changes what a message shows that was sent already, and asks about groups. Knows no feature."""

from collections.abc import Awaitable, Sequence

from telegram import InputMediaDocument, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.context import Bot
from bot.core.posts import Edited, Moved, Post, Urgency
from bot.sender import Document, as_document, keyboard_of


async def edit_message(
    bot: Bot, chat: int, message: int, post: Post, document: Document | None = None
) -> Edited | Moved:
    """What became of it. An edit may be done again without harm, so nothing is ever in doubt. The picture of
    a message stays; a document is changed with its caption."""
    keyboard = keyboard_of(post.buttons)
    if document is not None:
        media = InputMediaDocument(as_document(document), post.html or None, parse_mode=ParseMode.HTML)
        return await _outcome_of(
            bot.edit_message_media(
                media, chat, message, reply_markup=keyboard, rate_limit_args=Urgency.BROADCAST
            )
        )
    if post.pictures:
        return await _outcome_of(
            bot.edit_message_caption(
                chat,
                message,
                caption=post.html,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                rate_limit_args=Urgency.BROADCAST,
            )
        )
    return await _outcome_of(
        bot.edit_message_text(
            post.html,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            rate_limit_args=Urgency.BROADCAST,
        )
    )


async def remove_messages(bot: Bot, chat: int, messages: Sequence[int]) -> Edited | Moved:
    """GONE where Telegram deletes them no more: after 48 hours."""
    return await _outcome_of(bot.delete_messages(chat, messages, rate_limit_args=Urgency.BROADCAST))


async def _outcome_of(call: Awaitable[object]) -> Edited | Moved:
    try:
        await call
    except RetryAfter:
        return Edited.LATER
    except ChatMigrated as error:
        return Moved(error.new_chat_id)
    except BadRequest as error:
        return Edited.DONE if "not modified" in error.message.lower() else Edited.GONE
    except Forbidden:
        return Edited.GONE
    except TelegramError:
        return Edited.LATER
    return Edited.DONE


async def count_members(bot: Bot, chat: int) -> int | None:
    """With the bot; None where Telegram does not say."""
    try:
        return await bot.get_chat_member_count(chat)
    except TelegramError:
        return None
