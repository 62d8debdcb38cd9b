"""A survey in the chat: one message that is edited as one goes on."""

from markupsafe import Markup

from bot.actions import surveys
from bot.actions.surveys import SurveyList
from bot.core.asking import AtQuestion, Intro, Overview, Pause, Thanks, View
from bot.core.buttons import (
    AskSetting,
    Back,
    Begin,
    Change,
    Choose,
    Later,
    ListSurveys,
    Onward,
    OpenSurvey,
    Send,
    Skip,
    Tap,
)
from bot.core.people import Caller
from bot.core.screens import Button, Rows, Screen
from bot.core.surveys import Answer, Option, Question, Scale
from bot.core.words import Reader
from bot.services import Services
from bot.texts import Texts

SHORT_ROW = 24
"""Characters of all labels together that fit side by side on a phone."""

BAR = 10
"""Signs of the progress bar."""


async def list_surveys(services: Services, caller: Caller, argument: str) -> Screen:
    return list_screen(services, await surveys.list_surveys(services, caller))


async def tap_list(services: Services, caller: Caller, tap: ListSurveys) -> Screen:
    return list_screen(services, await surveys.list_surveys(services, caller))


async def open_survey(services: Services, caller: Caller, tap: OpenSurvey) -> Screen:
    return view_screen(services, await surveys.open_survey(services, caller, tap.survey))


async def begin(services: Services, caller: Caller, tap: Begin) -> Screen:
    return view_screen(services, await surveys.begin_survey(services, caller, tap.survey))


async def choose(services: Services, caller: Caller, tap: Choose) -> Screen:
    view = await surveys.choose(services, caller, tap.survey, tap.question, tap.option, tap.on)
    return view_screen(services, view)


async def skip(services: Services, caller: Caller, tap: Skip) -> Screen:
    return view_screen(services, await surveys.skip(services, caller, tap.survey, tap.question))


async def go_on(services: Services, caller: Caller, tap: Onward) -> Screen:
    return view_screen(services, await surveys.go_on(services, caller, tap.survey, tap.question))


async def go_back(services: Services, caller: Caller, tap: Back) -> Screen:
    return view_screen(services, await surveys.go_back(services, caller, tap.survey, tap.question))


async def change(services: Services, caller: Caller, tap: Change) -> Screen:
    return view_screen(services, await surveys.change_answer(services, caller, tap.survey, tap.question))


async def carry_on_later(services: Services, caller: Caller, tap: Later) -> Screen:
    return view_screen(services, await surveys.carry_on_later(services, caller, tap.survey))


async def send(services: Services, caller: Caller, tap: Send) -> Screen:
    return view_screen(services, await surveys.send(services, caller, tap.survey))


def view_screen(services: Services, view: View) -> Screen:
    match view:
        case Intro():
            return _intro(services.texts, view)
        case AtQuestion():
            return _question(services.texts, view)
        case Overview():
            return _overview(services.texts, view)
        case Thanks():
            return _thanks(services.texts, view)
        case Pause():
            return _pause(services.texts, view)


def list_screen(services: Services, found: SurveyList) -> Screen:
    texts, reader = services.texts, found.reader
    parts = [texts.say(reader, "surveys_open" if found.open else "surveys_none")]
    rows: list[tuple[Button, ...]] = []
    for listed in found.open:
        state = "sent" if listed.sent else "begun" if listed.begun else "new"
        title = listed.asking.survey.title.choose(reader)
        closes = texts.moment(reader, listed.asking.closes_at)
        parts.append(texts.say(reader, f"surveys_line_{state}", title=title, closes=closes))
        rows.append((Button(title, OpenSurvey(listed.asking.id)),))
    if found.answered:
        titles = [asking.survey.title.choose(reader) for asking in found.answered]
        parts.append(texts.say(reader, "surveys_answered", titles=titles))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _intro(texts: Texts, view: Intro) -> Screen:
    reader, asking = view.reader, view.asking
    influence = asking.survey.influence
    html = texts.say(
        reader,
        "survey_intro",
        title=asking.survey.title.choose(reader),
        questions=len(asking.survey.questions),
        can_change=influence.can_change.choose(reader),
        cannot_change=influence.cannot_change.choose(reader),
        who_decides=influence.who_decides.choose(reader),
        hear_back=influence.hear_back.choose(reader),
        closes=texts.moment(reader, asking.closes_at),
    )
    return Screen(
        html,
        (
            (_button(texts, reader, "button_begin", Begin(asking.id)),),
            (_button(texts, reader, "button_not_now", Later(asking.id)),),
        ),
    )


def _question(texts: Texts, view: AtQuestion) -> Screen:
    options = option_rows(texts, view)
    return Screen(
        texts.lines(question_words(texts, view.reader, view), "\n\n"), options + _ways_on(texts, view)
    )


def question_words(texts: Texts, reader: Reader, view: AtQuestion) -> list[Markup]:
    """What stands above the buttons: where one is, the question, and how to answer it."""
    question = view.question
    parts = [
        texts.say(
            reader,
            "survey_progress",
            title=view.asking.survey.title.choose(reader),
            number=view.number,
            total=view.total,
            bar=_bar(view.number, view.total),
        ),
        texts.say(reader, "survey_question", question=question.text.choose(reader)),
    ]
    if view.dropped:
        parts.insert(0, texts.say(reader, "survey_dropped", count=view.dropped))
    if isinstance(question, Scale):
        low, high = question.low.choose(reader), question.high.choose(reader)
        parts.append(texts.say(reader, "survey_scale_ends", low=low, high=high, points=question.points))
    if question.takes_several:
        parts.append(texts.say(reader, "survey_several"))
    if question.takes_text:
        parts.append(texts.say(reader, "safety_line"))
        parts.append(texts.say(reader, "survey_type"))
        if view.answer and view.answer.text:
            parts.append(texts.say(reader, "survey_typed", text=view.answer.text))
    return parts


