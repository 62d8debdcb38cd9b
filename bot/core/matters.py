"""What needs a person of the forum now: the lines of /today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.buttons import Tap


@dataclass(frozen=True)
class Matter:
    """Said with the message `today_<key>`; where `tap` is given, a button `button_today_<key>` leads there.

    `values` are put into both. A moment among them is said as a day in the forum's time, words in the
    reader's form.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    tap: Tap | None = None
