"""What people wrote in their own words: which of it may be read at all, and what was decided on each."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answers import Counted
from bot.core.base_question import BaseQuestion
from bot.core.masking import mask, mask_words
from bot.core.results import Result, Table, is_guarded
from bot.core.surveys import Survey


class Decision(StrEnum):
    """The last two are proposals, of comments on the Local Offer alone: the council decides on them."""

    KEEP = "keep"
    LEAVE_OUT = "leave_out"
    ONE_PERSON = "one_person"
    """It is about services to one particular person."""
    VEXATIOUS = "vexatious"

    @property
    def is_proposal(self) -> bool:
        return self in {Decision.ONE_PERSON, Decision.VEXATIOUS}


@dataclass(frozen=True)
class Found:
    """A text as it was masked by itself. Says nothing of its writer, nor what else they wrote.

    `is_held`: an alert has the same words, and is not dealt with.
    """

    question: str
    text: str
    is_quotable: bool
    is_held: bool = False


@dataclass(frozen=True)
class Written:
    """A text and what was decided on it. `hidden`: the words that were masked by the one who read it.

    `entry`: what answers it on the record; of comments on the Local Offer alone.
    """

    id: int
    survey: int
    question: str
    masked: str
    is_quotable: bool
    hidden: tuple[str, ...]
    decision: Decision | None
    version: int
    entry: int | None = None

    def may_be_proposed(self, survey: Survey) -> bool:
        """A comment on the Local Offer that would be published otherwise."""
        return self.is_quotable and survey.question(self.question).comments_under is not None

    @property
    def text(self) -> str:
        """As it may be read, with marks such as ⟦phone⟧."""
        return mask_words(self.masked, self.hidden)


def readable_texts(
    survey: Survey,
    responses: Sequence[Counted],
    result: Result,
    threshold: int,
    is_held: Callable[[str], bool] = lambda text: False,
) -> Iterator[Found]:
    """The texts that a coordinator may read, masked.

    To an ordinary question: all of them, for the threshold is for counts, and a comment that is held back
    because few commented is lost. To a personal one: only where as many as the threshold wrote, and
    where their number may be told. A comment on the Local Offer may always be read, for the council must
    publish all of them. `is_held`: asked of each as it was typed.
    """
    tables = {table.question: table for table in result.tables}
    writers = Counter(
        question for response in responses for question, answer in response.answers.items() if answer.text
    )
    for response in responses:
        for question, answer in response.answers.items():
            if not answer.text or question not in tables:
                continue
            asked = survey.question(question)
            if (
                asked.comments_under is not None
                or not is_guarded(survey, asked)
                or _may_be_read(asked, tables[question], writers[question], threshold)
            ):
                yield Found(question, mask(answer.text), answer.quotable, is_held(answer.text))


def _may_be_read(question: BaseQuestion, table: Table, writers: int, threshold: int) -> bool:
    """Of "other" what was meant is told only where the count of "other" is."""
    if writers < threshold or table.answered is None:
        return False
    others = {option.id for option in question.choices if option.other}
    return question.is_text or all(row.count is not None for row in table.rows if row.option in others)
