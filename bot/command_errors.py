"""What goes wrong at a command line, in one line and without a traceback."""

from bot.content import BadContent
from bot.settings import BadSettings
from bot.store.database import StorageFailed
from bot.store.migrations import Unusable

KNOWN: tuple[type[Exception], ...] = (BadContent, BadSettings, Unusable, StorageFailed, OSError)


def in_words(error: Exception) -> str:
    match error:
        case BadContent():
            return "\n".join(str(problem) for problem in error.problems)
        case StorageFailed():
            return f"The database cannot be used ({error}). Is the disk full, or the folder read-only?"
        case OSError():
            return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    return str(error)
