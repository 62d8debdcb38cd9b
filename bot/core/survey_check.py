"""What is wrong with a survey beyond the form of its parts. Run when a file is read, and by the wizard."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.core.conditions import Condition
from bot.core.lengths import units
from bot.core.questions import Option, Question
from bot.core.surveys import Survey
from bot.core.words import Reader, Reading, Voice, Words

LONGEST_TITLE = 100
LONGEST_LABEL = 120
LONG_LABEL = 60
"""A phone shows about this much of a button."""
LONGEST_SCREEN = 3000
"""What a survey may put into one message, which holds 4096 with what we put around it."""

Place = tuple[str | int, ...]
Questions = Sequence[Question | None]
"""None stands for a question that could not be read, so that the others keep their positions."""


@dataclass(frozen=True)
class Fault:
    place: Place
    what: str
    remedy: str


def find_faults(survey: Survey) -> Iterator[Fault]:
    """Everything that makes a survey unfit to be opened."""
    yield from question_faults(survey.questions, survey.title)
    yield from _title_faults(survey)


def question_faults(
    questions: Questions, title: Words | None, unreadable: Collection[str] = ()
) -> Iterator[Fault]:
    """`unreadable`: ids of questions that could not be read, of which nothing can be said."""
    ids = [None if question is None else question.id for question in questions]
    for position, question in enumerate(questions):
        if question is None:
            continue
        place = ("questions", position)
        if question.id in ids[:position]:
            what = f"Another question has the id `{question.id}` already."
            yield Fault((*place, "id"), what, "Give each question an id of its own.")
        yield from alike(question.choices, (*place, "options"))
        yield from _label_faults(question, place)
        yield from _length_faults(question, title, place)
        if question.show_if is not None and question.show_if.question not in unreadable:
            yield from _condition_faults(question.show_if, questions, position)


def alike(options: Sequence[Option], place: Place) -> Iterator[Fault]:
    """Options with the same id, or which read the same in any one form."""
    for later, option in enumerate(options):
        for earlier in options[:later]:
            if option.id == earlier.id:
                what = f"Two options have the id `{option.id}`."
                yield Fault((*place, later, "id"), what, "Give each option an id of its own.")
            elif words := _same_words(earlier.text, option.text):
                what = f"Two options read the same: `{words}`."
                yield Fault((*place, later, "text"), what, "Take one out, or say how they differ.")


def long_labels(survey: Survey) -> Iterator[tuple[Place, str]]:
    """Options that a phone would cut off, with the text."""
    for position, question in enumerate(survey.questions):
        for number, option in enumerate(question.choices):
            for form, text in option.text.forms():
                if LONG_LABEL < units(text) <= LONGEST_LABEL:
                    yield ("questions", position, "options", number, "text", form), text


def all_readers() -> Iterator[Reader]:
    for voice in Voice:
        for reading in Reading:
            yield Reader(reading=reading, voice=voice)


def _same_words(one: Words, other: Words) -> str:
    for reader in all_readers():
        words = other.choose(reader)
        if _plain(one.choose(reader)) == _plain(words):
            return words
    return ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _title_faults(survey: Survey) -> Iterator[Fault]:
    for form, text in survey.title.forms():
        if units(text) > LONGEST_TITLE:
            what = (
                f"The title ({form}) has {units(text)} characters, at most {LONGEST_TITLE} fit on a button."
            )
            yield Fault(("title",), what, "Make it shorter.")
    says = survey.influence
    first_screen = (survey.title, says.can_change, says.cannot_change, says.who_decides, says.hear_back)
    if _longest(first_screen) > LONGEST_SCREEN:
        what = f"The first screen is longer than {LONGEST_SCREEN} characters."
        yield Fault(("influence",), what, "Say it in a few short sentences.")


def _label_faults(question: Question, place: Place) -> Iterator[Fault]:
    for number, option in enumerate(question.choices):
        longest = max(units(text) for _, text in option.text.forms())
        if longest > LONGEST_LABEL:
            what = f"The option has {longest} characters, a button shows at most {LONGEST_LABEL}."
            yield Fault((*place, "options", number, "text"), what, "Make it shorter.")


def _length_faults(question: Question, title: Words | None, place: Place) -> Iterator[Fault]:
    longest = _longest((question.text,) if title is None else (title, question.text))
    if longest > LONGEST_SCREEN:
        what = f"The question has {longest} characters with its title, at most {LONGEST_SCREEN} fit."
        yield Fault((*place, "text"), what, "Make it shorter, or make two questions of it.")


def _longest(together: Sequence[Words]) -> int:
    """The most that any reader gets to read."""
    return max(sum(units(words.choose(reader)) for words in together) for reader in all_readers())


def _condition_faults(condition: Condition, questions: Questions, position: int) -> Iterator[Fault]:
    place = ("questions", position, "show_if")
    if not condition.was and not condition.was_not:
        yield Fault(place, "It does not say which answer.", "Add `was:` or `was_not:` with options.")
    found = [at for at, other in enumerate(questions) if other and other.id == condition.question]
    if not found:
        what = f"There is no question `{condition.question}`."
        yield Fault((*place, "question"), what, "Write the id of an earlier question.")
    elif found[0] >= position:
        what = f"The question `{condition.question}` does not come before this one."
        yield Fault((*place, "question"), what, "Ask it earlier, or name another.")
    elif (asked := questions[found[0]]) is not None:
        yield from _answer_faults(condition, asked, place)


def _answer_faults(condition: Condition, asked: Question, place: Place) -> Iterator[Fault]:
    """Answers that cannot happen."""
    ids = [option.id for option in asked.choices]
    if not ids:
        what = f"The question `{asked.id}` has no options to go by."
        yield Fault((*place, "question"), what, "Name a question that is answered by a tap.")
        return
    for key, named in (("was", condition.was), ("was_not", condition.was_not)):
        for number, option in enumerate(named):
            if option not in ids:
                what = f"`{option}` is no answer to `{asked.id}`: this cannot happen."
                yield Fault((*place, key, number), what, f"Use one of: {', '.join(ids)}.")
    if condition.was and set(condition.was) <= set(condition.was_not):
        what = "The same answers stand in `was` and `was_not`: the question would never be shown."
        yield Fault(place, what, "Take them out of one of the two.")
