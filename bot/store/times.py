"""Times in the database: UTC, as text that sorts."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """`moment` must know its zone."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)
