"""The steps of making a survey: typed words and taps, each giving the draft after it and the next step."""

from collections.abc import Callable, Mapping

from bot.core.base_question import Sensitivity
from bot.core.drafting.draft import INFLUENCE, Form, Onward, Part, Step, SurveyDraft
from bot.core.drafting.item import check_room, pick_item, pick_out, type_item_options, type_item_words
from bot.core.drafting.questions import (
    KINDS,
    LISTED,
    LONGEST_LINE,
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST_LINES,
    Kit,
    build,
    check_size,
    most_options,
)
from bot.core.drafting.typed import read_days, read_ends, read_line, read_lines, read_range, read_words
from bot.core.refusal import Refusal
from bot.core.survey_check import LONGEST_TITLE
from bot.core.words import Words

LONGEST_SENTENCES = 300
"""Characters of what it can change, and of the rest of the first screen."""

DETAILS = {
    **dict.fromkeys(LISTED, Step.OPTIONS),
    "scale": Step.ENDS,
    "number": Step.RANGE,
    "grid": Step.LINES,
}
"""What is asked after the kind."""
DAYS = (3, 7, 14, 21, 28)
"""Offered as buttons."""

OnTyped = Callable[[SurveyDraft, str, Kit], Onward]
OnPick = Callable[[SurveyDraft, str, Kit], Onward]


def take_typed(draft: SurveyDraft, step: Step, text: str, kit: Kit) -> Onward:
    """What typed words do at this step. Refuses them where a button is to be tapped."""
    if step not in TYPED:
        raise Refusal("tap_please")
    return TYPED[step](draft, text, kit)


def take_pick(draft: SurveyDraft, step: Step, value: str, kit: Kit) -> Onward:
    """What a tapped answer does at this step. Refuses what the step does not offer."""
    return _PICKS[step](draft, value, kit)


# The whole draft


