"""Putting a typing error right in a survey that is open. What was asked stays what was asked."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from bot.core.faults import Place
from bot.core.model import Model
from bot.core.questions import YesNo
from bot.core.refusal import Refusal
from bot.core.survey_check import find_faults
from bot.core.surveys import WHO_ANSWERS, Survey
from bot.core.words import Words, words_in

MOST_SIGNS = 3
"""Changed signs that are always a typing error; in a long text a tenth of it may be."""
MOST_EVER = 10

_TURNING = (
    "no not none nobody nothing never neither nor without cannot only unless except and or yes",
    "all any some every more less most least always before after",
    "monday tuesday wednesday thursday friday saturday sunday am pm",
)
TURNING = frozenset(word for line in _TURNING for word in line.split())
"""Words that turn a meaning round: none may come, go, or take another's place."""
_NOT = re.compile(r"n['’]t$")
_TURNING_FRONTS = ("un", "dis", "in", "im", "mis", "non", "il", "ir")


@dataclass(frozen=True)
class Text:
    """One form of one text of a survey. `place`: of the words in the survey; `form`: within the words."""

    place: Place
    form: str
    text: str


def texts_of(survey: Survey) -> tuple[Text, ...]:
    """What people read of it, in the order they meet it, without what Heard puts in itself. Mending
    changes none of the places."""
    return tuple(
        Text(place, form, text)
        for place, words in words_in(survey)
        if not _is_put_in(survey, place)
        for form, text in words.forms()
    )


def _is_put_in(survey: Survey, place: Place) -> bool:
    if place[0] != "questions":
        return False
    question = survey.questions[int(place[1])]
    if question.id == WHO_ANSWERS or "way_out" in place:
        return True
    return isinstance(question, YesNo) and "options" in place


def mend(survey: Survey, number: int, typed: str) -> Survey:
    """The survey with one text mended. Refuses what is more than a typing error."""
    before = texts_of(survey)[number]
    check_mending(before.text, typed)
    written = _put(survey, (*before.place, *before.form.split(".")), typed).model_dump()
    mended = Survey.model_validate(written)
    if len([*find_faults(mended)]) > len([*find_faults(survey)]):
        raise Refusal("mend_unfit")
    return mended


def check_mending(before: str, after: str) -> None:
    if before == after:
        raise Refusal("mend_same")
    if re.findall(r"\d+", before) != re.findall(r"\d+", after):
        raise Refusal("mend_numbers")
    most = max(MOST_SIGNS, min(MOST_EVER, len(before) // 10))
    if distance(before, after, most) > most:
        raise Refusal("mend_too_much", most=most)
    if _turning(before) != _turning(after) or _turned(before, after) or _is_another(before, after):
        raise Refusal("mend_meaning")


def distance(before: str, after: str, most: int) -> int:
    """How many signs were put in, taken out or changed; more than `most` is counted as one more."""
    if abs(len(before) - len(after)) > most:
        return most + 1
    row = list(range(len(after) + 1))
    for at, sign in enumerate(before, start=1):
        above, row = row, [at]
        for place, other in enumerate(after, start=1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (sign != other)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _turning(text: str) -> Counter[str]:
    words = re.findall(r"[\w'’]+", text.casefold())
    return Counter(
        "not" if _NOT.search(word) else word for word in words if word in TURNING or _NOT.search(word)
    )


def _turned(before: str, after: str) -> bool:
    """A word became its opposite by what was put before it, such as happy and unhappy."""
    old, new = (set(re.findall(r"\w+", text.casefold())) for text in (before, after))
    gone, come = old - new, new - old
    return any(
        longer == f"{front}{shorter}"
        for front in _TURNING_FRONTS
        for one in gone
        for other in come
        for shorter, longer in ((one, other), (other, one))
    )


def _is_another(before: str, after: str) -> bool:
    """Words gave way to others, not to themselves spelt right."""
    old, new = before.casefold().split(), after.casefold().split()
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        one, other = " ".join(old[first:last]), " ".join(new[start:end])
        most = -(-max(len(one), len(other)) // 3)
        if kind == "replace" and sorted(one) != sorted(other) and distance(one, other, most) > most:
            return True
    return False


def _put(value: Any, place: Place, text: str) -> Any:
    """The same value with a text put in the place; within words, `usual` and the other forms."""
    key, rest = place[0], place[1:]
    if isinstance(value, tuple):
        at = int(key)
        return (*value[:at], _put(value[at], rest, text), *value[at + 1 :])
    if isinstance(value, dict):
        return {**value, key: _put(value[key], rest, text)}
    assert isinstance(value, Model | Words)
    name = str(key)
    return value.model_copy(update={name: _put(getattr(value, name), rest, text) if rest else text})
