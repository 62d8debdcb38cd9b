"""What coordinators say of an entry, laid over what stands in its file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from bot.core.drafting.typed import read_line
from bot.core.refusal import Refusal
from bot.core.support.organisations import Organisation

LONGEST_SENTENCES = 300
LONGEST_NAME = 120


class Part(StrEnum):
    """What may be changed in the chat: a key of the file, and of what it does also the shorter form."""

    NAME = "name"
    DOES = "does"
    SHORTER = "shorter"
    PHONES = "phones"
    TEXT = "text"
    EMAIL = "email"
    WEBSITE = "website"
    HOW = "how"
    HOURS = "hours"
    LANGUAGES = "languages"


MAY_BE_EMPTY = frozenset(Part) - {Part.NAME, Part.DOES}


@dataclass(frozen=True)
class Change:
    """`fields`: what was changed, as it would stand in a file. `changed_on`: when a field was last changed or
    the entry checked. The file stands above it again once somebody checked the file on a later day."""

    organisation: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    hidden: bool = False
    checked: date | None = None
    changed_on: date | None = None
    version: int = 0

    def is_over(self, entry: Organisation) -> bool:
        """The file was checked since."""
        return entry.checked is not None and self.changed_on is not None and entry.checked > self.changed_on

    def seen(self, today: date) -> "Change":
        """Somebody of the forum rang or looked today, and all of it is right."""
        return replace(self, checked=today, changed_on=today)


def lay_over(entry: Organisation, change: Change | None) -> Organisation:
    """The entry as people see it. A change that no longer fits the form of an entry is left out. What could
    not be confirmed is out of doubt once somebody of the forum checked it."""
    if change is None or change.is_over(entry):
        return entry
    raw = entry.model_dump(mode="json") | dict(change.fields)
    checked = max((day for day in (entry.checked, change.checked) if day is not None), default=None)
    doubtful = entry.doubtful if checked == entry.checked else None
    now = {"checked": checked, "doubtful": doubtful}
    try:
        return Organisation.model_validate(raw).model_copy(update=now)
    except ValidationError:
        return entry.model_copy(update=now)


def change_part(entry: Organisation, change: Change, part: Part, typed: str, today: date) -> Change:
    """`entry` as its file has it. Refuses what has not the shape of such a part."""
    standing = lay_over(entry, change)
    fields = {} if change.is_over(entry) else dict(change.fields)
    key, value = _read(standing, part, typed)
    changed = replace(change, fields=fields | {key: value}, changed_on=today)
    _check(entry, changed, part)
    return changed


def empty_part(entry: Organisation, change: Change, part: Part, today: date) -> Change:
    """Takes a part out. Refuses where nothing would be left by which one reaches them."""
    if part not in MAY_BE_EMPTY:
        raise Refusal("old_button")
    fields = {} if change.is_over(entry) else dict(change.fields)
    if part is Part.SHORTER:
        fields["does"] = {"usual": lay_over(entry, change).does.usual}
    else:
        fields[part] = [] if part in {Part.PHONES, Part.LANGUAGES} else None
    changed = replace(change, fields=fields, changed_on=today)
    _check(entry, changed, part)
    return changed


def needs_check(entry: Organisation, today: date) -> bool:
    """Never checked, or not for six months."""
    return entry.checked is None or entry.stale(today)


def _check(entry: Organisation, changed: Change, part: Part) -> None:
    try:
        made = Organisation.model_validate(entry.model_dump(mode="json") | dict(changed.fields))
    except ValidationError as error:
        raise Refusal(f"entry_{part}") from error
    if not made.reachable:
        raise Refusal("entry_unreachable")


def _read(standing: Organisation, part: Part, typed: str) -> tuple[str, Any]:
    """The key of the file, and its value."""
    if part in {Part.DOES, Part.SHORTER}:
        return "does", _does(standing, part, read_line(typed, LONGEST_SENTENCES))
    return part, _READ[part](typed)


def _does(standing: Organisation, part: Part, words: str) -> dict[str, str]:
    """What it said in other languages goes: it said what the old words said."""
    usual, shorter = standing.does.usual, standing.does.shorter
    if part is Part.SHORTER:
        return {"usual": usual, "shorter": words}
    return {"usual": words} if shorter is None else {"usual": words, "shorter": shorter}


def _name(typed: str) -> str:
    return read_line(typed, LONGEST_NAME)


def _sentences(typed: str) -> str:
    return read_line(typed, LONGEST_SENTENCES)


def _phones(typed: str) -> list[str]:
    return [one.strip() for one in re.split(r"[\n,;/]+", typed) if one.strip()]


def _languages(typed: str) -> list[str]:
    return [code.lower() for code in re.split(r"[\s,;]+", typed) if code]


def _text_line(typed: str) -> dict[str, str]:
    """A number, or a word and the number it is sent to: SHOUT to 85258."""
    word, to, number = _sentences(typed).rpartition(" to ")
    return {"word": word.strip(), "number": number.strip()} if to else {"number": number.strip()}


_READ: Mapping[Part, Callable[[str], Any]] = {
    Part.NAME: _name,
    Part.PHONES: _phones,
    Part.TEXT: _text_line,
    Part.EMAIL: str.strip,
    Part.WEBSITE: str.strip,
    Part.HOW: _sentences,
    Part.HOURS: _sentences,
    Part.LANGUAGES: _languages,
}
