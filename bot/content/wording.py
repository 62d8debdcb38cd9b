"""What pydantic found wrong, in words for somebody who has never heard of pydantic."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.files import Document
from bot.content.problems import Findings, Place

Said = tuple[str, str]
"""What is wrong, and the remedy."""


@dataclass(frozen=True)
class Complaint:
    """One thing that pydantic refused: its kind, what stood there, and the limits it names."""

    type: str
    name: str
    given: Any
    limits: dict[str, Any]
    known: frozenset[str]
    """The keys that the model knows anywhere, to guess what was meant."""


def tell(error: ValidationError, model: type[BaseModel], place: Place, file: Document, to: Findings) -> None:
    """Adds a problem for each thing refused. `place`: where the value that was read stands in the file."""
    known = frozenset(_keys(model.model_json_schema()))
    for details in error.errors(include_url=False):
        if _follows_from_others(details):
            continue
        at = (*place, *_in_the_file(details["loc"], _inside(file.value, place)))
        name = str(at[-1]) if at else ""
        complaint = Complaint(details["type"], name, details["input"], details.get("ctx", {}), known)
        what, remedy = explain(complaint)
        to.problem(file.path, at, what, remedy, file.line(at))


def explain(complaint: Complaint) -> Said:
    if complaint.given is None and complaint.type != "missing":
        return f"There is nothing after `{complaint.name}:`.", "Write it, or take the line out."
    said = _SAID.get(complaint.type)
    if said is not None:
        return said(complaint)
    return f"`{complaint.name}` does not fit here.", "Compare it with a shipped file."


def nearest(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, as a sentence, or nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else ""


def _missing(it: Complaint) -> Said:
    return f"`{it.name}` is missing.", f"Add a line `{it.name}: ` and what belongs there."


def _unknown(it: Complaint) -> Said:
    guess = nearest(it.name, it.known - {it.name})
    return f"`{it.name}` means nothing here.", guess or "Take it out, or look for it in a shipped file."


def _words_wanted(it: Complaint) -> Said:
    if isinstance(it.given, dict | list):
        return f"`{it.name}` should be words, and is a list.", f"Write `{it.name}: ` and one text."
    return f"`{it.name}` should be words.", f'Put it in quotes: `{it.name}: "{it.given}"`.'


def _lines_wanted(it: Complaint) -> Said:
    if it.limits.get("class_name") == "Words" and not isinstance(it.given, dict):
        return _words_wanted(it)
    return f"`{it.name}` needs lines of its own below it.", "Indent them, each as `key: words`."


def _list_wanted(it: Complaint) -> Said:
    return f"`{it.name}` should be a list.", "Write each part on a line of its own that begins with a dash."


def _number_wanted(it: Complaint) -> Said:
    return f"`{it.name}` should be a whole number.", f"Write it in digits: `{it.name}: 7`."


def _truth_wanted(it: Complaint) -> Said:
    return f"`{it.name}` should be true or false.", f"Write `{it.name}: true` or `{it.name}: false`."


def _empty(it: Complaint) -> Said:
    return f"`{it.name}` is empty.", "Write some words."


def _too_long(it: Complaint) -> Said:
    most = it.limits["max_length"]
    what = f"`{it.name}` has {len(str(it.given))} characters, at most {most} fit."
    return what, "Choose a shorter one: a button has to carry it." if most == 20 else "Make it shorter."


def _pattern(it: Complaint) -> Said:
    if "@" in it.limits["pattern"]:
        return f"`{it.given}` is not an email address.", "Write it as name@example.org."
    if "{2,3}" in it.limits["pattern"]:
        return f"`{it.given}` is not a language's code.", "Use its two or three small letters, such as pl."
    if "png" in it.limits["pattern"]:
        return f"`{it.given}` cannot be the name of a picture.", "Write it as name.png or name.jpg."
    return f"`{it.given}` cannot be an id.", "Use small letters a to z, digits and _ only, without spaces."


def _kind_unknown(it: Complaint) -> Said:
    kinds = it.limits["expected_tags"].replace("'", "")
    guess = nearest(it.limits["tag"], kinds.split(", "))
    return f"There is no kind of question called `{it.limits['tag']}`.", f"{guess} Use {kinds}.".strip()


def _kind_missing(_: Complaint) -> Said:
    return "The question does not say its kind.", "Add a line such as `kind: choose_one`."


def _one_of(it: Complaint) -> Said:
    expected = it.limits["expected"].replace("'", "")
    return f"`{it.given}` cannot stand here.", f"Write {expected}, without quotes."


def _too_few(it: Complaint) -> Said:
    least = it.limits["min_length"]
    if it.name == "questions":
        return "The survey has no question.", "Add at least one."
    return f"`{it.name}` has {len(it.given)}, it needs at least {least}.", "Add what is missing."


def _too_many(it: Complaint) -> Said:
    most = it.limits["max_length"]
    return f"`{it.name}` has {len(it.given)}, at most {most} can be shown.", "Take some out."


def _too_small(it: Complaint) -> Said:
    return f"`{it.name}` is {it.given}, which is too low.", f"Write {it.limits['ge']} or more."


def _too_big(it: Complaint) -> Said:
    return f"`{it.name}` is {it.given}, which is too high.", f"Write {it.limits['le']} or less."


def _zone(it: Complaint) -> Said:
    return f"`{it.given}` is not a time zone.", "Write it as Europe/London."


def _own_words(it: Complaint) -> Said:
    """A rule of a model's own, said by it; it may be about several keys together."""
    reason = str(it.limits["error"])
    what = f"`{it.given}` does not fit." if isinstance(it.given, str) else "This does not fit together."
    return what, f"{reason[0].upper()}{reason[1:]}."


_SAID: dict[str, Callable[[Complaint], Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _words_wanted,
    "model_type": _lines_wanted,
    "model_attributes_type": _lines_wanted,
    "mapping_type": _lines_wanted,
    "dict_type": _lines_wanted,
    "tuple_type": _list_wanted,
    "int_type": _number_wanted,
    "int_parsing": _number_wanted,
    "int_from_float": _number_wanted,
    "bool_type": _truth_wanted,
    "bool_parsing": _truth_wanted,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "union_tag_invalid": _kind_unknown,
    "union_tag_not_found": _kind_missing,
    "literal_error": _one_of,
    "enum": _one_of,
    "too_short": _too_few,
    "too_long": _too_many,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_big,
    "zoneinfo_str": _zone,
    "value_error": _own_words,
}


def _follows_from_others(details: ErrorDetails) -> bool:
    """Pydantic counts only the items that fit, and then calls a list too short that is not."""
    limits = details.get("ctx", {})
    return details["type"] == "too_short" and len(details["input"]) >= limits["min_length"]


def _in_the_file(loc: Place, raw: Any) -> Iterator[str | int]:
    """Pydantic's place without what does not stand in the file: a union's tag, a plain text's form."""
    for part in loc:
        if isinstance(raw, dict):
            if part == raw.get("kind") and part not in raw:
                continue
        elif not isinstance(raw, list):
            return
        elif not isinstance(part, int):  # a plain list that stands for lines of its own
            continue
        yield part
        raw = _inside(raw, (part,))


def _inside(raw: Any, place: Place) -> Any:
    for part in place:
        try:
            raw = raw[part]
        except (KeyError, IndexError, TypeError):
            return None
    return raw


def _keys(schema: Any) -> Iterator[str]:
    """All names of properties in a JSON schema."""
    if isinstance(schema, list):
        for item in schema:
            yield from _keys(item)
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for item in schema.values():
            yield from _keys(item)
