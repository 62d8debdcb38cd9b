"""The keys of open surveys: one file each, in a folder of its own that no backup touches."""

import hmac
import os
from pathlib import Path
from secrets import token_bytes


class KeyLost(Exception):  # noqa: N818
    """A survey is open and its key is not there: answers can no longer be found by who gave them."""


class Keys:
    """`folder` must not lie in the data folder, or a backup would carry the keys along."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[int, bytes] = {}

    def create(self, survey: int) -> None:
        """Written whole and to the disk before anybody can answer."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._file(survey), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(token_bytes(32))
            file.flush()
            os.fsync(file.fileno())

    def finder(self, survey: int, person: int) -> bytes:
        """Finds one person's response while the survey is open. Raises `KeyLost`."""
        return hmac.digest(self._key(survey), person.to_bytes(8, "big"), "sha256")

    def destroy(self, survey: int) -> None:
        """Overwritten, then removed. Done twice, it does nothing the second time."""
        self._known.pop(survey, None)
        file = self._file(survey)
        if file.exists():
            with file.open("r+b") as open_file:
                open_file.write(bytes(32))
                open_file.flush()
                os.fsync(open_file.fileno())
            file.unlink()

    def _key(self, survey: int) -> bytes:
        if survey not in self._known:
            try:
                self._known[survey] = self._file(survey).read_bytes()
            except FileNotFoundError as error:
                raise KeyLost(str(survey)) from error
        return self._known[survey]

    def _file(self, survey: int) -> Path:
        return self._folder / f"{survey}.key"
