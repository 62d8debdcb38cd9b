"""Responses as rows of a table: one row a response, columns by question, small numbers kept private.

The columns of a personal question are mixed, each by itself: they tell what its table tells. In rows that
bring one person's answers together, who knows one answer of a neighbour could read all the others.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.answers import NO_ANSWER, Answer, Answers
from bot.core.bands import AGE, AREA, AUDIENCE, KEPT_PRIVATE, Bands
from bot.core.base_question import BaseQuestion
from bot.core.people import Audience
from bot.core.questions import Scale
from bot.core.report import Column, Kind, Value
from bot.core.results import Result, Table, is_guarded, shown_by
from bot.core.surveys import Survey
from bot.core.words import Reader

PRIVATE = "[c]"
SKIPPED = "[skipped]"
NOT_SHOWN = "[not shown]"
RESPONSE = "response"
"""The first column."""
UNLINKED = "__unlinked"
"""Ends the name of a column that is mixed, so that nobody compares it with another by mistake."""
LABEL = "__label"
"""Ends the name of the column that says a code in words."""

PLAIN = Reader()
"""Files are written in the usual English."""


@dataclass(frozen=True)
class Given:
    """A response that counts: what was answered, and the bands as they stand in the file."""

    answers: Answers
    bands: Bands = (None, None, None)


@dataclass(frozen=True)
class BandNames:
    """How the bands are called: the meaning of each column, and the words for what may stand in it."""

    meanings: Mapping[int, str]
    values: Mapping[int, Mapping[str, str]]


BAND_COLUMNS = {AUDIENCE: "band_audience", AREA: "band_area", AGE: "band_age"}
"""In the order in which they stand."""

Shuffle = Callable[[MutableSequence[Any]], object]
"""Puts a list into an order of chance."""
Cells = tuple[Value, ...]
CountAlike = Callable[[str], Iterable[tuple[Answer, int]]]
"""The answers that were given to a question, and how many gave each."""


def told_questions(survey: Survey) -> list[BaseQuestion]:
    """Those that have a table of options. What people wrote is given out only after it was read."""
    return [question for question in survey.steps if question.rows]


def is_unlinked(survey: Survey, question: BaseQuestion) -> bool:
    """Whether the answers stand apart from the rest of their row. Who named themselves chose otherwise."""
    return not survey.named and is_guarded(survey, question)


def bands_to_show(merged: Iterable[Bands]) -> tuple[int, ...]:
    """Of the combinations that are left, the bands of which something is. The others have no column."""
    left = [*merged]
    return tuple(band for band in BAND_COLUMNS if any(one[band] not in {None, KEPT_PRIVATE} for one in left))


def columns(
    survey: Survey, bands: Sequence[int] = (), names: BandNames | None = None, in_words: str = "in words"
) -> list[Column]:
    """All but the first, which numbers the responses."""
    found: list[Column] = []
    for band in bands if names is not None else ():
        assert names is not None
        name, meaning = BAND_COLUMNS[band], names.meanings[band]
        found.append(Column(name, meaning, Kind.CODE, tuple(names.values[band].items())))
        found.append(Column(f"{name}{LABEL}", f"{meaning} ({in_words})", Kind.TEXT))
    for question in told_questions(survey):
        found += _columns(question, is_unlinked(survey, question), in_words)
    return [*_named_once(found)]


def _named_once(found: Iterable[Column]) -> Iterator[Column]:
    """A question may be called as another column is: no table has two columns of one name."""
    taken = {RESPONSE}
    for column in found:
        name = column.name
        while name in taken:
            name += "_"
        taken.add(name)
        yield replace(column, name=name)


def _columns(question: BaseQuestion, unlinked: bool, in_words: str) -> list[Column]:
    text = question.text.choose(PLAIN)
    name = f"{question.id}{UNLINKED}" if unlinked else question.id
    labels = [(option.id, option.text.choose(PLAIN)) for option in question.rows]
    if question.several or _has_places(question, unlinked):
        ticks = () if question.in_order else (("1", "chosen"), ("0", "not chosen"))
        return [
            Column(f"{name}__{option}", f"{text} – {label}", Kind.NUMBER, ticks, unlinked)
            for option, label in labels
        ]
    kind = Kind.NUMBER if isinstance(question, Scale) else Kind.CODE
    return [
        Column(name, text, kind, tuple(labels), unlinked),
        Column(f"{name}{LABEL}", f"{text} ({in_words})", Kind.TEXT, (), unlinked),
    ]


def _has_places(question: BaseQuestion, unlinked: bool) -> bool:
    """Of a personal order only what was put first is told, as in its table."""
    return question.in_order and not unlinked


def rows(
    survey: Survey,
    result: Result,
    given: Iterable[Given],
    size: int,
    alike: CountAlike,
    shuffle: Shuffle,
    bands: Sequence[int] = (),
    names: BandNames | None = None,
) -> Iterator[list[Value]]:
    """The cells of each of `size` responses, without the first column, in the order given. For the columns
    that are mixed it is enough to know how many gave each answer."""
    makers = [_Maker(survey, question, result) for question in told_questions(survey)]
    mixed = _mix([maker for maker in makers if maker.unlinked], size, alike, shuffle)
    shown = [_band_cells(band, names) for band in bands] if names is not None else []
    ways = [mixed[maker.id].cells if maker.unlinked else None for maker in makers]
    for at, one in enumerate(given):
        row: list[Value] = []
        for band in shown:
            row += band(one.bands)
        for maker, way in zip(makers, ways, strict=True):
            row += maker.cells(one.answers) if way is None else way(at)
        yield row


def asked_together(survey: Survey) -> frozenset[str]:
    """The questions whose answers stand together in a line, and those that decide what is said there."""
    linked = [question for question in told_questions(survey) if not is_unlinked(survey, question)]
    decide = [one.id for question in linked for one in shown_by(survey, question)]
    return frozenset([*(question.id for question in linked), *decide])


def _band_cells(band: int, names: BandNames) -> Callable[[Bands], Cells]:
    words = names.values[band]

    def cells(bands: Bands) -> Cells:
        said = bands[band]
        if said == KEPT_PRIVATE:
            return (PRIVATE, PRIVATE)
        return (said, None if said is None else words.get(said, said))

    return cells


@dataclass
class _Mixed:
    """The columns of one question, each in an order of chance: as numbers of what may stand in them."""

    kinds: list[Cells]
    orders: list["array[int]"]

    def add(self, cells: Cells, times: int) -> None:
        """As many people as that, who all have these."""
        parts = [(cell,) for cell in cells] if len(self.orders) > 1 else [cells]
        for order, part in zip(self.orders, parts, strict=True):
            if part not in self.kinds:
                self.kinds.append(part)
            order.extend(array("H", [self.kinds.index(part)]) * times)

    def cells(self, at: int) -> Cells:
        if len(self.orders) == 1:
            return self.kinds[self.orders[0][at]]
        return tuple(self.kinds[order[at]][0] for order in self.orders)


def _mix(makers: Sequence["_Maker"], size: int, alike: CountAlike, shuffle: Shuffle) -> dict[str, _Mixed]:
    mixed = {}
    for maker in makers:
        into = mixed[maker.id] = _Mixed([], [array("H") for _ in range(maker.blocks)])
        left = size
        for answer, times in alike(maker.id):
            into.add(maker.cells({maker.id: answer}), times)
            left -= times
        into.add(maker.cells({}), left)
        for order in into.orders:
            shuffle(order)
    return mixed


class _Maker:
    """Makes the cells of one question, and remembers those of each answer: there are few that differ."""

    def __init__(self, survey: Survey, question: BaseQuestion, result: Result) -> None:
        self.id = question.id
        self.unlinked = is_unlinked(survey, question)
        self._question = question
        tables = {table.question: table for table in result.tables}
        self._table = tables[question.id]
        self._unsaid = _is_unsaid(survey, question, tables)
        self._places = _has_places(question, self.unlinked)
        self._wide = question.several or self._places
        self._width = len(question.rows) if self._wide else 2
        self._hidden = {row.option for row in self._table.rows if row.count is None}
        self._labels = {option.id: option.text.choose(PLAIN) for option in question.rows}
        self._none = self._all_of(PRIVATE) if self._table.private or self._table.of_room else None
        self._known: dict[tuple[tuple[str, ...], int | None], Cells] = {}

    @property
    def blocks(self) -> int:
        """How many parts are mixed apart from one another: of a choice of several, each option."""
        return self._width if self._wide else 1

    def cells(self, answers: Answers) -> Cells:
        """Where a count is kept private, each of its cells is: [c]."""
        if self._none is not None:
            return self._none
        answer = answers.get(self.id)
        if answer is None or answer.skipped or answer.is_empty:
            return self._all_of(self._unanswered(answer, answers))
        key = (answer.chosen, answer.number)
        cells = self._known.get(key)
        if cells is None:
            cells = self._known[key] = self._answered(answer)
        return cells

    def _all_of(self, value: Value) -> Cells:
        return (value,) * self._width

    def _unanswered(self, answer: Answer | None, answers: Answers) -> Value:
        """Skipped, not shown, or shown and left empty. Of a personal question the last is no different from
        the first."""
        condition = self._question.show_if
        if self._unsaid:
            return PRIVATE
        if answer is None and condition is not None:
            shown = not self.unlinked and condition.holds(answers, Audience.UNSAID)
            return None if shown else NOT_SHOWN
        return SKIPPED if self.unlinked or (answer or NO_ANSWER).skipped else None

    def _answered(self, answer: Answer) -> Cells:
        options = [option.id for option in self._question.rows]
        if self._places:
            places = {option: at for at, option in enumerate(answer.chosen, start=1)}
            return tuple(places.get(option) for option in options)
        chosen = self._question.row_ids(answer)
        if self._question.several:
            return tuple(PRIVATE if one in self._hidden else int(one in chosen) for one in options)
        if not chosen:
            return (None, None)
        if chosen[0] in self._hidden:
            return (PRIVATE, PRIVATE)
        return (_code(self._question, chosen[0]), self._labels.get(chosen[0]))


def _code(question: BaseQuestion, option: str) -> Value:
    """A point of a scale is a number."""
    return int(option) if isinstance(question, Scale) and option.isdecimal() else option


def _is_unsaid(survey: Survey, question: BaseQuestion, tables: Mapping[str, Table]) -> bool:
    """Whether even how many were shown the question is kept private, with the answers that decided it."""
    if question.show_if is None or survey.named:
        return False
    told = (one.rows and not tables[one.id].private for one in shown_by(survey, question))
    return is_guarded(survey, question) or not all(told)
