"""Messages as they stand on a screen."""

from dataclasses import dataclass

from bot.simulator.refusals import Json


@dataclass(frozen=True)
class Shown:
    """A message as it stands on somebody's screen."""

    raw: Json

    @property
    def message_id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def chat(self) -> int:
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        """Text or caption, without formatting."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def rows(self) -> list[list[Json]]:
        return list((self.raw.get("reply_markup") or {}).get("inline_keyboard") or [])

    @property
    def buttons(self) -> list[str]:
        """The labels, row by row."""
        return [str(button["text"]) for row in self.rows for button in row]

    @property
    def photo(self) -> str | None:
        """The file id of the largest size."""
        sizes = self.raw.get("photo")
        return str(sizes[-1]["file_id"]) if sizes else None

    @property
    def document(self) -> Json | None:
        return self.raw.get("document")

    @property
    def poll(self) -> Json | None:
        return self.raw.get("poll")

    @property
    def from_bot(self) -> bool:
        return bool(self.raw["from"]["is_bot"])

    @property
    def changed(self) -> int:
        return int(self.raw.get("changed", 0))

    def button(self, label: str) -> Json | None:
        """The button with exactly this label, or the first that contains it."""
        buttons = [button for row in self.rows for button in row]
        exact = [button for button in buttons if button["text"] == label]
        close = [button for button in buttons if label in button["text"]]
        return next(iter(exact + close), None)


def newest_with_button(seen: list[Shown], label: str) -> Shown | None:
    found = [message for message in seen if message.from_bot and message.button(label)]
    return max(found, key=lambda message: message.changed, default=None)


def described(seen: list[Shown]) -> str:
    last = [f"{one.text!r} {one.buttons or ''}".strip() for one in seen[-3:]]
    return f"on the screen: {'; '.join(last) or 'nothing'}"
