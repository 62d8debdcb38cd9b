"""What is missing before a survey made in the chat can be opened."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.drafting.draft import SurveyDraft
from bot.core.faults import Fault
from bot.core.survey_check import find_faults
from bot.core.surveys import Survey


@dataclass(frozen=True)
class Lack:
    """`key`: what is to be done. `number`: at which question, counted from 1."""

    key: str
    number: int = 0


def lacks(draft: SurveyDraft, survey: Survey | None) -> tuple[Lack, ...]:
    """`survey`: the draft as it would be asked; None while it has no title or no question."""
    return tuple(dict.fromkeys(_lacks(draft, survey)))


def _lacks(draft: SurveyDraft, survey: Survey | None) -> Iterator[Lack]:
    if draft.title is None:
        yield Lack("title")
    if not any(question.is_asked for question in draft.questions):
        yield Lack("question")
    if not draft.says_influence:
        yield Lack("influence")
    if survey is not None:
        yield from map(_told, find_faults(survey))


def _told(fault: Fault) -> Lack:
    match fault.place:
        case ("questions", int(at), "options", *_):
            return Lack("options", at + 1)
        case ("questions", int(at), *_):
            return Lack("too_long", at + 1)
        case ("title", *_):
            return Lack("long_title")
        case ("influence", *_):
            return Lack("first_screen")
    return Lack("other")
