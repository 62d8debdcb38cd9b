"""Changes what a message shows that was sent already, and asks about groups. Knows no feature."""

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.context import Bot
from bot.core.posts import Edited, Moved, Post, Urgency
from bot.sender import keyboard_of


async def edit_message(bot: Bot, chat: int, message: int, post: Post) -> Edited | Moved:
    """What became of it. An edit may be done again without harm, so nothing is ever in doubt."""
    try:
        await bot.edit_message_text(
            post.html,
            chat,
            message,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard_of(post.buttons),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            rate_limit_args=Urgency.BROADCAST,
        )
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
