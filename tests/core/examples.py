"""Questions and surveys made in a line, for tests of the rules."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.core.questions import Question
from bot.core.refusal import Refusal
from bot.core.surveys import Survey

INFLUENCE = {"can_change": "a", "cannot_change": "b", "who_decides": "c", "hear_back": "d"}
OPTIONS = [{"id": letter, "text": letter.upper()} for letter in "abc"]
LISTED = ("choose_one", "yes_no", "choose_several", "put_in_order")
NEEDED: dict[str, dict[str, Any]] = {
    **{kind: {"options": OPTIONS} for kind in LISTED},
    "scale": {"low": "never", "high": "always"},
    "number": {"low": 0, "high": 10},
    "short_text": {},
    "long_text": {},
    "grid": {"options": OPTIONS, "lines": [{"id": "x", "text": "Ex"}, {"id": "y", "text": "Why"}]},
    "note": {},
}
"""What each kind needs besides what all have."""
KINDS = tuple(NEEDED)


def question(kind: str = "choose_one", **more: Any) -> Question:
    """One with the id `q`, with the options a, b and c where it has options."""
    base = {"id": "q", "kind": kind, "text": "Well?", "sensitivity": "ordinary"}
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python({**base, **NEEDED[kind], **more})


def survey(*questions: Question, **more: Any) -> Survey:
    return Survey.model_validate(
        {"id": "s", "title": "S", "influence": INFLUENCE, "questions": questions, **more}
    )


def refusal(call: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    return caught.value
