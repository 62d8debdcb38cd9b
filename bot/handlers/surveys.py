"""A survey in the chat: one message that is edited as one goes on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup

from bot.actions import survey_list, surveys
from bot.actions import votes as vote_actions
from bot.actions.survey_list import SurveyList
from bot.core.answers import Answer
from bot.core.asking import AtQuestion, Intro, Overview, Pause, Thanks, View, Withdrawal
from bot.core.base_question import BaseQuestion
from bot.core.buttons import (
    AskSetting,
    AskToWithdraw,
    Back,
    Begin,
    Change,
    Choose,
    ExplainTerm,
    Later,
    ListResults,
    ListSurveys,
    Onward,
    OpenSurvey,
    Send,
    SendUnfinished,
    Skip,
    Tap,
    TurnOverview,
    Withdraw,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.questions import Note
from bot.core.refusal import Refusal
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader
from bot.handlers import votes
from bot.handlers.questions import answer_words, option_rows, question_words, ways_on
from bot.services import Services
from bot.texts import Texts

LINES_A_PAGE = 12
"""Of the overview: with the longest questions and answers it fits one message."""


async def list_surveys(services: Services, caller: Caller, argument: str) -> Screen:
    return list_screen(services, await survey_list.list_surveys(services, caller))


async def tap_list(services: Services, caller: Caller, tap: ListSurveys) -> Screen:
    return list_screen(services, await survey_list.list_surveys(services, caller))


async def open_survey(services: Services, caller: Caller, tap: OpenSurvey) -> Screen:
    """A vote is its own first screen."""
    if await vote_actions.is_vote(services, tap.survey):
        return await votes.open_ballot(services, caller, tap.survey)
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


async def send_unfinished(services: Services, caller: Caller, tap: SendUnfinished) -> Screen:
    return view_screen(services, await surveys.send_unfinished(services, caller, tap.survey))


async def turn_overview(services: Services, caller: Caller, tap: TurnOverview) -> Screen:
    return view_screen(services, await surveys.turn_overview(services, caller, tap.survey, tap.page))


async def ask_to_withdraw(services: Services, caller: Caller, tap: AskToWithdraw) -> Screen:
    return view_screen(services, await surveys.ask_to_withdraw(services, caller, tap.survey))


async def withdraw(services: Services, caller: Caller, tap: Withdraw) -> Screen:
    return view_screen(services, await surveys.withdraw(services, caller, tap.survey))


async def explain_term(services: Services, caller: Caller, tap: ExplainTerm) -> Screen:
    """The meaning opens over the question, which stays; its picture is not sent again."""
    view = await surveys.open_survey(services, caller, tap.survey)
    entry = services.content.jargon.get(tap.term)
    if entry is None:
        raise Refusal("old_button")
    screen = replace(view_screen(services, view), picture=None)
    return screen.with_toast(entry.meaning.choose(view.reader))


def view_screen(services: Services, view: View) -> Screen:
    match view:
        case Intro():
            return _intro(services.texts, view)
        case AtQuestion():
            return _question(services, view)
        case Overview():
            return _overview(services.texts, view)
        case Thanks():
            return _thanks(services.texts, view)
        case Pause():
            return _pause(services.texts, view)
        case Withdrawal():
            return _withdrawal(services.texts, view)


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
    if found.has_results:
        rows.append((_button(texts, reader, "button_results", ListResults(0)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def _intro(texts: Texts, view: Intro) -> Screen:
    reader, asking = view.reader, view.asking
    influence, readers = asking.survey.influence, asking.survey.readers
    html = texts.say(
        reader,
        "survey_intro" if readers is None else "survey_intro_named",
        readers="" if readers is None else readers.choose(reader),
        title=asking.survey.title.choose(reader),
        questions=asking.survey.length,
        fewer=asking.survey.may_be_shorter,
        influence=influence is not None,
        can_change="" if influence is None else influence.can_change,
        cannot_change="" if influence is None else influence.cannot_change,
        who_decides="" if influence is None else influence.who_decides,
        hear_back="" if influence is None else influence.hear_back,
        closes=texts.moment(reader, asking.closes_at),
    )
    if asking.hear_by is not None:
        day = texts.day(reader, asking.hear_by)
        html = texts.lines([html, texts.say(reader, "survey_hear_by", day=day)], "\n\n")
    return Screen(
        html,
        (
            (_button(texts, reader, "button_begin", Begin(asking.id)),),
            (_button(texts, reader, "button_not_now", Later(asking.id)),),
        ),
    )


def _question(services: Services, view: AtQuestion) -> Screen:
    html = services.texts.lines(question_words(services.texts, view), "\n\n")
    return Screen(html, option_rows(services.texts, view) + ways_on(services, view), picture=_picture(view))


def _picture(view: AtQuestion) -> str | None:
    return view.question.picture if isinstance(view.question, Note) else None


def _overview(texts: Texts, view: Overview) -> Screen:
    reader, survey = view.reader, view.asking.id
    pages = max(1, -(-len(view.lines) // LINES_A_PAGE))
    page = min(view.page, pages - 1)
    first = page * LINES_A_PAGE
    shown = [*enumerate(view.lines, start=1)][first : first + LINES_A_PAGE]
    parts = [
        texts.say(
            reader,
            "survey_overview_sent" if view.sent else "survey_overview",
            title=view.asking.survey.title.choose(reader),
            closes=texts.moment(reader, view.asking.closes_at),
            send=texts.button(reader, "button_send"),
        )
    ]
    if view.dropped:
        parts.insert(0, texts.say(reader, "survey_dropped", count=view.dropped))
    parts += [_overview_line(texts, reader, number, *line) for number, line in shown]
    changes = [Button(str(number), Change(survey, question.id)) for number, (question, _) in shown]
    rows = _even_rows(changes, 5)
    if pages > 1:
        rows.append(_pages(texts, view, page, pages))
    return Screen(texts.lines(parts, "\n\n"), (*rows, *_overview_ends(texts, view)))


def _even_rows(buttons: Sequence[Button], most: int) -> list[tuple[Button, ...]]:
    """Rows as alike as can be, none longer than `most`: six buttons are three and three."""
    count = max(1, -(-len(buttons) // most))
    ends = [len(buttons) * row // count for row in range(count + 1)]
    return [tuple(buttons[start:end]) for start, end in pairwise(ends) if end > start]


def _overview_line(
    texts: Texts, reader: Reader, number: int, question: BaseQuestion, answer: Answer | None
) -> Markup:
    return texts.say(
        reader,
        "survey_overview_line",
        number=number,
        question=_shorten(question.text.choose(reader), 90),
        answer=_shorten(answer_words(texts, reader, question, answer), 120),
    )


def _pages(texts: Texts, view: Overview, page: int, pages: int) -> tuple[Button, ...]:
    row = []
    if page:
        row.append(_button(texts, view.reader, "button_back", TurnOverview(view.asking.id, page - 1)))
    if page + 1 < pages:
        row.append(_button(texts, view.reader, "button_more", TurnOverview(view.asking.id, page + 1)))
    return tuple(row)


def _overview_ends(texts: Texts, view: Overview) -> Rows:
    survey, reader = view.asking.id, view.reader
    withdraw = _button(texts, reader, "button_withdraw", AskToWithdraw(survey))
    if view.sent:
        return ((_button(texts, reader, "button_done", Later(survey)),), (withdraw,))
    send = _button(texts, reader, "button_send", Send(survey))
    return ((send,), (_button(texts, reader, "button_later", Later(survey)),), (withdraw,))


def _withdrawal(texts: Texts, view: Withdrawal) -> Screen:
    reader, survey = view.reader, view.asking.id
    title = view.asking.survey.title.choose(reader)
    if view.done:
        again = _button(texts, reader, "button_surveys", ListSurveys())
        return Screen(texts.say(reader, "survey_withdrawn", title=title), ((again,),))
    yes = _button(texts, reader, "button_withdraw_yes", Withdraw(survey))
    no = _button(texts, reader, "button_withdraw_no", OpenSurvey(survey))
    return Screen(texts.say(reader, "survey_withdraw", title=title), ((yes,), (no,)))


def _shorten(text: str, longest: int) -> str:
    return first_units(" ".join(text.split()), longest)


def _thanks(texts: Texts, view: Thanks) -> Screen:
    reader, survey = view.reader, view.asking.survey
    html = texts.say(
        reader,
        "survey_thanks",
        hear_back="" if survey.influence is None else survey.influence.hear_back,
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
        begun=view.begun,
        sent=view.sent,
        closes=texts.moment(view.reader, view.asking.closes_at),
    )
    label = "button_my_answers" if view.sent else "button_carry_on" if view.begun else "button_to_survey"
    back = _button(texts, view.reader, label, OpenSurvey(view.asking.id))
    return Screen(html, ((back,),))


def _button(texts: Texts, reader: Reader, key: str, tap: Tap) -> Button:
    return Button(texts.button(reader, key), tap)
