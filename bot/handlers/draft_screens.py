"""The steps of making a survey: what is asked, and the buttons that answer it."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from bot.actions.drafting import Making, ready_answers
from bot.core.base_question import Sensitivity
from bot.core.buttons import (
    AskToThrowAway,
    CopyDraft,
    ListDrafts,
    Pick,
    ReadyToAsk,
    Tap,
    WriteDraft,
)
from bot.core.drafting.draft import INFLUENCE, Step, name_version
from bot.core.drafting.item import question_at
from bot.core.drafting.plain import Remark
from bot.core.drafting.questions import KINDS, MOST_LINES, most_options, typed_details
from bot.core.drafting.steps import DAYS
from bot.core.lengths import first_units
from bot.core.screens import Button, Rows, Screen
from bot.handlers.draft_item import item_rows, item_words
from bot.handlers.draft_lists import draft_title
from bot.handlers.preview import first_preview
from bot.services import Services

MOST_REMARKS = 4
SHOWN_QUESTION = 50
"""Characters of a question in the list of all."""
SHOWN_WORDS = 80
SHOWN_TEXT = 500
SHOWN_DETAILS = 2600
NUMBERS_A_ROW = 5


def making_screen(services: Services, making: Making) -> Screen:
    """The step. On top, where another coordinator was quicker, and what a change brought with it."""
    screen = Screen(_WORDS[making.step](services, making), _ROWS[making.step](services, making))
    if making.loosened:
        said = services.texts.say(making.reader, "draft_loosened", count=making.loosened)
        screen = screen.below(said)
    if making.overtaken is not None:
        screen = screen.below(_overtaken(services, making))
    return screen


def _overtaken(services: Services, making: Making) -> Markup:
    changes = [
        services.texts.button(making.reader, f"change_{one.what}", number=one.number)
        for one in making.overtaken or ()
    ]
    return services.texts.say(making.reader, "draft_overtaken", changes=changes)


# The whole draft


def _parts(services: Services, making: Making) -> Markup:
    texts, reader, survey = services.texts, making.reader, making.survey
    lines = [
        texts.say(
            reader,
            "draft_line",
            number=number,
            question=first_units(question.text.choose(reader), SHOWN_QUESTION),
            kind=texts.button(reader, f"button_part_{question.kind}"),
            personal=question.sensitivity is Sensitivity.PERSONAL,
        )
        for number, question in enumerate(survey.questions, start=1)
    ]
    parts = [texts.say(reader, "draft_parts", title=draft_title(services, reader, survey.title))]
    if lines:
        parts.append(texts.lines(lines))
    parts.append(
        texts.say(
            reader,
            "draft_rest",
            influence=survey.says_influence,
            days=survey.open_days,
            who=survey.who_answers,
        )
    )
    remarks = [*_remarks(services, making, making.remarks)]
    if remarks:
        parts.append(texts.lines(remarks))
    parts.append(texts.say(reader, "draft_type_next", questions=len(lines)))
    return texts.lines(parts, "\n\n")


def _remarks(services: Services, making: Making, found: tuple[Remark, ...]) -> Iterator[Markup]:
    texts, reader = services.texts, making.reader
    for one in found[:MOST_REMARKS]:
        words = first_units(one.words, SHOWN_WORDS)
        yield texts.say(reader, f"remark_{one.key}", number=one.number, words=words, count=one.count)
    if len(found) > MOST_REMARKS:
        yield texts.say(reader, "remark_more", count=len(found) - MOST_REMARKS)


def _part_rows(services: Services, making: Making) -> Rows:
    draft, survey = making.draft, making.survey
    numbers = [Button(str(at + 1), _pick(making, f"q{at}")) for at in range(len(survey.questions))]
    rows = [tuple(numbers[at : at + NUMBERS_A_ROW]) for at in range(0, len(numbers), NUMBERS_A_ROW)]
    rows.append((_to(services, making, "button_influence", _pick(making, "influence")),))
    rows.append(
        (
            _to(services, making, "button_title", _pick(making, "title")),
            _to(services, making, "button_days", _pick(making, "days")),
        )
    )
    if numbers and survey.title is not None:
        look = first_preview(name_version(draft.id, draft.version))
        rows.append((_to(services, making, "button_look", look),))
        rows.append((_to(services, making, "button_choose_whom", ReadyToAsk(draft.id)),))
        rows.append(
            (
                _to(services, making, "button_copy", CopyDraft(draft.id, draft.version)),
                _to(services, making, "button_as_file", WriteDraft(draft.id)),
            )
        )
    rows.append(
        (
            _to(services, making, "button_throw_away", AskToThrowAway(draft.id)),
            _to(services, making, "button_keep_for_later", ListDrafts(0)),
        )
    )
    return tuple(rows)


# One step


def _title(services: Services, making: Making) -> Markup:
    before = making.survey.title
    named = "" if before is None else before.choose(making.reader)
    return services.texts.say(making.reader, "draft_step_title", before=named)


def _title_rows(services: Services, making: Making) -> Rows:
    if making.survey.title is not None:
        return ((_to(services, making, "button_keep_title", _pick(making, "back")),),)
    return ((_to(services, making, "button_keep_for_later", ListDrafts(0)),),)


def _text(services: Services, making: Making) -> Markup:
    at = min(making.survey.at, len(making.survey.questions))
    return services.texts.say(making.reader, "draft_step_text", number=at + 1)


def _about_part(key: str) -> Callable[[Services, Making], Markup]:
    """A step of a question: the question as far as it goes, and what is asked now."""

    def words(services: Services, making: Making) -> Markup:
        part = making.survey.part
        if part is None:
            return _anew(services, making)
        asked = services.texts.say(
            making.reader, key, most=most_options(part.kind), most_lines=MOST_LINES, kind=part.kind
        )
        so_far = services.texts.say(
            making.reader,
            "draft_so_far",
            text=first_units(part.text, SHOWN_TEXT),
            lines=[first_units(line, SHOWN_WORDS) for line in part.lines],
            options=[first_units(option, SHOWN_WORDS) for option in part.options],
            low=part.low,
            high=part.high,
        )
        return services.texts.lines([so_far.rstrip(), asked], "\n\n")

    return words


def _anew(services: Services, making: Making) -> Markup:
    """One thing of a question that is there is typed anew: as it is, to be copied and changed."""
    question = question_at(making.survey)
    return services.texts.say(
        making.reader,
        "draft_anew",
        text=first_units(question.text.usual, SHOWN_TEXT),
        before=first_units(typed_details(question, making.step is Step.LINES), SHOWN_DETAILS),
        most=MOST_LINES if making.step is Step.LINES else most_options(question.kind),
        several=making.step in {Step.LINES, Step.OPTIONS},
    )


def _kind_rows(services: Services, making: Making) -> Rows:
    kinds = [_to(services, making, f"button_part_{kind}", _pick(making, kind)) for kind in KINDS]
    rows = [tuple(kinds[at : at + 2]) for at in range(0, len(kinds), 2)]
    return (*rows, _back(services, making))


def _sensitivity_rows(services: Services, making: Making) -> Rows:
    kinds = [_to(services, making, f"button_{one}", _pick(making, one)) for one in Sensitivity]
    return (tuple(kinds), _back(services, making))


def _ready_rows(services: Services, making: Making) -> Rows:
    """What can be taken by a tap instead of typing it."""
    part = making.survey.part
    if (question_at(making.survey).kind if part is None else part.kind) in {"choose_several", "put_in_order"}:
        return _only_back(services, making)
    rows = [
        (Button(" – ".join(words.choose(making.reader).splitlines()), _pick(making, str(number))),)
        for number, words in enumerate(ready_answers(services, making.step))
    ]
    return (*rows, _back(services, making))


def _influence(services: Services, making: Making) -> Markup:
    texts, reader = services.texts, making.reader
    ready = [words.choose(reader) for words in ready_answers(services, making.step)]
    before = getattr(making.survey, making.step)
    number = INFLUENCE.index(making.step) + 1
    asked = texts.say(reader, f"draft_step_{making.step}", number=number)
    said = texts.say(
        reader, "draft_ready", ready=ready, before="" if before is None else before.choose(reader)
    )
    return texts.lines([asked, said], "\n\n")


def _influence_rows(services: Services, making: Making) -> Rows:
    texts, reader = services.texts, making.reader
    rows: list[tuple[Button, ...]] = []
    if getattr(making.survey, making.step) is not None:
        rows.append((_to(services, making, "button_keep", _pick(making, "keep")),))
    ready = [
        Button(texts.button(reader, "button_take", number=at + 1), _pick(making, str(at)))
        for at in range(len(ready_answers(services, making.step)))
    ]
    if ready:
        rows.append(tuple(ready))
    return (*rows, _back(services, making))


def _days(services: Services, making: Making) -> Markup:
    return services.texts.say(making.reader, "draft_step_days", days=making.survey.open_days)


def _day_rows(services: Services, making: Making) -> Rows:
    texts, reader = services.texts, making.reader
    days = [Button(texts.button(reader, "button_so_many_days", days=n), _pick(making, str(n))) for n in DAYS]
    return (tuple(days[:3]), tuple(days[3:]), _back(services, making))


def _words(services: Services, making: Making) -> Markup:
    question = question_at(making.survey)
    return services.texts.say(
        making.reader,
        f"draft_step_words_{making.survey.form}",
        text=first_units(question.text.usual, SHOWN_TEXT),
    )


def _out(services: Services, making: Making) -> Markup:
    text = first_units(question_at(making.survey).text.choose(making.reader), SHOWN_TEXT)
    return services.texts.say(making.reader, "draft_step_out", number=making.survey.at + 1, text=text)


def _out_rows(services: Services, making: Making) -> Rows:
    yes = _to(services, making, "button_out_yes", _pick(making, "yes"))
    return ((yes,), _back(services, making))


def _item(services: Services, making: Making) -> Markup:
    texts = services.texts
    about = tuple(one for one in making.remarks if one.number == making.survey.at + 1)
    remarks = [*_remarks(services, making, about)]
    return texts.lines([item_words(services, making), *([texts.lines(remarks)] if remarks else [])], "\n\n")


def _only_back(services: Services, making: Making) -> Rows:
    return (_back(services, making),)


def _back(services: Services, making: Making) -> tuple[Button, ...]:
    return (_to(services, making, "button_back", _pick(making, "back")),)


def _pick(making: Making, value: str) -> Pick:
    return Pick(making.draft.id, making.draft.version, value)


def _to(services: Services, making: Making, key: str, tap: Tap) -> Button:
    return Button(services.texts.button(making.reader, key), tap)


_WORDS: Mapping[Step, Callable[[Services, Making], Markup]] = {
    Step.PARTS: _parts,
    Step.TITLE: _title,
    Step.TEXT: _text,
    Step.KIND: _about_part("draft_step_kind"),
    Step.LINES: _about_part("draft_step_lines"),
    Step.OPTIONS: _about_part("draft_step_options"),
    Step.ENDS: _about_part("draft_step_ends"),
    Step.RANGE: _about_part("draft_step_range"),
    Step.SENSITIVITY: _about_part("draft_step_sensitivity"),
    Step.ITEM: _item,
    Step.WORDS: _words,
    Step.OUT: _out,
    Step.DAYS: _days,
    **{Step(key): _influence for key in INFLUENCE},
}
_ROWS: Mapping[Step, Callable[[Services, Making], Rows]] = {
    Step.PARTS: _part_rows,
    Step.TITLE: _title_rows,
    Step.TEXT: _only_back,
    Step.KIND: _kind_rows,
    Step.LINES: _only_back,
    Step.OPTIONS: _ready_rows,
    Step.ENDS: _ready_rows,
    Step.RANGE: _ready_rows,
    Step.SENSITIVITY: _sensitivity_rows,
    Step.ITEM: item_rows,
    Step.WORDS: _only_back,
    Step.OUT: _out_rows,
    Step.DAYS: _day_rows,
    **{Step(key): _influence_rows for key in INFLUENCE},
}
