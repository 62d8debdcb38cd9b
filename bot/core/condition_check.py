"""What is wrong with the conditions of a survey: answers that cannot happen, questions nobody can meet."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.base_question import BaseQuestion
from bot.core.conditions import Condition
from bot.core.faults import Fault, Place
from bot.core.questions import Grid, Listed, Number, PutInOrder, Question, Scale
from bot.core.reachable import can_be_shown, depends_on

ABOUT_AN_ANSWER = ("was", "was_not", "contains", "more_than", "less_than", "answered")


@dataclass(frozen=True)
class _Place:
    """Where a condition stands, and what it may ask about."""

    asked: Mapping[str, tuple[int, BaseQuestion]]
    position: int
    unreadable: Collection[str]
    grids: Mapping[str, Grid]
    waiting: Mapping[str, frozenset[str]]


def show_if_faults(questions: Sequence[Question | None], unreadable: Collection[str]) -> Iterator[Fault]:
    """`questions`: None for one that could not be read; its id stands in `unreadable`."""
    asked = {step.id: (at, step) for at, question in enumerate(questions) for step in _steps(question)}
    grids = {question.id: question for question in questions if isinstance(question, Grid)}
    waiting = {one.id: one.show_if.questions() for one in questions if one and one.show_if}
    never: set[str] = set()
    for position, question in enumerate(questions):
        if question is None or question.show_if is None:
            continue
        here = _Place(asked, position, unreadable, grids, waiting)
        place: Place = ("questions", position, "show_if")
        found = [*_faults(question.show_if, here, place)]
        yield from found
        names = question.show_if.questions()
        if found or any(_is_unreadable(name, unreadable) for name in names):
            never |= {step.id for step in _steps(question)}
        elif not _is_possible(question, questions[:position], never):
            never |= {step.id for step in _steps(question)}
            what = "No answers lead here: the question would never be shown."
            yield Fault(place, what, "Look at what it asks for, and at what the questions before it need.")


def _steps(question: Question | None) -> tuple[BaseQuestion, ...]:
    if question is None:
        return ()
    return question.steps() if isinstance(question, Grid) else (question,)


def _is_possible(question: Question, before: Sequence[Question | None], never: Collection[str]) -> bool:
    """What waits for a question that was told of already is not told again."""
    earlier = [step for one in before for step in _steps(one)]
    condition = question.show_if
    if condition is None or depends_on(condition, earlier) & set(never):
        return True
    return can_be_shown(question, earlier)


def _is_unreadable(name: str, unreadable: Collection[str]) -> bool:
    return name in unreadable or name.partition(".")[0] in unreadable


def _faults(condition: Condition, here: _Place, place: Place) -> Iterator[Fault]:
    for key, parts in (("all", condition.all), ("any", condition.any)):
        for number, part in enumerate(parts):
            yield from _faults(part, here, (*place, key, number))
    keys = [key for key in ABOUT_AN_ANSWER if getattr(condition, key) not in (None, ())]
    if condition.question is None:
        if keys:
            what = f"It does not say which question `{keys[0]}` is about."
            yield Fault((*place, keys[0]), what, "Add `question:` and the id of an earlier question.")
        elif not (condition.audience or condition.all or condition.any):
            yield Fault(place, "It does not say when.", "Add `question:` and `was:`, or take it out.")
    elif not _is_unreadable(condition.question, here.unreadable):
        yield from _question_faults(condition, condition.question, keys, here, place)


def _question_faults(
    condition: Condition, name: str, keys: Sequence[str], here: _Place, place: Place
) -> Iterator[Fault]:
    if not keys:
        remedy = "Add `was:` or `was_not:` with options, or one of contains, more_than, less_than, answered."
        yield Fault(place, "It does not say which answer.", remedy)
    if name in here.grids:
        line = here.grids[name].lines[0].id
        what = f"`{name}` is a grid, which is answered line by line."
        yield Fault((*place, "question"), what, f"Name one of its lines, such as `{name}.{line}`.")
    elif name not in here.asked:
        what = f"There is no question `{name}`."
        yield Fault((*place, "question"), what, "Write the id of an earlier question.")
    elif here.asked[name][0] >= here.position:
        yield _told_too_early(name, here, (*place, "question"))
    elif not here.asked[name][1].is_asked:
        what = f"`{name}` is a note, which nobody answers."
        yield Fault((*place, "question"), what, "Name a question instead.")
    else:
        yield from _answer_faults(condition, here.asked[name][1], place)


def _told_too_early(name: str, here: _Place, place: Place) -> Fault:
    at, later = here.asked[name]
    own = {step for step, (position, _) in here.asked.items() if position == here.position}
    if at > here.position and own & _waits_for(name, here):
        what = f"The question `{later.id}` and this one wait for each other."
        return Fault(place, what, "One of the two has to do without the other.")
    what = f"The question `{name}` does not come before this one."
    return Fault(place, what, "Ask it earlier, or name another.")


def _waits_for(name: str, here: _Place) -> set[str]:
    """All that a question needs to be shown, near or far."""
    found: set[str] = set()
    waiting = {name}
    while waiting:
        one = waiting.pop()
        behind = here.waiting.get(one.partition(".")[0], frozenset()) - found
        found |= behind
        waiting |= behind
    return found


def _answer_faults(condition: Condition, asked: BaseQuestion, place: Place) -> Iterator[Fault]:
    """Answers that cannot happen."""
    if condition.was or condition.was_not:
        yield from _option_faults(condition, asked, place)
    if condition.contains is not None and not _takes_words(asked):
        what = f"Nobody types an answer to `{asked.id}`."
        yield Fault((*place, "contains"), what, "Use `was:` with options, or name a question for words.")
    for key, bound in (("more_than", condition.more_than), ("less_than", condition.less_than)):
        if bound is not None:
            yield from _bound_faults(key, bound, asked, place)


def _option_faults(condition: Condition, asked: BaseQuestion, place: Place) -> Iterator[Fault]:
    ids = [option.id for option in asked.choices]
    if not ids:
        what = f"The question `{asked.id}` has no options to go by."
        remedy = "Name a question that is answered by a tap, or ask for `answered:`."
        yield Fault((*place, "question"), what, remedy)
        return
    if isinstance(asked, PutInOrder):
        what = f"Everybody gives all options of `{asked.id}` a place, so none of them was or was not chosen."
        yield Fault((*place, "question"), what, "Ask for `answered:`, or name another question.")
        return
    for key, named in (("was", condition.was), ("was_not", condition.was_not)):
        for number, option in enumerate(named):
            if option not in ids:
                what = f"`{option}` is no answer to `{asked.id}`: this cannot happen."
                yield Fault((*place, key, number), what, f"Use one of: {', '.join(ids)}.")


def _takes_words(asked: BaseQuestion) -> bool:
    return asked.is_text or (isinstance(asked, Listed) and any(option.other for option in asked.options))


def _bound_faults(key: str, bound: int, asked: BaseQuestion, place: Place) -> Iterator[Fault]:
    if not isinstance(asked, Number | Scale):
        what = f"`{asked.id}` is not answered with a number."
        yield Fault((*place, key), what, "Use it with a number or a scale.")
        return
    low, high = (asked.low, asked.high) if isinstance(asked, Number) else (1, asked.points)
    least, most = (low, high - 1) if key == "more_than" else (low + 1, high)
    if not least <= bound <= most:
        every = "any" if (bound < least) == (key == "more_than") else "no"
        what = f"`{asked.id}` goes from {low} to {high}, so {every} answer would fit."
        yield Fault((*place, key), what, f"Write a number from {least} to {most}.")