def _bar(number: int, total: int) -> str:
    full = round(BAR * number / total)
    return "▰" * full + "▱" * (BAR - full)


def option_rows(texts: Texts, view: AtQuestion) -> Rows:
    question, chosen = view.question, view.answer.chosen if view.answer else ()
    buttons = [_option(texts, view, option, option.id in chosen) for option in question.choices]
    if isinstance(question, Scale):
        return tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5))
    if len(buttons) <= 3 and sum(len(button.label) for button in buttons) <= SHORT_ROW:
        return (tuple(buttons),)
    return tuple((button,) for button in buttons)


def plain_options(texts: Texts, view: AtQuestion) -> list[Markup]:
    """The options written out, for a preview."""
    labels = [button.label for row in option_rows(texts, view) for button in row]
    return [texts.say(view.reader, "preview_options", labels=labels)] if labels else []


def _option(texts: Texts, view: AtQuestion, option: Option, chosen: bool) -> Button:
    question = view.question
    label = option.id if isinstance(question, Scale) else option.text.choose(view.reader)
    kind = "several" if question.takes_several else "one"
    marked = texts.button(view.reader, f"option_{kind}_{'chosen' if chosen else 'free'}", label=label)
    on = not (chosen and question.takes_several)
    return Button(marked, Choose(view.asking.id, question.id, option.id, on))


def _ways_on(texts: Texts, view: AtQuestion) -> Rows:
    reader, survey, question = view.reader, view.asking.id, view.question
    rows: list[tuple[Button, ...]] = []
    answered = view.answer is not None and not view.answer.skipped
    if answered:
        rows.append((_button(texts, reader, "button_next", Onward(survey, question.id)),))
    row = []
    if view.number > 1:
        row.append(_button(texts, reader, "button_back", Back(survey, question.id)))
    if not question.required and not answered:
        row.append(_button(texts, reader, "button_skip", Skip(survey, question.id)))
    if row:
        rows.append(tuple(row))
    rows.append((_button(texts, reader, "button_later", Later(survey)),))
    return tuple(rows)


def _overview(texts: Texts, view: Overview) -> Screen:
    reader, survey = view.reader, view.asking.id
    parts = [
        texts.say(
            reader,
            "survey_overview_sent" if view.sent else "survey_overview",
            title=view.asking.survey.title.choose(reader),
            closes=texts.moment(reader, view.asking.closes_at),
        )
    ]
    if view.dropped:
        parts.insert(0, texts.say(reader, "survey_dropped", count=view.dropped))
    for number, (question, answer) in enumerate(view.lines, start=1):
        words = answer_words(texts, reader, question, answer)
        asked = _shorten(question.text.choose(reader), 90)
        parts.append(
            texts.say(
                reader, "survey_overview_line", number=number, question=asked, answer=_shorten(words, 120)
            )
        )
    changes = [
        Button(str(number), Change(survey, question.id))
        for number, (question, _) in enumerate(view.lines, start=1)
    ]
    rows: list[tuple[Button, ...]] = [tuple(changes[at : at + 6]) for at in range(0, len(changes), 6)]
    if not view.sent:
        rows.append((_button(texts, reader, "button_send", Send(survey)),))
    rows.append((_button(texts, reader, "button_done" if view.sent else "button_later", Later(survey)),))
    return Screen(texts.lines(parts, "\n"), tuple(rows))


def answer_words(texts: Texts, reader: Reader, question: Question, answer: Answer | None) -> str:
    """One answer as its giver would say it."""
    if answer is None:
        return texts.button(reader, "answer_none")
    if answer.skipped:
        return texts.button(reader, "answer_skipped")
    labels = [option.text.choose(reader) for option in question.choices if option.id in answer.chosen]
    return ", ".join(labels) or answer.text


def _shorten(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _thanks(texts: Texts, view: Thanks) -> Screen:
    reader, survey = view.reader, view.asking.survey
    html = texts.say(
        reader,
        "survey_thanks",
        hear_back=survey.influence.hear_back.choose(reader),
        closes=texts.moment(reader, view.asking.closes_at),
    )
    rows: list[tuple[Button, ...]] = []
    if view.ask_about:
        html = texts.lines([html, texts.say(reader, "survey_thanks_ask")], "\n\n")
        rows.append((_button(texts, reader, "button_about_me", AskSetting("reading", True)),))
    rows.append((_button(texts, reader, "button_surveys", ListSurveys()),))
    return Screen(html, tuple(rows))


def _pause(texts: Texts, view: Pause) -> Screen:
    html = texts.say(
        view.reader,
        "survey_pause",
        closes=texts.moment(view.reader, view.asking.closes_at),
    )
    back = _button(texts, view.reader, "button_carry_on", OpenSurvey(view.asking.id))
    return Screen(html, ((back,),))


def _button(texts: Texts, reader: Reader, key: str, tap: Tap) -> Button:
    return Button(texts.button(reader, key), tap)
