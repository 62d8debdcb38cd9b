"""The measured set, put to the search as people would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.core.people import Audience
from bot.core.support.fitting import Who
from bot.core.support.outcomes import AskedBack, Courteous, Found, NothingFound, Outcome, TermAsked
from bot.core.support.search import Index

QUESTIONS = Path(__file__).with_name("questions.yaml")
UNSEEN, TUNED = HALVES = ("unseen", "tuned")
HOME = "county_durham"
NOTHING = "nothing"


@dataclass(frozen=True)
class Question:
    """`right`: organisations of which one should come; or `other` than organisations is right."""

    asked: str
    right: frozenset[str]
    other: str | None
    who: Who


@dataclass(frozen=True)
class Share:
    """Of how many questions the right one came first, and among the first three; of how much small talk an
    organisation was named."""

    first: float
    among: float
    small_talk: float


def read_questions(half: str) -> list[Question]:
    raw = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return [_question(one) for one in raw[half]]


def measure_half(index: Index, half: str, known: bool = True) -> Share:
    """`known`: whether the search is told who asks, or has to find out from the words."""
    answered = [
        (question, index.ask(question.asked, question.who if known else Who(area=question.who.area)))
        for question in read_questions(half)
    ]
    places = [place(outcome, question) for question, outcome in answered if question.right]
    talked = [isinstance(outcome, Found) for question, outcome in answered if question.other == NOTHING]
    return Share(
        sum(one == 1 for one in places) / len(places),
        sum(one is not None for one in places) / len(places),
        sum(talked) / len(talked),
    )


def misunderstood(index: Index, half: str, kinds: Iterable[str]) -> list[str]:
    """The questions of which something else came than the kinds that were right."""
    wanted = {*kinds}
    return [
        question.asked
        for question in read_questions(half)
        if question.other in wanted and kind_of(index.ask(question.asked, question.who)) != question.other
    ]


def place(outcome: Outcome, question: Question) -> int | None:
    """At which place the first right organisation came, counted from 1."""
    return next((at for at, ids in enumerate(names(outcome), 1) if ids & question.right), None)


def names(outcome: Outcome) -> Iterator[set[str]]:
    """What each suggestion counts as."""
    if isinstance(outcome, Found):
        for suggestion in outcome.suggestions:
            one = suggestion.organisation
            yield {one.id, *([one.instead_of] if one.instead_of else [])}


def kind_of(outcome: Outcome) -> str:
    if isinstance(outcome, TermAsked):
        return outcome.term
    return {Courteous: "courtesy", NothingFound: NOTHING, AskedBack: "asked"}.get(type(outcome), "found")


def _question(raw: dict[str, Any]) -> Question:
    who = Who(Audience(raw.get("who", "parent")), None, raw.get("area", HOME))
    return Question(raw["asked"], frozenset(raw.get("right", ())), raw.get("is"), who)
