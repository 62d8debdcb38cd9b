"""The keys of open surveys: one file each, in a folder of its own that no backup touches."""

import hmac
import os
from pathlib import Path
from secrets import token_bytes

from bot.store.erasures import Erasures
from bot.store.safe_files import write_names, write_whole
from bot.store.term_marks import TermMarks
from bot.store.writers import Writers

KEY_BYTES = 32

Named = int | str
"""A survey by its number; anything else that is asked by a name, such as entry-7."""


class KeyLost(Exception):  # noqa: N818
    """A survey is open and its key is not there: answers can no longer be found by who gave them."""


class Keys:
    """`folder` must not lie in the data folder, or a backup would carry the keys along."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Named, bytes] = {}
        self.erasures = Erasures(folder)
        self.writers = Writers(folder, "feedback.key")
        self.alerts = Writers(folder, "alerts.key")
        self.terms = TermMarks(folder)

    def create(self, survey: Named) -> None:
        """On the disk, whole, before anybody can answer. Done again, it keeps the key that is there."""
        if not self._file(survey).exists():
            write_whole(self._file(survey), token_bytes(KEY_BYTES))

    def finder(self, survey: Named, telegram: int) -> bytes:
        """Finds one person's response while the survey is open, joined or not. Raises `KeyLost`."""
        return hmac.digest(self._key(survey), telegram.to_bytes(8, "big"), "sha256")

    def destroy(self, survey: Named) -> None:
        """Overwritten, then removed. Done twice, it does nothing the second time."""
        self._known.pop(survey, None)
        file = self._file(survey)
        if file.exists():
            with file.open("r+b") as open_file:
                open_file.write(bytes(KEY_BYTES))
                open_file.flush()
                os.fsync(open_file.fileno())
            file.unlink()
            write_names(self._folder)

    def surveys(self) -> list[int]:
        """Those that have a key."""
        return sorted(int(file.stem) for file in self._folder.glob("*.key") if file.stem.isdecimal())

    def _key(self, survey: Named) -> bytes:
        if survey not in self._known:
            try:
                self._known[survey] = self._file(survey).read_bytes()
            except FileNotFoundError as error:
                raise KeyLost(str(survey)) from error
        return self._known[survey]

    def _file(self, survey: Named) -> Path:
        return self._folder / f"{survey}.key"
