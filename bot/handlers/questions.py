"""One question in words and buttons, whatever its kind."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.core.answers import NO_ANSWER, Answer
from bot.core.asking import AtQuestion
from bot.core.base_question import BaseQuestion, Option
from bot.core.buttons import Back, Choose, ExplainTerm, Later, Onward, Skip, Tap
from bot.core.lengths import MESSAGE, last_units, units
from bot.core.questions import ChooseSeveral, GridLine, Note, Number, PutInOrder, Scale
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows
from bot.core.text_questions import QUOTABLE, START_AGAIN, LongText, TextQuestion
from bot.core.words import Reader
from bot.services import Services
from bot.texts import Texts

SHORT_ROW = 24
"""Characters of all labels together that fit side by side on a phone."""

BAR = 10
"""Signs of the progress bar. It is not full before all is sent: looking over the answers is a step too."""

SHOWN_TEXT = 1000
"""UTF-16 units of what was typed that are shown again; all of it is kept."""


def question_words(texts: Texts, view: AtQuestion) -> list[Markup]:
    """What stands above the buttons: where one is, the question, and how to answer it."""
    reader, question = view.reader, view.question
    parts = []
    if view.dropped:
        parts.append(texts.say(reader, "survey_dropped", count=view.dropped))
    parts.append(_where(texts, view))
    if isinstance(question, GridLine):
        parts.append(texts.say(reader, "survey_stem", stem=question.stem.choose(reader)))
    parts.append(texts.say(reader, "survey_question", question=question.text.choose(reader)))
    parts += _how_to_answer(texts, reader, question, view.answer or NO_ANSWER)
    if question.is_text:
        parts += _before_typing(texts, view)
    if view.asking.survey.readers is not None and question.is_asked:
        parts.append(texts.say(reader, "survey_named", readers=view.asking.survey.readers.choose(reader)))
    if question.is_text and view.answer is not None and view.answer.text:
        parts.append(_typed(texts, view, view.answer.text, MESSAGE - units("\n\n".join(parts))))
    return parts


def _typed(texts: Texts, view: AtQuestion, text: str, room: int) -> Markup:
    """As much of the end as there is room for beside the question."""
    key = "survey_typed_more" if isinstance(view.question, LongText) else "survey_typed"
    shown = min(SHOWN_TEXT, max(2, room - units(texts.say(view.reader, key, text=""))))
    return texts.say(view.reader, key, text=last_units(text, shown))


def _where(texts: Texts, view: AtQuestion) -> Markup:
    title = view.asking.survey.title.choose(view.reader)
    if not view.question.is_asked:
        return texts.say(view.reader, "survey_note", title=title)
    full = max(1, BAR * view.number // (view.total + 1))
    return texts.say(
        view.reader,
        "survey_progress",
        title=title,
        number=view.number,
        total=view.total,
        bar="▰" * full + "▱" * (BAR - full),
    )


def _how_to_answer(texts: Texts, reader: Reader, question: BaseQuestion, answer: Answer) -> Iterator[Markup]:
    match question:
        case Scale():
            yield texts.say(
                reader,
                "survey_scale_ends",
                low=question.low.choose(reader),
                high=question.high.choose(reader),
                points=question.points,
            )
        case ChooseSeveral():
            ready = _may_go_on(question, answer)
            most = question.most or 0
            yield texts.say(reader, "survey_several", least=question.least, most=most, ready=ready)
        case PutInOrder():
            yield texts.say(reader, "survey_order")
            placed = [question.option(one).text.choose(reader) for one in answer.chosen]
            if placed:
                yield texts.say(reader, "survey_order_so_far", placed=placed)
        case Number():
            yield texts.say(reader, "survey_number", low=question.low, high=question.high)
            if answer.number is not None:
                yield texts.say(reader, "survey_typed", text=str(answer.number))
        case Note(picture_shows=shows) if shows is not None:
            yield texts.say(reader, "survey_picture", shows=shows.choose(reader))
    if not question.is_text and not isinstance(question, Number) and question.waits_for_words(answer):
        yield texts.say(reader, "safety_line")
        yield texts.say(reader, "survey_other")
        if answer.text:
            yield texts.say(reader, "survey_typed", text=answer.text)


def _before_typing(texts: Texts, view: AtQuestion) -> list[Markup]:
    """Who may read it stands before every box for words."""
    is_comment = view.question.comments_under is not None
    safety = "safety_line_comment" if is_comment else "safety_line"
    safety = "safety_line_named" if view.asking.survey.named else safety
    typing = "survey_type_long" if isinstance(view.question, LongText) else "survey_type"
    parts = [texts.say(view.reader, safety), texts.say(view.reader, typing)]
    if is_comment:
        allowed = view.answer is not None and view.answer.quotable
        parts.append(texts.say(view.reader, "survey_local_offer", allowed=allowed))
    return parts


def option_rows(texts: Texts, view: AtQuestion) -> Rows:
    question = view.question
    if isinstance(question, TextQuestion):
        return _text_rows(texts, view, question)
    buttons = [_option(texts, view, option) for option in question.choices]
    if isinstance(question, Scale):
        points, ways_out = buttons[: question.points], buttons[question.points :]
        rows = [tuple(points[at : at + 5]) for at in range(0, len(points), 5)]
        return (*rows, *((button,) for button in ways_out))
    if len(buttons) <= 3 and sum(len(button.label) for button in buttons) <= SHORT_ROW:
        return (tuple(buttons),)
    return tuple((button,) for button in buttons)


def _text_rows(texts: Texts, view: AtQuestion, question: TextQuestion) -> Rows:
    answer, survey = view.answer or NO_ANSWER, view.asking.id
    kept = "chosen" if not answer.quotable else "free"
    label = texts.button(
        view.reader, f"option_several_{kept}", label=texts.button(view.reader, "button_no_quote")
    )
    quote = Button(label, Choose(survey, question.id, QUOTABLE, not answer.quotable))
    if not (isinstance(question, LongText) and answer.text):
        return ((quote,),)
    again = texts.button(view.reader, "button_start_again")
    return ((quote,), (Button(again, Choose(survey, question.id, START_AGAIN, True)),))


def _option(texts: Texts, view: AtQuestion, option: Option) -> Button:
    question, chosen = view.question, view.answer.chosen if view.answer else ()
    label = _label(question, option, view.reader)
    marked = marked_option(texts, view.reader, question, option.id, label, chosen)
    on = not (option.id in chosen and (question.several or question.in_order))
    return Button(marked, Choose(view.asking.id, question.id, option.id, on))


def marked_option(
    texts: Texts, reader: Reader, question: BaseQuestion, option: str, label: str, chosen: Sequence[str]
) -> str:
    """An option's label with the mark of whether, or in which place, it was chosen."""
    return texts.button(
        reader,
        f"option_{_marking(question)}_{'chosen' if option in chosen else 'free'}",
        label=label,
        place=chosen.index(option) + 1 if option in chosen else 0,
    )


