"""One question of a draft: as it is, and what can be changed."""

from markupsafe import Markup

from bot.actions.drafting import Making
from bot.core.base_question import Sensitivity
from bot.core.buttons import Pick
from bot.core.drafting.draft import Step
from bot.core.drafting.item import details_step, question_at
from bot.core.drafting.questions import own_options, typed_option
from bot.core.lengths import first_units
from bot.core.questions import Grid, Number, Scale
from bot.core.screens import Button, Rows
from bot.services import Services

SHOWN_TEXT = 500
SHOWN_OTHER = 300
SHOWN_OPTION = 60


def item_words(services: Services, making: Making) -> Markup:
    texts, reader, question = services.texts, making.reader, question_at(making.survey)
    words = question.text
    ends = (question.low, question.high) if isinstance(question, Scale) else None
    jargon = [
        services.content.jargon[term].word.choose(reader)
        for term in question.jargon
        if term in services.content.jargon
    ]
    return texts.say(
        reader,
        "draft_item",
        number=making.survey.at + 1,
        total=len(making.survey.questions),
        text=first_units(words.usual, SHOWN_TEXT),
        shorter=first_units(words.shorter or "", SHOWN_OTHER),
        young="" if words.young is None else first_units(words.young.usual, SHOWN_OTHER),
        kind=texts.button(reader, f"button_part_{question.kind}"),
        lines=[first_units(line.text.usual, SHOWN_OPTION) for line in getattr(question, "lines", ())],
        options=[first_units(typed_option(option), SHOWN_OPTION) for option in own_options(question)],
        ends="" if ends is None else " – ".join(first_units(end.usual, SHOWN_OPTION) for end in ends),
        points=question.points if isinstance(question, Scale) else 0,
        span=f"{question.low} – {question.high}" if isinstance(question, Number) else "",
        personal=question.sensitivity is Sensitivity.PERSONAL,
        asked=question.is_asked,
        sometimes=question.show_if is not None,
        jargon=jargon,
    )


def item_rows(services: Services, making: Making) -> Rows:
    question, at, total = question_at(making.survey), making.survey.at, len(making.survey.questions)
    rows = [_row(services, making, "usual"), _row(services, making, "shorter", "young")]
    details = details_step(question)
    if isinstance(question, Grid):
        rows.append(_row(services, making, "lines"))
    if details is not None:
        rows.append((_to(services, making, f"button_item_{_DETAILS[details]}", "details"),))
    if isinstance(question, Scale):
        points = 15 - question.points
        label = services.texts.button(making.reader, "button_item_points", points=points)
        rows.append((Button(label, _pick(making, "points")),))
    if question.is_asked:
        is_personal = question.sensitivity is Sensitivity.PERSONAL
        key = "button_make_ordinary" if is_personal else "button_make_personal"
        rows.append((_to(services, making, key, "sensitivity"),))
    moves = [*(["up"] if at else []), *(["down"] if at + 1 < total else [])]
    if moves:
        rows.append(_row(services, making, *moves))
    rows.append(_row(services, making, "before", "out"))
    rows.append((_to(services, making, "button_back", "back"),))
    return tuple(rows)


_DETAILS = {Step.OPTIONS: "options", Step.ENDS: "ends", Step.RANGE: "range"}


def _row(services: Services, making: Making, *values: str) -> tuple[Button, ...]:
    return tuple(_to(services, making, f"button_item_{value}", value) for value in values)


def _to(services: Services, making: Making, key: str, value: str) -> Button:
    return Button(services.texts.button(making.reader, key), _pick(making, value))


def _pick(making: Making, value: str) -> Pick:
    return Pick(making.draft.id, making.draft.version, value)
