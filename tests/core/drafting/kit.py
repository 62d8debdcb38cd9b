"""What the steps use of the content, in small."""

from typing import Any

from bot.core.drafting.draft import Onward, Step, SurveyDraft
from bot.core.drafting.questions import Kit
from bot.core.drafting.steps import take_pick, take_typed
from bot.core.jargon import Term
from bot.core.words import Words

YES_NO = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}, {"id": "not_sure", "text": "Not sure"}]


def complete(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "options": YES_NO} if raw["kind"] == "yes_no" else raw


TERMS = {
    "ehcp": Term(id="ehcp", word=Words(usual="EHCP"), meaning=Words(usual="A plan."), also=("the plan",)),
    "send": Term(id="send", word=Words(usual="SEND"), meaning=Words(usual="Needs."), also=("SEN",)),
    "short_break": Term(id="short_break", word=Words(usual="short break"), meaning=Words(usual="A rest.")),
}
READY = {
    "can_change": (Words(usual="The next fair.", shorter="The fair."),),
    "options": (Words(usual="Yes\nPartly\nNo"),),
    "ends": (Words(usual="not at all\nvery"),),
    "range": (Words(usual="0 to 10"),),
}
KIT = Kit(complete=complete, terms=TERMS, ready=READY)


def typed(at: Onward, *texts: str) -> Onward:
    for text in texts:
        at = take_typed(at.draft, at.step, text, KIT)
    return at


def picked(at: Onward, *values: str) -> Onward:
    for value in values:
        at = take_pick(at.draft, at.step, value, KIT)
    return at


def begun() -> Onward:
    """A draft with a title, where the first question is typed."""
    return typed(Onward(SurveyDraft(), Step.TITLE), "The hall")


def with_three() -> Onward:
    """Choose one, yes or no, a short text; seen as a whole."""
    at = picked(typed(begun(), "Which hall?"), "choose_one")
    at = picked(typed(at, "The old one\nThe new one"), "ordinary")
    at = picked(typed(at, "Did you like it?"), "yes_no", "personal")
    return picked(typed(at, "What else?"), "short_text", "personal")
