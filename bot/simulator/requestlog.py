"""What the bot asked for: the last calls, for tests and for a validator."""

from collections import deque

from bot.simulator.params import Params
from bot.simulator.refusals import Json

KEPT = 10_000


class RequestLog:
    def __init__(self) -> None:
        self._last: deque[Json] = deque(maxlen=KEPT)
        self.made = 0
        self.under_way = 0  # calls not yet answered, long polls apart

    def note(self, method: str, params: Params, status: int, unknown: list[str]) -> None:
        entry: Json = {"method": method, "params": params.values, "status": status}
        if params.uploads:
            entry["files"] = {
                name: {"name": upload.name, "size": len(upload.content)}
                for name, upload in params.uploads.items()
            }
        if unknown:
            entry["unknown"] = unknown
        self._last.append(entry)
        self.made += 1

    def since(self, number: int) -> Json:
        """Calls from the `number`-th on (counted from 0), as far as they are kept."""
        first = self.made - len(self._last)
        skipped = max(0, number - first)
        kept = list(self._last)[skipped:]
        return {"next": self.made, "requests": kept}
