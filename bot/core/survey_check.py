"""What is wrong with a survey beyond the form of its parts. Run when a file is read, and by the wizard."""

from collections.abc import Collection, Iterator, Sequence

from bot.core.base_question import BaseQuestion
from bot.core.condition_check import show_if_faults
from bot.core.faults import Fault, Place
from bot.core.lengths import units
from bot.core.option_check import id_faults, option_faults
from bot.core.questions import Grid, Note, PutInOrder, Question, Scale
from bot.core.surveys import WHO_ANSWERS, Survey
from bot.core.words import Words, all_readers, languages_of

LONGEST_TITLE = 100
LONGEST_SCREEN = 3000
"""What a survey may put into one message, which holds 4096 with what we put around it."""
LONGEST_ABOVE_TYPING = 2000
"""The same where people type: the safety line and what they wrote stand there too."""

Questions = Sequence[Question | None]
"""None stands for a question that could not be read, so that the others keep their positions."""


def find_faults(survey: Survey) -> Iterator[Fault]:
    """Everything that makes a survey unfit to be opened."""
    yield from question_faults(survey.questions, survey.title)
    yield from _title_faults(survey)
    yield from _named_faults(survey)
    yield from _who_answers_faults(survey)


def question_faults(
    questions: Questions, title: Words | None, unreadable: Collection[str] = ()
) -> Iterator[Fault]:
    """`unreadable`: ids of questions that could not be read, of which nothing can be said."""
    ids = [None if question is None else question.id for question in questions]
    for position, question in enumerate(questions):
        if question is None:
            continue
        place: Place = ("questions", position)
        if question.id in ids[:position]:
            what = f"Another question has the id `{question.id}` already."
            yield Fault((*place, "id"), what, "Give each question an id of its own.")
        yield from _id_faults(question, (*place, "id"))
        yield from option_faults(question, place)
        yield from _length_faults(question, title, place)
        if isinstance(question, Note):
            yield from _note_faults(question, place)
    yield from show_if_faults(questions, unreadable)


def _id_faults(question: BaseQuestion, place: Place) -> Iterator[Fault]:
    if "." in question.id:
        what = f"`{question.id}` cannot be an id: a dot stands between a grid and its line only."
        yield Fault(place, what, "Use small letters a to z, digits and _ only, without spaces.")
    yield from id_faults(question.id, place)


def _note_faults(note: Note, place: Place) -> Iterator[Fault]:
    if note.picture is not None and note.picture_shows is None:
        what = "It does not say what the picture shows."
        yield Fault((*place, "picture"), what, "Add `picture_shows:` in words, for those who cannot see it.")
    if note.picture is None and note.picture_shows is not None:
        what = "There is no picture that could show this."
        yield Fault(
            (*place, "picture_shows"), what, "Add `picture:` with the name of a file, or take it out."
        )
    if note.required:
        what = "A note asks nothing, so no answer can be needed."
        yield Fault((*place, "required"), what, "Take it out.")


def _title_faults(survey: Survey) -> Iterator[Fault]:
    for form, text in survey.title.forms():
        if units(text) > LONGEST_TITLE:
            what = (
                f"The title ({form}) has {units(text)} characters, at most {LONGEST_TITLE} fit on a button."
            )
            yield Fault(("title",), what, "Make it shorter.")
    says = survey.influence
    first_screen = [survey.title]
    if says is not None:
        first_screen += [says.can_change, says.cannot_change, says.who_decides, says.hear_back]
    if _longest(first_screen + ([] if survey.readers is None else [survey.readers])) > LONGEST_SCREEN:
        what = f"The first screen is longer than {LONGEST_SCREEN} characters."
        yield Fault(("influence",), what, "Say it in a few short sentences.")


def _named_faults(survey: Survey) -> Iterator[Fault]:
    if survey.readers is None:
        return
    if not survey.named:
        what = "It says who will read the answers, which only a named survey does."
        yield Fault(("readers",), what, "Add `named: true`, or take it out.")
    if max(units(text) for _, text in survey.readers.forms()) > LONGEST_TITLE:
        what = f"It stands at every question, and at most {LONGEST_TITLE} characters fit."
        yield Fault(("readers",), what, "Make it shorter.")


def _who_answers_faults(survey: Survey) -> Iterator[Fault]:
    for position, question in enumerate(survey.questions):
        put_in = survey.who_answers and position == len(survey.questions) - 1
        if question.id == WHO_ANSWERS and not put_in:
            what = f"Heard asks a question with the id `{WHO_ANSWERS}` itself."
            remedy = f"Write `{WHO_ANSWERS}: true` at the top instead, or choose another id."
            yield Fault(("questions", position, "id"), what, remedy)


def _length_faults(question: Question, title: Words | None, place: Place) -> Iterator[Fault]:
    most = LONGEST_ABOVE_TYPING if question.is_text else LONGEST_SCREEN
    for key, line in _on_one_screen(question):
        longest = _longest(line if title is None else [title, *line])
        if longest > most:
            what = f"The question has {longest} characters with its title, at most {most} fit."
            yield Fault((*place, *key), what, "Make it shorter, or make two questions of it.")


def _on_one_screen(question: Question) -> Iterator[tuple[Place, list[Words]]]:
    """The words that one message shows together, and where the longest of them are likely to stand."""
    match question:
        case Grid():
            yield from ((("lines", at), [question.text, line.text]) for at, line in enumerate(question.lines))
        case PutInOrder():
            yield ("text",), [question.text, *(option.text for option in question.options)]
        case Scale():
            yield ("text",), [question.text, question.low, question.high]
        case Note() if question.picture_shows is not None:
            yield ("text",), [question.text, question.picture_shows]
        case _:
            yield ("text",), [question.text]


def _longest(together: Sequence[Words]) -> int:
    """The most that any reader gets to read."""
    readers = all_readers(languages_of(together))
    return max(sum(units(words.choose(reader)) for words in together) for reader in readers)
