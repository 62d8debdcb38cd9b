"""Bad days of Telegram: slow, refusing, or an answer that gets lost."""

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.refusals import ApiError, Json, NotAllowedError, too_many_requests

KINDS = ("500", "429", "silent")


@dataclass
class Faults:
    slow: float = 0.0
    refuse: str | None = None
    times: int | None = None  # how often still; None: until changed
    methods: list[str] = field(default_factory=list)  # empty: all
    chats: list[int] = field(default_factory=list)  # empty: all

    def change(self, wanted: Json) -> None:
        refuse = wanted.get("refuse", self.refuse)
        if refuse is not None and refuse not in KINDS:
            raise NotAllowedError(f"refuse is one of {', '.join(KINDS)} or null")
        self.refuse = refuse
        self.slow = float(wanted.get("slow", self.slow) or 0)
        if "refuse" in wanted or "slow" in wanted:
            self.times = wanted.get("times")
            self.methods = [name.lower() for name in wanted.get("methods") or []]
            self.chats = [int(chat) for chat in wanted.get("chats") or []]

    @property
    def quiet(self) -> bool:
        return not self.slow and self.refuse is None

    def concerns(self, method: str, params: Json) -> bool:
        if self.quiet or (self.methods and method not in self.methods):
            return False
        return not self.chats or _chat(params.get("chat_id")) in self.chats

    def refusal(self, method: str) -> str | None:
        """What goes wrong with this call; counts it when the times are limited."""
        if self.refuse is None or self.times == 0:
            return None
        if self.refuse == "429" and method == "getupdates":
            return None
        if self.times is not None:
            self.times -= 1
        return self.refuse


def _chat(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def refusal_error(kind: str) -> ApiError:
    return ApiError(500, "Internal Server Error") if kind == "500" else too_many_requests(5)