def _type_title(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    titled = draft.model_copy(update={"title": Words(usual=read_line(text, LONGEST_TITLE))})
    if not draft.questions:
        return Onward(titled.model_copy(update={"at": 0}), Step.TEXT, "title")
    return Onward(titled, Step.PARTS, "title")


def _pick_title(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    _expect(value, "back")
    return Onward(draft, Step.PARTS)


def _pick_part(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    """`q3` opens the fourth question."""
    match value:
        case "title":
            return Onward(draft, Step.TITLE)
        case "influence":
            return Onward(draft, Step.CAN_CHANGE)
        case "days":
            return Onward(draft, Step.DAYS)
        case "add":
            check_room(draft)
            return Onward(draft.model_copy(update={"at": len(draft.questions)}), Step.TEXT)
    if value[:1] == "q" and value[1:].isdecimal() and int(value[1:]) < len(draft.questions):
        return Onward(draft.model_copy(update={"at": int(value[1:])}), Step.ITEM)
    raise Refusal("old_button")


def _type_days(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    return Onward(draft.model_copy(update={"open_days": read_days(text)}), Step.PARTS, "days")


def _pick_days(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    if value == "back":
        return Onward(draft, Step.PARTS)
    _expect(value, *map(str, DAYS))
    return _type_days(draft, value, kit)


# What it can change, who decides, when people hear


def _influence_typing(key: str) -> OnTyped:
    def take(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
        return _with_influence(draft, key, Words(usual=read_line(text, LONGEST_SENTENCES)))

    return take


def _influence_picking(key: str) -> OnPick:
    """A number takes one of the ready sentences."""

    def take(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
        if value == "back":
            return Onward(draft, _beside(key, -1))
        if value == "keep" and getattr(draft, key) is not None:
            return Onward(draft, _beside(key, 1))
        return _with_influence(draft, key, _ready(kit, key, value))

    return take


def _with_influence(draft: SurveyDraft, key: str, words: Words) -> Onward:
    return Onward(draft.model_copy(update={key: words}), _beside(key, 1), "influence")


def _beside(key: str, by: int) -> Step:
    at = INFLUENCE.index(key) + by
    return Step(INFLUENCE[at]) if 0 <= at < len(INFLUENCE) else Step.PARTS


def _ready(kit: Kit, key: str, value: str) -> Words:
    ready = kit.ready.get(key, ())
    if not value.isdecimal() or int(value) >= len(ready):
        raise Refusal("old_button")
    return ready[int(value)]


# A new question


def _type_question(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    """Also from the whole draft: then it comes at the end."""
    check_room(draft)
    part = Part(at=draft.at, text=read_words(text, LONGEST_QUESTION))
    return Onward(draft.model_copy(update={"part": part}), Step.KIND)


def _type_last_question(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    return _type_question(draft.model_copy(update={"at": len(draft.questions)}), text, kit)


def _pick_at_text(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    _expect(value, "back")
    return Onward(draft.model_copy(update={"part": None}), Step.PARTS)


def _pick_kind(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    if value == "back":
        return Onward(draft, Step.TEXT)
    _expect(value, *KINDS)
    chosen = _with_part(draft, kind=value)
    if value == "note":
        return _finish(chosen, Sensitivity.ORDINARY, kit)
    return Onward(chosen, DETAILS.get(value, Step.SENSITIVITY))


def _type_options(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    if draft.part is None:
        return type_item_options(draft, text, kit)
    lines = read_lines(text, 2, most_options(draft.part.kind), LONGEST_OPTION)
    return Onward(_with_part(draft, options=lines), Step.SENSITIVITY)


def _type_lines(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    if draft.part is None:
        return type_item_options(draft, text, kit, lines=True)
    return Onward(_with_part(draft, lines=read_lines(text, 1, MOST_LINES, LONGEST_LINE)), Step.OPTIONS)


def _type_ends(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    if draft.part is None:
        return type_item_options(draft, text, kit)
    low, high = read_ends(text, LONGEST_OPTION)
    return Onward(_with_part(draft, low=low, high=high), Step.SENSITIVITY)


def _type_range(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    if draft.part is None:
        return type_item_options(draft, text, kit)
    low, high = read_range(text)
    return Onward(_with_part(draft, low=str(low), high=str(high)), Step.SENSITIVITY)


def _picking_typed(step: Step, typed: OnTyped) -> OnPick:
    """A ready answer is the same as typing it."""

    def take(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
        if value == "back":
            return _back_to_kind(draft, step)
        return typed(draft, _ready(kit, step, value).usual, kit)

    return take


def _back_to_kind(draft: SurveyDraft, step: Step) -> Onward:
    if draft.part is None:
        return Onward(draft, Step.ITEM)
    is_grid = draft.part.kind == "grid" and step is Step.OPTIONS
    return Onward(draft, Step.LINES if is_grid else Step.KIND)


def _pick_sensitivity(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    kind = "" if draft.part is None else draft.part.kind
    if value == "back":
        return Onward(draft, Step.OPTIONS if kind == "grid" else DETAILS.get(kind, Step.KIND))
    _expect(value, *Sensitivity)
    return _finish(draft, Sensitivity(value), kit)


def _finish(draft: SurveyDraft, sensitivity: Sensitivity, kit: Kit) -> Onward:
    part = draft.part
    if part is None:
        raise Refusal("old_button")
    question = build(part, sensitivity, [one.id for one in draft.questions], kit)
    check_size(question, draft.title)
    at = min(part.at, len(draft.questions))
    questions = (*draft.questions[:at], question, *draft.questions[at:])
    finished = draft.model_copy(update={"questions": questions, "part": None, "at": at})
    return Onward(finished, Step.PARTS, "question", at + 1)


def _with_part(draft: SurveyDraft, **changed: object) -> SurveyDraft:
    if draft.part is None:
        raise Refusal("old_button")
    return draft.model_copy(update={"part": draft.part.model_copy(update=changed)})


def _expect(value: str, *offered: str) -> None:
    if value not in offered:
        raise Refusal("old_button")


def _type_words(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    return type_item_words(draft, read_words(text, LONGEST_QUESTION), kit)


def _pick_at_words(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    _expect(value, "back")
    return Onward(draft.model_copy(update={"form": Form.USUAL}), Step.ITEM)


TYPED: Mapping[Step, OnTyped] = {
    Step.TITLE: _type_title,
    Step.PARTS: _type_last_question,
    Step.TEXT: _type_question,
    Step.OPTIONS: _type_options,
    Step.LINES: _type_lines,
    Step.ENDS: _type_ends,
    Step.RANGE: _type_range,
    Step.WORDS: _type_words,
    Step.DAYS: _type_days,
    **{Step(key): _influence_typing(key) for key in INFLUENCE},
}
_PICKS: Mapping[Step, OnPick] = {
    Step.TITLE: _pick_title,
    Step.PARTS: _pick_part,
    Step.TEXT: _pick_at_text,
    Step.KIND: _pick_kind,
    Step.OPTIONS: _picking_typed(Step.OPTIONS, _type_options),
    Step.LINES: _picking_typed(Step.LINES, _type_lines),
    Step.ENDS: _picking_typed(Step.ENDS, _type_ends),
    Step.RANGE: _picking_typed(Step.RANGE, _type_range),
    Step.SENSITIVITY: _pick_sensitivity,
    Step.ITEM: pick_item,
    Step.WORDS: _pick_at_words,
    Step.OUT: pick_out,
    Step.DAYS: _pick_days,
    **{Step(key): _influence_picking(key) for key in INFLUENCE},
}
