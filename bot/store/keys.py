"""The keys of open surveys: one file each, in a folder of its own that no backup touches."""

import hmac
import os
from pathlib import Path
from secrets import token_bytes

KEY_BYTES = 32


class KeyLost(Exception):  # noqa: N818
    """A survey is open and its key is not there: answers can no longer be found by who gave them."""


class Keys:
    """`folder` must not lie in the data folder, or a backup would carry the keys along."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[int, bytes] = {}

    def create(self, survey: int) -> None:
        """On the disk, whole, before anybody can answer. Done again, it keeps the key that is there."""
        if self._file(survey).exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._folder / f"{survey}.new"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._file(survey))
        self._write_names()

    def finder(self, survey: int, person: int) -> bytes:
        """Finds one person's response while the survey is open. Raises `KeyLost`."""
        return hmac.digest(self._key(survey), person.to_bytes(8, "big"), "sha256")

    def destroy(self, survey: int) -> None:
        """Overwritten, then removed. Done twice, it does nothing the second time."""
        self._known.pop(survey, None)
        file = self._file(survey)
        if file.exists():
            with file.open("r+b") as open_file:
                open_file.write(bytes(KEY_BYTES))
                open_file.flush()
                os.fsync(open_file.fileno())
            file.unlink()
            self._write_names()

    def _write_names(self) -> None:
        """A new or removed file is so only once its folder is on the disk too."""
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _key(self, survey: int) -> bytes:
        if survey not in self._known:
            try:
                self._known[survey] = self._file(survey).read_bytes()
            except FileNotFoundError as error:
                raise KeyLost(str(survey)) from error
        return self._known[survey]

    def _file(self, survey: int) -> Path:
        return self._folder / f"{survey}.key"
