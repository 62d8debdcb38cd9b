"""What the screens of votes, entries and bulletins in the making share."""

from bot.core.buttons import Tap
from bot.core.screens import Button, Rows
from bot.core.words import Reader
from bot.services import Services


def read_seen(about: str) -> tuple[int, int]:
    """What stands behind the colon of the task: a draft, and the version that was seen."""
    draft, _, version = about.partition(":")
    return int(draft), int(version)


def ways(services: Services, reader: Reader, back: Tap | None, on: Tap | None, away: tuple[str, Tap]) -> Rows:
    """Back and on, where there is such a way, and last throwing it away."""
    texts = services.texts
    pairs = (("button_back", back), ("button_next", on))
    row = tuple(Button(texts.button(reader, key), tap) for key, tap in pairs if tap is not None)
    last = (Button(texts.button(reader, away[0]), away[1]),)
    return (row, last) if row else (last,)
