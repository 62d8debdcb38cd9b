"""What one person answered to one question."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.model import Model
from bot.core.people import AgeBand, Audience


class Answer(Model):
    """Options in the order that matters to the kind, or a number, or words; or skipped."""

    chosen: tuple[str, ...] = ()
    number: int | None = None
    text: str = ""
    quotable: bool = False
    """The writer took "do not quote me" off."""
    skipped: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was said yet, not even that it is skipped."""
        return not (self.chosen or self.text or self.skipped) and self.number is None


SKIPPED = Answer(skipped=True)
NO_ANSWER = Answer()
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Counted:
    """A response that was sent, with the bands of its giver; None: not said, or kept private."""

    answers: Answers
    audience: Audience | None = None
    age: AgeBand | None = None
    area: str | None = None
    in_room: bool = False
    """Counted by hand at a meeting, see `bot.core.rooms`."""
