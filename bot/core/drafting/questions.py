"""Questions made of what was typed, and changed in the wizard. What people answer by stays the same:
an option whose words stay keeps its id."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from bot.core.base_question import BaseQuestion, Option
from bot.core.drafting.draft import Form, Part
from bot.core.drafting.typed import make_id, split_symbol
from bot.core.jargon import MOST_TERMS, Term, terms_in
from bot.core.option_check import LONGEST_LABEL
from bot.core.questions import MOST_OPTIONS, ChooseSeveral, Grid, Line, Listed, Number, Question, Scale, YesNo
from bot.core.refusal import Refusal
from bot.core.survey_check import question_faults
from bot.core.surveys import WHO_ANSWERS
from bot.core.words import Words, words_in

LONGEST_QUESTION = 1000
LONGEST_LINE = 200
LONGEST_OPTION = LONGEST_LABEL
MOST_IN_A_GRID = 10
MOST_LINES = 30
LISTED = frozenset({"choose_one", "choose_several", "put_in_order"})
KINDS = (
    "choose_one",
    "choose_several",
    "yes_no",
    "scale",
    "put_in_order",
    "number",
    "short_text",
    "long_text",
    "grid",
    "note",
)
_GRID_ID, _LINE_ID = 8, 11
"""A line is answered under `grid.line`, which may have 20 signs."""
_ADAPTER: TypeAdapter[Question] = TypeAdapter(Question)

Complete = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Kit:
    """What the steps use of the content. `complete` puts the shared words into a question as it stands in
    a file; `ready`: sentences that can be taken by a tap, by step."""

    complete: Complete
    terms: Mapping[str, Term]
    ready: Mapping[str, tuple[Words, ...]]


def most_options(kind: str) -> int:
    return MOST_IN_A_GRID if kind == "grid" else MOST_OPTIONS


def build(part: Part, sensitivity: str, taken: Sequence[str], kit: Kit) -> Question:
    """The finished question, its hard words marked."""
    raw: dict[str, Any] = {
        "id": make_id(part.text, (*taken, WHO_ANSWERS), "q", _GRID_ID if part.kind == "grid" else 20),
        "kind": part.kind,
        "text": {"usual": part.text},
        "sensitivity": sensitivity,
    }
    if part.kind in LISTED or part.kind == "grid":
        raw["options"] = [option.model_dump() for option in make_options(part.options, ())]
    if part.kind == "grid":
        raw["lines"] = [line.model_dump() for line in _make_lines(part.lines, ())]
    if part.kind == "scale":
        raw |= {"low": {"usual": part.low}, "high": {"usual": part.high}}
    if part.kind == "number":
        raw |= {"low": int(part.low), "high": int(part.high)}
    return mark(_ADAPTER.validate_python(kit.complete(raw)), kit.terms)


def mark(question: Question, terms: Mapping[str, Term], before: Sequence[str] = ()) -> Question:
    """Its hard words get a button with their meaning, beside those that had one before."""
    told = [text for _, words in words_in(question) for _, text in words.english_forms()]
    marked = tuple(dict.fromkeys((*before, *terms_in(told, terms))))
    return question.model_copy(update={"jargon": marked[:MOST_TERMS]})


def reword(question: Question, form: Form, text: str, terms: Mapping[str, Term]) -> Question:
    """Other words for one form. New usual words stand alone: the other forms said what was said before."""
    words, before = question.text, question.jargon
    match form:
        case Form.USUAL:
            words, before = Words(usual=text), ()
        case Form.SHORTER:
            words = words.model_copy(update={"shorter": text})
        case Form.YOUNG:
            words = words.model_copy(update={"young": Words(usual=text)})
    return mark(question.model_copy(update={"text": words}), terms, before)


def make_options(lines: Sequence[str], before: Sequence[Option]) -> tuple[Option, ...]:
    """Those that read as before stay as they were."""
    known = {option.text.usual: option for option in before}
    known |= {typed_option(option): option for option in before}
    taken = [option.id for option in before]
    made: list[Option] = []
    for line in lines:
        option = known.get(line)
        if option is None:
            symbol, words = split_symbol(line)
            option = Option(id=make_id(words, taken, "o"), text=Words(usual=words), symbol=symbol)
        made.append(option)
        taken.append(option.id)
    return tuple(made)


def typed_option(option: Option) -> str:
    """As one would type it."""
    return f"{option.symbol} {option.text.usual}" if option.symbol else option.text.usual


def typed_details(question: Question, lines: bool = False) -> str:
    """The options, the lines, the ends or the numbers, as one would type them."""
    match question:
        case Grid() if lines:
            return "\n".join(line.text.usual for line in question.lines)
        case Scale():
            return f"{question.low.usual}\n{question.high.usual}"
        case Number():
            return f"{question.low} to {question.high}"
    return "\n".join(map(typed_option, own_options(question)))


def own_options(question: BaseQuestion) -> tuple[Option, ...]:
    """The options that were typed: not those that are put in."""
    if isinstance(question, YesNo):
        return ()
    if isinstance(question, Listed):
        return question.options[:-1] if question.rather_not_say else question.options
    return question.options if isinstance(question, Grid) else ()


def with_options(question: Question, lines: Sequence[str]) -> Question:
    options = make_options(lines, own_options(question))
    if isinstance(question, Listed) and question.rather_not_say:
        options = (*options, question.options[-1])
    changed: dict[str, Any] = {"options": options}
    if isinstance(question, ChooseSeveral):
        together = sum(not option.alone for option in options)
        if question.least > together or (question.most or 0) > together:
            changed |= {"least": 1, "most": None}
    return question.model_copy(update=changed)


def _make_lines(lines: Sequence[str], before: Sequence[Line]) -> tuple[Line, ...]:
    known = {line.text.usual: line for line in before}
    taken = [line.id for line in before]
    made: list[Line] = []
    for text in lines:
        line = known.get(text) or Line(id=make_id(text, taken, "l", _LINE_ID), text=Words(usual=text))
        made.append(line)
        taken.append(line.id)
    return tuple(made)


def with_lines(question: Grid, lines: Sequence[str]) -> Grid:
    return question.model_copy(update={"lines": _make_lines(lines, question.lines)})


def with_ends(question: Scale, low: str, high: str) -> Scale:
    ends = {"low": _kept(question.low, low), "high": _kept(question.high, high)}
    return question.model_copy(update=ends)


def _kept(before: Words, typed: str) -> Words:
    return before if before.usual == typed else Words(usual=typed)


def with_range(question: Number, low: int, high: int) -> Number:
    """The bands of the chart are made anew."""
    return question.model_copy(update={"low": low, "high": high, "bands": ()})


def check_size(question: Question, title: Words | None) -> None:
    """Refuses one that does not fit into one message, or whose answers read alike in one of their forms."""
    for fault in question_faults([question.model_copy(update={"show_if": None})], title):
        in_answers = bool({"options", "lines"} & set(fault.place)) and fault.place[-1] in {"text", "id"}
        raise Refusal("draft_answers_unfit" if in_answers else "draft_too_big")
