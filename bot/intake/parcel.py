"""One update as it came, read as far as it can be."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

NOBODY = 0
"""The lane of updates that come from no person and no chat."""


@dataclass(frozen=True)
class Parcel:
    """`update` is None when it could not be read; then `trouble` is the kind of error."""

    number: int
    kind: str
    lane: int
    update: Update | None
    trouble: str = ""


def number_of(raw: Any) -> int | None:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None


def read_update(raw: dict[str, Any], bot: Bot) -> Parcel:
    """Each by itself: one that cannot be read must not hold up the others."""
    number, kind = raw["update_id"], _kind_of(raw)
    try:
        update = Update.de_json(raw, bot)
        person, chat = update.effective_user, update.effective_chat
    except Exception as error:
        return Parcel(number, kind, NOBODY, None, type(error).__name__)
    return Parcel(number, kind, person.id if person else chat.id if chat else NOBODY, update)


def _kind_of(raw: dict[str, Any]) -> str:
    return next((key for key in raw if key != "update_id" and key.isidentifier()), "unknown")[:40]
