"""The simulator's time: real time, or the one it was given, moved by an offset."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path


class Clock:
    """`file`, when given, holds the offset in seconds, for a bot that wants the same time."""

    def __init__(self, base: Callable[[], datetime] | None = None, file: Path | None = None) -> None:
        self._base = base
        self._file = file
        self.offset = 0.0
        if file is not None:
            self._write()

    def seconds(self) -> float:
        base = time.time() if self._base is None else self._base().timestamp()
        return base + self.offset

    def unix(self) -> int:
        return int(self.seconds())

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, seconds: float) -> None:
        self.offset += seconds
        self._write()

    def move_to(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        self.advance(moment.timestamp() - self.seconds())

    def _write(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_name(self._file.name + ".new")
        beside.write_text(f"{self.offset:.3f}\n")
        beside.replace(self._file)
