"""Whether a question can ever be shown: a search through the answers that its conditions tell apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bot.core.answers import SKIPPED, Answer, Answers
from bot.core.base_question import BaseQuestion, Option
from bot.core.conditions import Condition
from bot.core.people import Audience
from bot.core.questions import LONGEST_OTHER, ChooseSeveral, Listed, Number, PutInOrder
from bot.core.text_questions import TextQuestion

MOST_TRIED = 20_000
MOST_GROUPS = 10
"""Of options or words that are asked about in different ways."""


class _TooMany(Exception):  # noqa: N818
    """More ways to answer than can be tried in a moment."""


def can_be_shown(question: BaseQuestion, earlier: Sequence[BaseQuestion]) -> bool:
    """`earlier`: the steps before it, in their order. What would take too long counts as possible."""
    if question.show_if is None:
        return True
    needed = _needed(question.show_if, earlier)
    parts = [part for one in (question, *needed) if one.show_if for part in one.show_if.parts()]
    try:
        search = _Search(question.show_if, needed, {step.id: _telling(step, parts) for step in needed})
        return any(search.finds(0, {}, audience) for audience in Audience)
    except _TooMany:
        return True


def depends_on(condition: Condition, earlier: Sequence[BaseQuestion]) -> frozenset[str]:
    """The questions that decide whether it holds, and those that decide whether these are shown."""
    found: set[str] = set()
    waiting = [condition]
    conditions = {step.id: step.show_if for step in earlier}
    while waiting:
        for one in waiting.pop().questions() - found:
            found.add(one)
            behind = conditions.get(one)
            if behind is not None:
                waiting.append(behind)
    return frozenset(found)


def _needed(condition: Condition, earlier: Sequence[BaseQuestion]) -> tuple[BaseQuestion, ...]:
    names = depends_on(condition, earlier)
    return tuple(step for step in earlier if step.id in names)


@dataclass
class _Search:
    condition: Condition
    needed: tuple[BaseQuestion, ...]
    telling: Mapping[str, tuple[Answer, ...]]
    tried: int = field(default=0)

    def finds(self, at: int, answers: Answers, audience: Audience) -> bool:
        """Whether answers from the `at`-th question on make the condition hold."""
        self.tried += 1
        if self.tried > MOST_TRIED:
            raise _TooMany
        if at == len(self.needed):
            return self.condition.holds(answers, audience)
        step = self.needed[at]
        if step.show_if is not None and not step.show_if.holds(answers, audience):
            return self.finds(at + 1, answers, audience)
        return any(
            self.finds(at + 1, {**answers, step.id: answer}, audience) for answer in self.telling[step.id]
        )


def _telling(step: BaseQuestion, parts: Sequence[Condition]) -> tuple[Answer, ...]:
    """Of all answers that the conditions cannot tell apart, one."""
    asking = [part for part in parts if part.question == step.id]
    found: dict[tuple[bool, ...], Answer] = {}
    for answer in _possible(step, asking):
        found.setdefault(tuple(part.fits(answer) for part in asking), answer)
    return tuple(found.values())


def _possible(step: BaseQuestion, asking: Sequence[Condition]) -> Iterator[Answer]:
    if not step.required or not step.is_asked:
        yield SKIPPED
    words = [part.contains for part in asking if part.contains is not None]
    match step:
        case TextQuestion():
            yield from (Answer(text=text) for text in _texts(words, step.longest))
        case Number():
            yield from (Answer(number=number) for number in _numbers(step, asking))
        case PutInOrder():
            yield Answer(chosen=tuple(option.id for option in step.options))
        case ChooseSeveral():
            yield from _with_words(step, _choices_of_several(step, asking), words)
        case _:
            yield from _with_words(step, ((option.id,) for option in step.choices), words)


def _texts(words: Sequence[str], longest: int) -> Iterator[str]:
    """Texts with any of these words in them, and one with none."""
    if len(words) > MOST_GROUPS:
        raise _TooMany
    yield next(sign for sign in map(chr, range(0x2580, 0x2600)) if sign not in words)
    for amount in range(1, len(words) + 1):
        for some in combinations(words, amount):
            if len(text := " ".join(some)) <= longest:
                yield text


def _numbers(step: Number, asking: Sequence[Condition]) -> Iterator[int]:
    bounds = [part.more_than for part in asking] + [part.less_than for part in asking]
    near = {bound + by for bound in bounds if bound is not None for by in (-1, 0, 1)}
    yield from (number for number in sorted({step.low, step.high} | near) if step.low <= number <= step.high)


def _choices_of_several(step: ChooseSeveral, asking: Sequence[Condition]) -> Iterator[tuple[str, ...]]:
    """Options that are asked about in the same way are chosen together or not at all, as far as one may."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for option in step.options:
        if option.alone:
            yield (option.id,)
        else:
            groups.setdefault(_signature(option, asking), []).append(option.id)
    if len(groups) > MOST_GROUPS:
        raise _TooMany
    most = step.most or len(step.options)
    for amount in range(1, len(groups) + 1):
        for some in combinations(groups.values(), amount):
            if amount <= most and step.least <= sum(map(len, some)):
                firsts = [group[0] for group in some]
                others = [option for group in some for option in group[1:]]
                yield (*firsts, *others[: max(0, step.least - amount)])


def _signature(option: Option, asking: Sequence[Condition]) -> tuple[bool, ...]:
    return (option.other, *(option.id in named for named in _named(asking)))


def _named(asking: Sequence[Condition]) -> Iterator[tuple[str, ...]]:
    for part in asking:
        yield part.was
        yield part.was_not


def _with_words(
    step: BaseQuestion, choices: Iterator[tuple[str, ...]], words: Sequence[str]
) -> Iterator[Answer]:
    others = {option.id for option in step.options if option.other} if isinstance(step, Listed) else set()
    for chosen in choices:
        yield Answer(chosen=chosen)
        if words and others & set(chosen):
            yield from (Answer(chosen=chosen, text=text) for text in _texts(words, LONGEST_OTHER))
