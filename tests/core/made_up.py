"""Surveys made up on the spot."""

from typing import Any

from pydantic import TypeAdapter

from bot.core.questions import Question
from bot.core.surveys import Survey

INFLUENCE = {"can_change": "a", "cannot_change": "b", "who_decides": "c", "hear_back": "d"}
OPTIONS = [{"id": letter, "text": letter.upper()} for letter in "abc"]
LISTED = {"choose_one", "choose_several", "yes_no", "put_in_order"}
SCALE = {"low": "never", "high": "always"}


def question(kind: str = "choose_one", **more: Any) -> Question:
    own: dict[str, Any] = {"options": OPTIONS} if kind in LISTED else SCALE if kind == "scale" else {}
    base = {"id": "q", "kind": kind, "text": "Well?", "sensitivity": "ordinary"}
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python({**base, **own, **more})


def survey(*questions: Question, **more: Any) -> Survey:
    return Survey.model_validate(
        {"id": "s", "title": "S", "influence": INFLUENCE, "questions": questions, **more}
    )
