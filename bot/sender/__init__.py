"""Takes finished posts from the outbox to Telegram. Knows no feature."""

from bot.sender.calls import as_document, keyboard_of
from bot.sender.sender import Sender
from bot.store.post_files import Document

__all__ = ["Document", "Sender", "as_document", "keyboard_of"]
