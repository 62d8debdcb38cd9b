"""Who taps or types, and what they send along, read from an update of Telegram's."""

from telegram import CallbackQuery, Message, Update

from bot.core.bulletins import LONGEST_LINE, Attached
from bot.core.people import Caller, Typed


def read_attached(message: Message, caption: str) -> tuple[Attached | None, int]:
    """A picture or a document, with its size in bytes; what stands below a picture describes it."""
    if message.photo:
        photo = message.photo[-1]
        described = caption[:LONGEST_LINE]
        attached = Attached(kind="picture", file_id=photo.file_id, description=described)
        return attached, photo.file_size or 0
    if message.document is not None:
        document = message.document
        name = (document.file_name or "file")[:LONGEST_LINE]
        return Attached(kind="document", file_id=document.file_id, name=name), document.file_size or 0
    return None, 0


def read_caller(update: Update) -> Caller:
    assert update.effective_user is not None
    return Caller(update.effective_user.id, typed=_typed(update.effective_message))


def read_tapper(query: CallbackQuery) -> Caller:
    """With the words that the tapped message answers, where there are some and Telegram still has them."""
    message = query.message if isinstance(query.message, Message) else None
    number = None if query.message is None else query.message.message_id
    return Caller(query.from_user.id, number, None if message is None else _typed(message.reply_to_message))


def _typed(message: Message | None) -> Typed | None:
    if message is None or message.text is None or message.from_user is None or message.from_user.is_bot:
        return None
    return Typed(message.text, message.message_id, message.date)
