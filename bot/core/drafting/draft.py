"""A survey in the making: as much of it as there is, and where the making is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from bot.core.model import Model
from bot.core.questions import Question
from bot.core.surveys import WHO_ANSWERS, Survey
from bot.core.words import Words

KIND = "survey"
"""Which of the stored drafts are surveys."""

MOST_QUESTIONS = 30
MOST_CHANGES = 10
"""Remembered for somebody who carried on from an older version."""

INFLUENCE = ("can_change", "cannot_change", "who_decides", "hear_back")


class Step(StrEnum):
    """What the coordinator is asked. PARTS shows the whole draft; ITEM one of its questions, at `at`."""

    TITLE = "title"
    PARTS = "parts"
    TEXT = "text"
    KIND = "kind"
    LINES = "lines"
    OPTIONS = "options"
    ENDS = "ends"
    RANGE = "range"
    SENSITIVITY = "sensitivity"
    ITEM = "item"
    WORDS = "words"
    OUT = "out"
    DAYS = "days"
    CAN_CHANGE = "can_change"
    CANNOT_CHANGE = "cannot_change"
    WHO_DECIDES = "who_decides"
    HEAR_BACK = "hear_back"


class Form(StrEnum):
    """Which form of a question's words is typed next."""

    USUAL = "usual"
    SHORTER = "shorter"
    YOUNG = "young"


class Part(Model):
    """A question that is not finished. `at`: where it will stand. `low` and `high`: the words at the
    ends of a scale, or the numbers that fit."""

    at: int
    text: str
    kind: str = ""
    lines: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


class Change(Model):
    """What made the draft this version. `number`: of the question, counted from 1."""

    version: int
    what: str
    number: int = 0


class SurveyDraft(Model):
    """The questions are complete, with what is put in from the content, but for the one who answers.

    `rest`: what else stood in the file of a ready-made survey, and is kept as it is.
    """

    title: Words | None = None
    can_change: Words | None = None
    cannot_change: Words | None = None
    who_decides: Words | None = None
    hear_back: Words | None = None
    open_days: int = Field(default=14, ge=1, le=365)
    who_answers: bool = False
    rest: Mapping[str, Any] = {}
    questions: tuple[Question, ...] = ()
    part: Part | None = None
    at: int = 0
    form: Form = Form.USUAL
    changes: tuple[Change, ...] = ()

    @property
    def says_influence(self) -> bool:
        return all(getattr(self, key) is not None for key in INFLUENCE)

    @property
    def length(self) -> int:
        """How many questions there are to answer at most."""
        put_in = 1 if self.who_answers else 0
        lines = (len(getattr(question, "lines", ())) or int(question.is_asked) for question in self.questions)
        return sum(lines) + put_in

    def noting(self, change: Change) -> "SurveyDraft":
        return self.model_copy(update={"changes": (*self.changes, change)[-MOST_CHANGES:]})

    def since(self, version: int) -> tuple[Change, ...]:
        """What was changed after this version, as far as it is remembered; each thing once."""
        later = {(one.what, one.number): one for one in self.changes if one.version > version}
        return tuple(later.values())


@dataclass(frozen=True)
class Onward:
    """What a step leads to. `what` and `number`: what it changed, for the others. `loosened`: how many
    questions are now asked of everybody, because what they depended on is gone."""

    draft: SurveyDraft
    step: Step
    what: str = ""
    number: int = 0
    loosened: int = 0


def from_survey(survey: Survey) -> SurveyDraft:
    """A ready-made survey to change."""
    questions = survey.questions
    if survey.who_answers:
        questions = tuple(question for question in questions if question.id != WHO_ANSWERS)
    own = {"id", "title", "influence", "open_days", "who_answers", "questions"}
    influence = {} if survey.influence is None else dict(survey.influence)
    return SurveyDraft(
        title=survey.title,
        open_days=survey.open_days,
        who_answers=survey.who_answers,
        rest=survey.model_dump(mode="json", exclude=own, exclude_defaults=True),
        questions=questions,
        **influence,
    )


def name_version(draft: int, version: int) -> str:
    """Stands where the name of a survey file does: no file is named like this."""
    return f"~{draft}.{version}"


def read_version(file: str) -> tuple[int, int] | None:
    """The draft and its version; None for the name of a file."""
    found = re.fullmatch(r"~(\d{1,12})\.(\d{1,12})", file)
    return None if found is None else (int(found[1]), int(found[2]))
