"""A vote or survey that a coordinator is making in the chat, and that another may carry on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Draft:
    """`body` is JSON of the kind's own model, `step` where the making is. Saved only over the version
    that was seen. `changed_by`: the person, while they are a member."""

    id: int
    kind: str
    body: str
    step: str
    version: int
    changed_at: datetime
    changed_by: int | None
