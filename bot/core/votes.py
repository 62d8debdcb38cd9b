"""A vote: a survey of one question, answered by taps, also in a group."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.answers import NO_ANSWER, Answer
from bot.core.base_question import BaseQuestion
from bot.core.model import Model
from bot.core.questions import PutInOrder
from bot.core.refusal import Refusal
from bot.core.results import Result
from bot.core.surveys import Survey

QUESTION = "vote"
WHY = "why"
"""The second question of a vote on a page: what is missing there, in own words."""
HELPS, NEARLY, UNHELPFUL = "yes", "nearly", "no"

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LEAST_OPTIONS, MOST_OPTIONS = 2, 10
BAR = 10


class Page(Model):
    """A page of the Local Offer."""

    title: str
    address: str


def question_of(survey: Survey) -> BaseQuestion:
    return survey.steps[0]


def toggle(question: BaseQuestion, before: Answer, option: str) -> Answer:
    """The answer after a tap: another option moves the choice, the same one takes it back."""
    question.option(option)
    on = option not in before.chosen
    if not on and not (question.several or question.in_order):
        return NO_ANSWER
    return question.answer_by_tap(before, option, on)


def is_counted(question: BaseQuestion, answer: Answer) -> bool:
    """An order counts once everything has its place."""
    if isinstance(question, PutInOrder):
        return len(answer.chosen) == len(question.options)
    return bool(answer.chosen)


@dataclass(frozen=True)
class Tally:
    """The counts of an open vote as they are: per option, and of people."""

    counts: tuple[tuple[str, int], ...]
    people: int


def tally(question: BaseQuestion, answers: Iterable[tuple[Answer, int]]) -> Tally:
    """`answers`: each with how many gave it."""
    given = [(question.row_ids(answer), times) for answer, times in answers]
    counts = tuple(
        (option.id, sum(times for rows, times in given if option.id in rows)) for option in question.choices
    )
    return Tally(counts, sum(times for _, times in given))


def bar(count: int, people: int) -> str:
    """A bar in letters, as long as the share of those who voted."""
    full = round(BAR * count / people) if people else 0
    return "▰" * full + "▱" * (BAR - full)


def read_question(typed: str) -> str:
    """The question as a coordinator typed it."""
    text = _in_lines(typed)
    _check_words(text)
    if len(text) > LONGEST_QUESTION:
        raise Refusal("text_too_long", longest=LONGEST_QUESTION, length=len(text))
    return text


def read_options(typed: str) -> tuple[str, ...]:
    """The options, one to a line. Refuses too few, too many, and what people could not tell apart."""
    options = tuple(text for line in typed.splitlines() if (text := _without_bullet(_in_lines(line))))
    if len(options) < LEAST_OPTIONS:
        raise Refusal("options_too_few")
    if len(options) > MOST_OPTIONS:
        raise Refusal("options_too_many", most=MOST_OPTIONS, count=len(options))
    for option in options:
        _check_words(option)
        if len(option) > LONGEST_OPTION:
            raise Refusal("option_too_long", longest=LONGEST_OPTION, option=option[:40])
    _check_apart(options)
    return options


def _in_lines(typed: str) -> str:
    """Without signs that nobody sees, and with single spaces; lines stay."""
    seen = "".join(sign for sign in typed if sign == "\n" or unicodedata.category(sign) != "Cc")
    return "\n".join(" ".join(line.split()) for line in seen.strip().splitlines()).strip()


def _without_bullet(line: str) -> str:
    return line.lstrip("-–•*·").strip()


def _check_words(text: str) -> None:
    """A picture alone says something else to each who sees it, and nothing to who cannot see it."""
    if not any(sign.isalnum() for sign in text):
        raise Refusal("words_needed")


def _check_apart(options: tuple[str, ...]) -> None:
    met: set[str] = set()
    for option in options:
        plain = " ".join(unicodedata.normalize("NFKC", option).casefold().split())
        if plain in met:
            raise Refusal("options_alike", option=option[:60])
        met.add(plain)


def check_address(typed: str) -> str:
    """The address of a web page."""
    address = typed.strip()
    if not address.startswith(("https://", "http://")):
        address = f"https://{address}"
    host = address.split("/")[2]
    if "." not in host.strip(".") or len(address) > 300 or any(sign.isspace() for sign in address):
        raise Refusal("address_unclear")
    return address


def is_approved(result: Result, least_answers: int, percent_yes: int) -> bool:
    """Whether enough people said that the page helps."""
    table = next(table for table in result.tables if table.question == QUESTION)
    yes = next(row.count for row in table.rows if row.option == HELPS)
    if yes is None or not table.answered or table.answered < least_answers:
        return False
    return 100 * yes >= percent_yes * table.answered
