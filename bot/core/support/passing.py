"""For whom and where somebody looks, said in passing: their buttons carry it, and nobody keeps it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.people import AgeBand, Audience
from bot.core.support.fitting import Who

ANYBODY = "n"
KINDS: Mapping[str, Who] = {
    ANYBODY: Who(),
    "p": Who(Audience.PARENT),
    "u": Who(Audience.YOUNG, AgeBand.UNDER_16),
    "t": Who(Audience.YOUNG, AgeBand.FROM_16),
    "a": Who(Audience.YOUNG, AgeBand.FROM_19),
}
"""By the letter that stands for them in a button."""


@dataclass(frozen=True)
class Passing:
    """`area`: its place among the areas of the forum, from 1 on; 0 for none."""

    kind: str = ANYBODY
    area: int = 0

    @classmethod
    def read(cls, code: str) -> "Passing | None":
        """None where nothing was said in passing: then what is known of a member counts."""
        found = re.fullmatch(rf"([{''.join(KINDS)}])(\d{{0,2}})", code)
        return None if found is None else cls(found[1], int(found[2] or 0))

    @property
    def code(self) -> str:
        """At most three characters."""
        return f"{self.kind}{self.area or ''}"

    def who(self, areas: Sequence[str]) -> Who:
        """An area that the forum has no more is none."""
        area = areas[self.area - 1] if 0 < self.area <= len(areas) else None
        return replace(KINDS[self.kind], area=area)
