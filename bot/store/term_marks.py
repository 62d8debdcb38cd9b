"""What stands for a hard word while few have asked about it: it might be somebody's name."""

import hmac
from pathlib import Path
from secrets import token_bytes

from bot.store.safe_files import write_whole

KEY_BYTES = 32
MARK_BYTES = 16


class TermMarks:
    """Its key lies beside the keys of surveys, so that no backup has it. To be used in one thread only."""

    def __init__(self, folder: Path) -> None:
        self._key_file = folder / "terms.key"

    def mark(self, term: str) -> bytes:
        """Where the key was lost there is a new one, and the words are counted anew."""
        if not self._key_file.exists():
            write_whole(self._key_file, token_bytes(KEY_BYTES))
        return hmac.digest(self._key_file.read_bytes(), term.encode(), "sha256")[:MARK_BYTES]