def _marking(question: BaseQuestion) -> str:
    return "several" if question.several else "order" if question.in_order else "one"


def _label(question: BaseQuestion, option: Option, reader: Reader) -> str:
    if isinstance(question, Scale) and option.id.isdecimal():
        return option.id
    words = option.text.choose(reader)
    return f"{option.symbol} {words}" if option.symbol else words


def ways_on(services: Services, view: AtQuestion) -> Rows:
    """Meanings of words, then next, back and skip, then later."""
    texts, reader, survey, question = services.texts, view.reader, view.asking.id, view.question
    answer = view.answer or NO_ANSWER
    rows: list[tuple[Button, ...]] = [*_terms(services, view)]
    answered = not (answer.is_empty or answer.skipped)
    if _may_go_on(question, answer):
        rows.append((_button(texts, reader, "button_next", Onward(survey, question.id)),))
    row = []
    if not view.is_first:
        row.append(_button(texts, reader, "button_back", Back(survey, question.id)))
    if question.is_asked and not question.required:
        label = "button_leave_out" if answered else "button_skip"
        row.append(_button(texts, reader, label, Skip(survey, question.id)))
    if row:
        rows.append(tuple(row))
    rows.append((_button(texts, reader, "button_later", Later(survey)),))
    return tuple(rows)


def _may_go_on(question: BaseQuestion, answer: Answer) -> bool:
    """Nothing is missing: no button leads to a refusal."""
    if answer.skipped:
        return not question.is_asked
    try:
        question.check(answer)
    except Refusal:
        return False
    return True


def term_labels(services: Services, view: AtQuestion) -> list[str]:
    return [button.label for row in _terms(services, view) for button in row]


def _terms(services: Services, view: AtQuestion) -> Iterator[tuple[Button, ...]]:
    """A word of the trade opens its meaning. One that the list does not know any more has no button."""
    for term in view.question.jargon:
        entry = services.content.jargon.get(term)
        if entry is not None:
            word = entry.word.choose(view.reader)
            label = services.texts.button(view.reader, "button_term", word=word)
            yield (Button(label, ExplainTerm(view.asking.id, term)),)


def answer_words(texts: Texts, reader: Reader, question: BaseQuestion, answer: Answer | None) -> str:
    """One answer as its giver would say it."""
    if answer is None or answer.is_empty:
        return texts.button(reader, "answer_none")
    if answer.skipped:
        return texts.button(reader, "answer_skipped")
    if answer.number is not None:
        return str(answer.number)
    if question.is_text:
        return answer.text
    taken = {option.id: option for option in question.choices if option.id in answer.chosen}
    said = [_said(texts, reader, taken[one], answer) for one in answer.chosen if one in taken]
    if question.in_order:
        said = [f"{place}. {words}" for place, words in enumerate(said, start=1)]
    return "; ".join(said)


def _said(texts: Texts, reader: Reader, option: Option, answer: Answer) -> str:
    """An option, with what its giver meant by "something else"."""
    label = option.text.choose(reader)
    if not (option.other and answer.text):
        return label
    return texts.button(reader, "answer_other", label=label, text=answer.text)


def _button(texts: Texts, reader: Reader, key: str, tap: Tap) -> Button:
    return Button(texts.button(reader, key), tap)
