"""A survey whose result is there to be seen again."""

from dataclasses import dataclass

from bot.core.asking import Asking


@dataclass(frozen=True)
class Released:
    """`answered` of `asked` people; nobody knows how many were asked where that is 0. `in_room`: how many
    were counted at meetings. `shared`: all members may see it, not only those who took part."""

    asking: Asking
    answered: int
    asked: int
    shared: bool
    in_room: int = 0

    @property
    def rate(self) -> int | None:
        """Percent of those who were asked; None where nobody was."""
        return round(100 * self.answered / self.asked) if self.asked else None
