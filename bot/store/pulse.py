"""The sign of life that `heard status` reads: a small file beside the database."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.store.times import to_text

SECONDS_ALIVE = 90
"""A poll takes at most 35 seconds, a tick one; a longer silence means that the bot hangs."""

EVERY = 0.5
"""Seconds between two writings: on a busy day there are hundreds of polls in one."""


@dataclass(frozen=True)
class Beat:
    """What the bot said last: when it took in an update, and how many it is working on."""

    last_update: str | None
    unsettled: int


class Pulse:
    def __init__(self, file: Path, clock: Callable[[], datetime], unsettled: Callable[[], int]) -> None:
        self._file = file
        self._clock = clock
        self._unsettled = unsettled
        self._last_update: str | None = None
        self._next_at = 0.0

    def note_update(self) -> None:
        self._last_update = to_text(self._clock())

    def beat(self) -> None:
        """A full disk must not stop the bot; then the file grows old, which says the same."""
        if time.monotonic() < self._next_at:
            return
        self._next_at = time.monotonic() + EVERY
        beat = Beat(self._last_update, self._unsettled())
        fresh = self._file.with_suffix(".new")
        with suppress(OSError):
            fresh.write_text(json.dumps(asdict(beat)), encoding="utf-8")
            fresh.replace(self._file)  # whole at any instant, for whoever reads it meanwhile

    def stop(self) -> None:
        """A clean stop is known at once."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def read_beat(file: Path) -> Beat | None:
    """None when the bot never ran here, or has been silent too long."""
    try:
        if time.time() - file.stat().st_mtime > SECONDS_ALIVE:
            return None
        return Beat(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
