"""One question of a count: numbers for each option, or the question itself for the person with the phone."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from bot.actions.counting import Counting
from bot.core.asking import AtQuestion, Whom
from bot.core.base_question import BaseQuestion
from bot.core.buttons import Choose
from bot.core.buttons.counting import CountChoose, CountOnward, CountRest, CountSkip, CountStep
from bot.core.questions import GridLine, Number
from bot.core.rooms import Method, Step, countable
from bot.core.screens import Button, Rows, Screen
from bot.core.words import Reader, Reading, Voice
from bot.handlers.questions import option_rows, question_words
from bot.services import Services


def question_screen(services: Services, seen: Counting, question: BaseQuestion) -> Screen:
    if seen.room.body.method is Method.ROUND:
        return _for_person(services, seen, question)
    return _for_numbers(services, seen, question)


def title_of(services: Services, reader: Reader, question: BaseQuestion) -> str:
    """The question; of a grid with its line."""
    line = question.text.choose(reader)
    if not isinstance(question, GridLine):
        return line
    return services.texts.button(reader, "result_line", stem=question.stem.choose(reader), line=line)


def _for_numbers(services: Services, seen: Counting, question: BaseQuestion) -> Screen:
    """To be read out, with a number to type for each option."""
    texts, reader, room = services.texts, seen.reader, seen.room
    asked = countable(seen.asking.survey)
    typed = room.body.typed
    where = {"number": asked.index(question) + 1, "total": len(asked)}
    head = texts.say(reader, "count_question", title=title_of(services, reader, question), **where)
    how = texts.say(
        reader, "count_how", people=room.people, several=question.several, in_order=question.in_order
    )
    following = question.rows[len(typed)].text
    what = texts.say(reader, "count_type_next" if typed else "count_type_all", following=following)
    html = texts.lines([head, *_options_typed(services, seen, question), "", how, what])
    rows: list[tuple[Button, ...]] = []
    if typed:
        rows.append((Button(texts.button(reader, "button_count_rest"), CountRest(room.id, question.id)),))
        rows.append((Button(texts.button(reader, "button_count_anew"), CountStep(room.id, question.id)),))
    rows.append((Button(texts.button(reader, "button_count_skip"), CountSkip(room.id, question.id)),))
    rows.append((Button(texts.button(reader, "button_count_look_over"), CountStep(room.id, Step.CHECK)),))
    return Screen(html, tuple(rows))


def _options_typed(services: Services, seen: Counting, question: BaseQuestion) -> Iterator[Markup]:
    typed = seen.room.body.typed
    for at, row in enumerate(question.rows):
        key = "count_option_typed" if at < len(typed) else "count_option"
        count = typed[at] if at < len(typed) else 0
        yield services.texts.say(seen.reader, key, number=at + 1, option=row.text, count=count)


def _for_person(services: Services, seen: Counting, question: BaseQuestion) -> Screen:
    """As in the chat, in the shorter form: whoever holds the phone has not said how they read."""
    texts, room = services.texts, seen.room
    voice = Voice.YOUNG if seen.asking.whom is Whom.YOUNG else Voice.PARENT
    reader = Reader(reading=Reading.SHORTER, voice=voice, language=seen.reader.language)
    asked = countable(seen.asking.survey)
    answer = room.body.answers.get(question.id)
    view = AtQuestion(
        reader, seen.asking, question, answer, asked.index(question) + 1, len(asked), is_first=True
    )
    html = texts.lines([texts.say(reader, "count_private"), *question_words(texts, view)], "\n\n")
    rows = tuple(tuple(_choosing(room.id, button) for button in row) for row in _options(services, view))
    ways: list[tuple[Button, ...]] = []
    if (question.several or question.in_order) and answer is not None and answer.chosen:
        ways.append((Button(texts.button(reader, "button_next"), CountOnward(room.id, question.id)),))
    ways.append((Button(texts.button(reader, "button_skip"), CountSkip(room.id, question.id)),))
    ways.append((Button(texts.button(reader, "button_count_stop"), CountStep(room.id, Step.NEXT)),))
    return Screen(html, (*rows, *ways))


def _options(services: Services, view: AtQuestion) -> Rows:
    return () if isinstance(view.question, Number) else option_rows(services.texts, view)


def _choosing(room: int, button: Button) -> Button:
    """The same choice, for the count instead of for oneself."""
    tap = button.tap
    assert isinstance(tap, Choose)
    return replace(button, tap=CountChoose(room, tap.question, tap.option, tap.on))
