"""What is wrong with the options of a question, and with the lines of a grid."""

from collections.abc import Iterator, Sequence

from bot.core.base_question import BaseQuestion, Option
from bot.core.faults import Fault, Place
from bot.core.lengths import units
from bot.core.questions import ChooseOne, ChooseSeveral, Grid, Line, Listed, PutInOrder, Scale
from bot.core.words import Words, all_readers, languages_of

LONGEST_LABEL = 120
LONG_LABEL = 60
"""A phone shows about this much of a button."""


def option_faults(question: BaseQuestion, place: Place) -> Iterator[Fault]:
    options = options_of(question)
    yield from alike(options, (*place, "options"))
    yield from _reserved(options, (*place, "options"))
    yield from _label_faults(options, (*place, "options"))
    if isinstance(question, Grid):
        yield from alike(question.lines, (*place, "lines"), "lines")
        yield from _reserved(question.lines, (*place, "lines"))
    if isinstance(question, Scale):
        yield from _end_faults(question, place)
    yield from _place_of_other(question, options, place)
    if isinstance(question, ChooseSeveral):
        yield from _amount_faults(question, place)
    if isinstance(question, PutInOrder) and question.rather_not_say:
        what = "One cannot put “rather not say” in order."
        yield Fault((*place, "rather_not_say"), what, "Take it out: the question can be skipped.")


def options_of(question: BaseQuestion) -> tuple[Option, ...]:
    """The options that stand in the file, at their positions there."""
    return question.options if isinstance(question, Listed | Grid) else ()


def alike(options: Sequence[Option | Line], place: Place, noun: str = "options") -> Iterator[Fault]:
    """Options with the same id, or which read the same in any one form."""
    for later, option in enumerate(options):
        for earlier in options[:later]:
            if option.id == earlier.id:
                what = f"Two {noun} have the id `{option.id}`."
                yield Fault((*place, later, "id"), what, f"Give each of the {noun} an id of its own.")
            elif words := _same_words(earlier.text, option.text):
                what = f"Two {noun} read the same: `{words}`."
                yield Fault((*place, later, "text"), what, "Take one out, or say how they differ.")


def long_labels(options: Sequence[Option], place: Place) -> Iterator[tuple[Place, str]]:
    """Options that a phone would cut off, with the text."""
    for number, option in enumerate(options):
        for form, text in option.text.forms():
            if LONG_LABEL < units(text) <= LONGEST_LABEL:
                yield (*place, number, "text", *form.split(".")), text


def _same_words(one: Words, other: Words) -> str:
    for reader in all_readers(languages_of((one, other))):
        words = other.choose(reader)
        if _plain(one.choose(reader)) == _plain(words):
            return words
    return ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _reserved(options: Sequence[Option | Line], place: Place) -> Iterator[Fault]:
    for number, option in enumerate(options):
        yield from id_faults(option.id, (*place, number, "id"))


def id_faults(given: str, place: Place) -> Iterator[Fault]:
    """`_` in front is for our own buttons; `__` divides a question from its option in the files."""
    if given.startswith("_") or "__" in given:
        what = f"`{given}` cannot be an id: Heard uses ids with `_` in front, or two in a row, itself."
        yield Fault(place, what, "Begin it with a letter, with one _ between words.")


def _label_faults(options: Sequence[Option], place: Place) -> Iterator[Fault]:
    for number, option in enumerate(options):
        longest = max(units(text) for _, text in option.text.forms())
        if longest > LONGEST_LABEL:
            what = f"The option has {longest} characters, a button shows at most {LONGEST_LABEL}."
            yield Fault((*place, number, "text"), what, "Make it shorter.")


def _end_faults(question: Scale, place: Place) -> Iterator[Fault]:
    for key, words in (("low", question.low), ("high", question.high)):
        longest = max(units(text) for _, text in words.forms())
        if longest > LONGEST_LABEL:
            what = f"The words at this end have {longest} characters, at most {LONGEST_LABEL} fit."
            yield Fault((*place, key), what, "Make it shorter.")
    if words_at_end := _same_words(question.low, question.high):
        what = f"Both ends of the scale read the same: `{words_at_end}`."
        yield Fault((*place, "high"), what, "Say what the highest point means.")


def _place_of_other(question: BaseQuestion, options: Sequence[Option], place: Place) -> Iterator[Fault]:
    """`other` and `alone` where the kind can do nothing with them."""
    others = [number for number, option in enumerate(options) if option.other]
    if others and not isinstance(question, ChooseOne | ChooseSeveral):
        what = "People cannot type what they mean by “other” in this kind of question."
        remedy = "Take `other` out, or use choose_one or choose_several."
        yield Fault((*place, "options", others[0], "other"), what, remedy)
    elif len(others) > 1:
        what = "Two options let people type what they mean."
        yield Fault((*place, "options", others[1], "other"), what, "Keep `other: true` at one of them.")
    for number, option in enumerate(options):
        if option.alone and isinstance(question, PutInOrder | Grid):
            what = "Nothing else can be chosen beside it in this kind of question anyway."
            yield Fault((*place, "options", number, "alone"), what, "Take `alone` out.")


def _amount_faults(question: ChooseSeveral, place: Place) -> Iterator[Fault]:
    together = sum(not option.alone for option in question.options)
    if not together:
        what = "Every option stands alone, so nobody could choose several."
        yield Fault((*place, "options"), what, "Use choose_one, or take `alone` out.")
    elif question.least > together:
        what = f"At least {question.least} are to be chosen, and {together} can be chosen together."
        yield Fault((*place, "least"), what, f"Write {together} or less.")
    if question.most is not None and question.most > max(together, 1):
        what = f"At most {question.most} are to be chosen, and {together} can be chosen together."
        yield Fault((*place, "most"), what, "Take it out, or write a lower number.")
    if question.most is not None and question.most < question.least:
        what = f"At least {question.least} and at most {question.most} cannot be chosen."
        yield Fault((*place, "most"), what, f"Write {question.least} or more.")
