"""A survey made in the chat: as it would be asked, and as a file of the content."""

from collections.abc import Mapping
from typing import Any

import yaml

from bot.content.put_in import complete, take_put_in_out
from bot.core.drafting.draft import INFLUENCE, SurveyDraft
from bot.core.drafting.typed import make_id
from bot.core.surveys import Survey
from bot.core.words import Words

_FIRST = ("id", "kind", "sensitivity")
_LAST = ("text", "low", "high", "lines", "options")
"""Where the keys of a question stand; the others between."""
WIDTH = 100


def finished(draft: SurveyDraft, messages: Mapping[str, Words]) -> Survey | None:
    """The survey as it would be asked: what its file would give. None without a title or a question."""
    if draft.title is None or not draft.questions:
        return None
    return Survey.model_validate(complete(as_file(draft), messages))


def write_survey(draft: SurveyDraft) -> tuple[str, str]:
    """The name of the file, and what stands in it."""
    raw = as_file(draft)
    text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=WIDTH)
    return f"{raw['id']}.yaml", text


def as_file(draft: SurveyDraft) -> dict[str, Any]:
    """Without what Heard puts in itself. A draft without a title has an empty one."""
    title = "" if draft.title is None else draft.title.usual
    raw: dict[str, Any] = {"id": make_id(title, (), "survey"), "title": _words(draft.title)}
    influence = {key: _words(getattr(draft, key)) for key in INFLUENCE}
    if draft.says_influence:
        raw["influence"] = influence
    raw["open_days"] = draft.open_days
    raw |= {key: as_written(value) for key, value in draft.rest.items()}
    if draft.who_answers:
        raw["who_answers"] = True
    raw["questions"] = [_ordered(as_written(take_put_in_out(question))) for question in draft.questions]
    return raw


def _words(words: Words | None) -> Any:
    return "" if words is None else as_written(words.model_dump(mode="json", exclude_defaults=True))


def as_written(value: Any) -> Any:
    """As people write it into a file: a text with one form only is a plain string."""
    if isinstance(value, dict):
        if value.keys() == {"usual"}:
            return value["usual"]
        return {key: as_written(one) for key, one in value.items()}
    return [as_written(one) for one in value] if isinstance(value, list) else value


def _ordered(raw: dict[str, Any]) -> dict[str, Any]:
    between = [key for key in raw if key not in _FIRST + _LAST]
    return {key: raw[key] for key in (*_FIRST, *between, *_LAST) if key in raw}
