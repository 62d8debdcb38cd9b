"""One question of the draft: its words, its options, its place, and taking it out."""

from collections.abc import Sequence

from bot.core.base_question import Sensitivity
from bot.core.condition_check import show_if_faults
from bot.core.drafting.draft import MOST_QUESTIONS, Form, Onward, Step, SurveyDraft
from bot.core.drafting.questions import (
    LONGEST_LINE,
    LONGEST_OPTION,
    MOST_LINES,
    Kit,
    check_size,
    mark,
    most_options,
    own_options,
    reword,
    with_ends,
    with_lines,
    with_options,
    with_range,
)
from bot.core.drafting.typed import read_ends, read_lines, read_range
from bot.core.questions import Grid, Number, Question, Scale
from bot.core.refusal import Refusal

Questions = tuple[Question, ...]


def question_at(draft: SurveyDraft) -> Question:
    if draft.at >= len(draft.questions):
        raise Refusal("old_button")
    return draft.questions[draft.at]


def details_step(question: Question) -> Step | None:
    """Where the options, the ends or the numbers of the question are typed anew."""
    if isinstance(question, Scale):
        return Step.ENDS
    if isinstance(question, Number):
        return Step.RANGE
    return Step.OPTIONS if own_options(question) else None


_LEADS = {"back": Step.PARTS, "out": Step.OUT}


def pick_item(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    if value in _LEADS:
        return Onward(draft, _LEADS[value])
    if value in tuple(Form):
        return Onward(draft.model_copy(update={"form": Form(value)}), Step.WORDS)
    if value in {"up", "down"}:
        return _move(draft, -1 if value == "up" else 1)
    if value == "before":
        check_room(draft)
        return Onward(draft, Step.TEXT)
    return _pick_detail(draft, question_at(draft), value)


def _pick_detail(draft: SurveyDraft, question: Question, value: str) -> Onward:
    match value:
        case "details" if (step := details_step(question)) is not None:
            return Onward(draft, step)
        case "lines" if isinstance(question, Grid):
            return Onward(draft, Step.LINES)
        case "points" if isinstance(question, Scale):
            return _changed(draft, question.model_copy(update={"points": 15 - question.points}), "options")
        case "sensitivity" if question.is_asked:
            return _changed(draft, _other_sensitivity(question), "sensitivity")
    raise Refusal("old_button")


def pick_out(draft: SurveyDraft, value: str, kit: Kit) -> Onward:
    question_at(draft)
    if value == "back":
        return Onward(draft, Step.ITEM)
    if value != "yes":
        raise Refusal("old_button")
    kept, loosened = _loosen((*draft.questions[: draft.at], *draft.questions[draft.at + 1 :]))
    left = draft.model_copy(update={"questions": kept, "at": 0})
    return Onward(left, Step.PARTS, "out", draft.at + 1, loosened)


def type_item_words(draft: SurveyDraft, text: str, kit: Kit) -> Onward:
    return _changed(draft, reword(question_at(draft), draft.form, text, kit.terms), "words")


def type_item_options(draft: SurveyDraft, text: str, kit: Kit, lines: bool = False) -> Onward:
    """New options, lines, ends or numbers for a question that is there."""
    question = question_at(draft)
    return _changed(draft, mark(_with_details(question, text, lines), kit.terms, question.jargon), "options")


def _with_details(question: Question, text: str, lines: bool) -> Question:
    match question:
        case Grid() if lines:
            return with_lines(question, read_lines(text, 1, MOST_LINES, LONGEST_LINE))
        case Scale():
            return with_ends(question, *read_ends(text, LONGEST_OPTION))
        case Number():
            return with_range(question, *read_range(text))
        case _ if own_options(question):
            return with_options(question, read_lines(text, 2, most_options(question.kind), LONGEST_OPTION))
    raise Refusal("old_button")


def _changed(draft: SurveyDraft, question: Question, what: str) -> Onward:
    check_size(question, draft.title)
    at = draft.at
    questions, loosened = _loosen((*draft.questions[:at], question, *draft.questions[at + 1 :]))
    changed = draft.model_copy(update={"questions": questions, "form": Form.USUAL})
    return Onward(changed, Step.ITEM, what, at + 1, loosened)


def _other_sensitivity(question: Question) -> Question:
    is_personal = question.sensitivity is Sensitivity.PERSONAL
    other = Sensitivity.ORDINARY if is_personal else Sensitivity.PERSONAL
    return question.model_copy(update={"sensitivity": other})


def _move(draft: SurveyDraft, by: int) -> Onward:
    """Refuses to put a question before the one whose answer decides whether it is shown."""
    to, questions = draft.at + by, [*draft.questions]
    if not 0 <= to < len(questions):
        raise Refusal("old_button")
    questions[draft.at], questions[to] = questions[to], questions[draft.at]
    if _misplaced(questions):
        raise Refusal("draft_depends")
    moved = draft.model_copy(update={"questions": tuple(questions), "at": to})
    return Onward(moved, Step.ITEM, "order", to + 1)


def check_room(draft: SurveyDraft) -> None:
    if len(draft.questions) >= MOST_QUESTIONS:
        raise Refusal("draft_full", most=MOST_QUESTIONS)


def _loosen(questions: Questions) -> tuple[Questions, int]:
    """A condition that asks for what is there no more is taken out: the question is asked of everybody."""
    loosened: set[int] = set()
    while misplaced := _misplaced(questions):
        loosened |= misplaced
        questions = tuple(
            question.model_copy(update={"show_if": None}) if at in misplaced else question
            for at, question in enumerate(questions)
        )
    return questions, len(loosened)


def _misplaced(questions: Sequence[Question]) -> set[int]:
    return {int(fault.place[1]) for fault in show_if_faults(questions, ())}
