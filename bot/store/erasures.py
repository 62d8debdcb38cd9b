"""Who was forgotten, so that no copy of the database brings them back.

The list lies beside the keys, outside the database and its backups. A line holds a keyed hash of a
Telegram id and the moment of the erasure. Without the key, which lies beside it, a line says nothing.
"""

import hmac
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes

from bot.store.migrations import Unusable
from bot.store.safe_files import write_whole
from bot.store.times import from_text, to_text

KEPT = timedelta(days=400)
"""For how long a line stays. No backup that is older can be restored."""

KEY_BYTES = 32
MOMENT = timedelta(microseconds=1)


class Erasures:
    """One line a person: the last time they were forgotten. To be written in one thread only."""

    def __init__(self, folder: Path) -> None:
        self._list = folder / "erasures"
        self._key_file = folder / "erasures.key"

    @property
    def was_begun(self) -> bool:
        """False in a fresh folder: a list that was kept elsewhere is not known here."""
        return self._key_file.exists()

    def begin(self) -> None:
        """On the first start of the bot. Done again, it keeps the key that is there."""
        if not self._key_file.exists():
            if self._list.exists():
                raise Unusable(f"{self._key_file} is missing: without it {self._list} cannot be read.")
            write_whole(self._key_file, token_bytes(KEY_BYTES))

    def note(self, telegram: int, at: datetime) -> None:
        """On the disk before anything is deleted: what is begun is finished at the next start."""
        self.begin()
        self._write({**self.read(), self.mark(telegram): at})

    def find(self, telegram: int) -> datetime | None:
        """When this person was forgotten last."""
        lines = self.read()
        return lines.get(self.mark(telegram)) if lines else None

    def joining_time(self, telegram: int, now: datetime) -> datetime:
        """Now, but always later than an earlier erasure, also if the clock was set back meanwhile."""
        erased = self.find(telegram)
        return now if erased is None else max(now, erased + MOMENT)

    def drop_before(self, oldest: datetime) -> None:
        """Lines that no backup can need any more."""
        lines = self.read()
        kept = {mark: at for mark, at in lines.items() if at >= oldest}
        if kept != lines:
            self._write(kept)

    def mark(self, telegram: int) -> str:
        """What stands for this person in the list."""
        try:
            key = self._key_file.read_bytes()
        except FileNotFoundError as error:
            raise Unusable(f"{self._key_file} is missing: without it {self._list} cannot be read.") from error
        return hmac.digest(key, telegram.to_bytes(8, "big", signed=True), "sha256").hex()

    def read(self) -> dict[str, datetime]:
        """By mark. Raises `Unusable` for a list that is damaged: somebody would come back unseen."""
        try:
            lines = self._list.read_text(encoding="ascii").splitlines()
            return {mark: from_text(at) for mark, at in (line.split(" ") for line in lines)}
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise Unusable(f"{self._list} is damaged. Put back a copy of it before going on.") from error

    def _write(self, lines: dict[str, datetime]) -> None:
        """Sorted by mark, so that the order says nothing."""
        text = "".join(f"{mark} {to_text(at)}\n" for mark, at in sorted(lines.items()))
        write_whole(self._list, text.encode("ascii"))
