"""What a coordinator is making in the chat, step by step, and another may carry on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from bot.core.model import Model

S = TypeVar("S", bound=StrEnum)


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


class StepDraft(Model, Generic[S]):
    """The body of a draft that goes step by step; the last step is its preview."""

    @property
    def steps(self) -> tuple[S, ...]:
        """Those that it has as it is now, in their order."""
        raise NotImplementedError

    @property
    def is_begun(self) -> bool:
        raise NotImplementedError

    @property
    def is_done(self) -> bool:
        """What was to be made of it was made. It stays, so that a second tap makes no second one."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """In a list of drafts."""
        raise NotImplementedError

    def after(self, step: S) -> S:
        return self._beside(step, 1)

    def before(self, step: S) -> S:
        return self._beside(step, -1)

    def _beside(self, step: S, by: int) -> S:
        steps = self.steps
        if step not in steps:
            return steps[-1]
        return steps[min(max(steps.index(step) + by, 0), len(steps) - 1)]
