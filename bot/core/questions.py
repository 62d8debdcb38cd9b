"""The kinds of question: which options each has, and which answers fit."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from bot.core.answers import Answer
from bot.core.base_question import BaseQuestion, Option, Sensitivity
from bot.core.conditions import Id
from bot.core.model import Model
from bot.core.refusal import Refusal
from bot.core.text_questions import LongText, ShortText, fitting
from bot.core.words import Words

MOST_OPTIONS = 20
LONGEST_OTHER = 200
SHOWN_BANDS = 5
WAY_OUT = "na"
"""The option of a scale that says it does not apply."""


class Listed(BaseQuestion):
    """A question whose options stand in the file. `rather_not_say` adds one."""

    options: tuple[Option, ...] = Field(min_length=2, max_length=MOST_OPTIONS)
    rather_not_say: bool = False

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options

    def waits_for_words(self, answer: Answer) -> bool:
        return any(option.other and option.id in answer.chosen for option in self.options)

    def answer_by_text(self, before: Answer, text: str) -> Answer:
        """What "other" means."""
        if not self.waits_for_words(before):
            raise Refusal("tap_please")
        return before.model_copy(update={"text": fitting(text, LONGEST_OTHER)})


class ChooseOne(Listed):
    kind: Literal["choose_one"]

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        """What "other" means stays when it is tapped again."""
        answer = super().answer_by_tap(before, choice, on)
        return before if before.chosen == answer.chosen else answer

    def is_complete(self, answer: Answer) -> bool:
        return not self.waits_for_words(answer) or bool(answer.text)


class YesNo(ChooseOne):
    """Yes, no, not sure. Its options are put in from `content/messages/` when the file is read."""

    kind: Literal["yes_no"]  # type: ignore[assignment]


class ChooseSeveral(Listed):
    several: ClassVar[bool] = True

    kind: Literal["choose_several"]
    least: int = Field(default=1, ge=1)
    most: int | None = Field(default=None, ge=1)

    def is_complete(self, answer: Answer) -> bool:
        return False

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        tapped = self.option(choice)
        wanted = {one for one in before.chosen if on and not tapped.alone and not self.option(one).alone}
        wanted = wanted | {choice} if on else set(before.chosen) - {choice}
        if on and self.most is not None and len(wanted) > self.most:
            raise Refusal("choose_at_most", most=self.most)
        chosen = tuple(option.id for option in self.options if option.id in wanted)
        answer = Answer(chosen=chosen, text=before.text)
        return answer if self.waits_for_words(answer) else Answer(chosen=chosen)

    def check(self, answer: Answer) -> None:
        super().check(answer.model_copy(update={"text": ""}))
        is_alone = any(self.option(one).alone for one in answer.chosen)
        if len(answer.chosen) < self.least and not is_alone:
            raise Refusal("choose_at_least", least=self.least)


class PutInOrder(Listed):
    """The first tapped comes first; the last one left falls into its place by itself."""

    in_order: ClassVar[bool] = True

    kind: Literal["put_in_order"]

    def is_complete(self, answer: Answer) -> bool:
        return False

    def row_ids(self, answer: Answer) -> tuple[str, ...]:
        return answer.chosen[:1]

    def answer_by_tap(self, before: Answer, choice: str, on: bool) -> Answer:
        self.option(choice)
        placed = [one for one in before.chosen if one != choice]
        if on:
            placed = [*before.chosen] if choice in before.chosen else [*placed, choice]
        left = [option.id for option in self.options if option.id not in placed]
        return Answer(chosen=tuple(placed + left if on and len(left) == 1 else placed))

    def check(self, answer: Answer) -> None:
        if len(answer.chosen) < len(self.options):
            raise Refusal("place_all", left=len(self.options) - len(answer.chosen))


class Scale(BaseQuestion):
    """Points from 1 to `points`, with words at both ends; perhaps a way out."""

    kind: Literal["scale"]
    points: Literal[5, 10] = 5
    low: Words
    high: Words
    does_not_apply: bool = False
    way_out: Words | None = None
    """The words for "does not apply", put in from `content/messages/`."""

    @property
    def choices(self) -> tuple[Option, ...]:
        points = [Option(id=str(point), text=self._label(point)) for point in range(1, self.points + 1)]
        if self.way_out is not None:
            points.append(Option(id=WAY_OUT, text=self.way_out))
        return tuple(points)

    def _label(self, point: int) -> Words:
        end = {1: self.low, self.points: self.high}.get(point)
        return Words(usual=str(point)) if end is None else end.prefixed(f"{point} · ")


class Number(BaseQuestion):
    """A whole number. `bands`: where each band of the table begins; else five alike are made."""

    kind: Literal["number"]
    low: int
    high: int
    bands: tuple[int, ...] = Field(default=(), max_length=MOST_OPTIONS)

    @model_validator(mode="after")
    def _in_order(self) -> "Number":
        if self.low >= self.high:
            raise ValueError("low must be less than high")
        if self.bands and (self.bands[0] != self.low or list(self.bands) != sorted(set(self.bands))):
            raise ValueError("bands must begin with low and rise")
        if self.bands and self.bands[-1] > self.high:
            raise ValueError("the last band begins above high")
        return self

    @property
    def starts(self) -> tuple[int, ...]:
        step = max(1, -(-(self.high - self.low + 1) // SHOWN_BANDS))
        return self.bands or tuple(range(self.low, self.high + 1, step))

    @property
    def rows(self) -> tuple[Option, ...]:
        ends = [*(start - 1 for start in self.starts[1:]), self.high]
        return tuple(
            Option(id=f"b{at}", text=Words(usual=str(start) if start == end else f"{start}–{end}"))
            for at, (start, end) in enumerate(zip(self.starts, ends, strict=True))
        )

    def row_ids(self, answer: Answer) -> tuple[str, ...]:
        if answer.number is None:
            return ()
        return (f"b{sum(start <= answer.number for start in self.starts) - 1}",)

    def waits_for_words(self, answer: Answer) -> bool:
        return True

    def answer_by_text(self, before: Answer, text: str) -> Answer:
        if not re.fullmatch(r"[+-]?\d{1,12}", text.strip()):
            raise Refusal("number_please", low=self.low, high=self.high)
        number = int(text)
        if not self.low <= number <= self.high:
            raise Refusal("number_outside", low=self.low, high=self.high)
        return Answer(number=number)


class Line(Model):
    id: Id
    text: Words


class Grid(BaseQuestion):
    """The same options for many lines; asked line by line."""

    kind: Literal["grid"]
    lines: tuple[Line, ...] = Field(min_length=1, max_length=30)
    options: tuple[Option, ...] = Field(min_length=2, max_length=10)

    def steps(self) -> "tuple[GridLine, ...]":
        return tuple(
            GridLine(
                id=f"{self.id}.{line.id}",
                text=line.text,
                sensitivity=self.sensitivity,
                required=self.required,
                show_if=self.show_if,
                jargon=self.jargon,
                grid=self.id,
                stem=self.text,
                options=self.options,
            )
            for line in self.lines
        )


class GridLine(BaseQuestion):
    """One line of a grid, as it is asked. `stem` is the grid's own question."""

    grid: Id
    stem: Words
    options: tuple[Option, ...]

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options


class Note(BaseQuestion):
    """Tells something and asks nothing. `picture`: a file in `content/pictures/`, with what it shows."""

    is_asked: ClassVar[bool] = False

    kind: Literal["note"]
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    picture: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]+\.(png|jpg)$")
    picture_shows: Words | None = None

    def check(self, answer: Answer) -> None:
        """One may always go on."""


Question = Annotated[
    ChooseOne | YesNo | ChooseSeveral | PutInOrder | Scale | Number | ShortText | LongText | Grid | Note,
    Field(discriminator="kind"),
]
