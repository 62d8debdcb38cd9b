"""A survey as a whole, and the buttons that carry its ids."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.core.buttons import (
    MOST_BYTES,
    Back,
    Change,
    Choose,
    ExplainTerm,
    Onward,
    OpenNow,
    PreviewSurvey,
    Skip,
)
from bot.core.conditions import LONGEST_ID
from bot.core.surveys import Survey
from tests.core.examples import KINDS, question, refusal, survey


def test_a_question_that_is_not_there_is_an_old_button() -> None:
    assert refusal(survey(question("scale")).question, "z").key == "old_button"
    assert refusal(survey(question("grid")).question, "q").key == "old_button"


def test_an_edition_that_was_stored_is_read_back_the_same() -> None:
    condition = {"any": [{"question": "scale", "more_than": 3}, {"all": [{"audience": ["young"]}]}]}
    kinds = [question(kind, id=kind) for kind in KINDS]
    last = question("short_text", id="last", show_if=condition)
    stored = survey(*kinds, last, named=True, readers="The office")

    assert Survey.model_validate_json(stored.model_dump_json()) == stored


def test_a_survey_may_have_forty_questions() -> None:
    forty = survey(*(question("yes_no", id=f"q{number}") for number in range(40)))

    assert forty.length == 40


def test_a_named_survey_says_who_will_read_it() -> None:
    with pytest.raises(ValidationError, match="who will read it"):
        survey(question("scale"), named=True)


@pytest.mark.parametrize(
    "tap",
    [
        lambda longest: Choose(2**63 - 1, longest, longest[:12], True),
        lambda longest: Choose(9_999_999_999, longest, longest, True),
        lambda longest: Onward(2**63 - 1, longest),
        lambda longest: Skip(2**63 - 1, longest),
        lambda longest: Back(2**63 - 1, longest),
        lambda longest: Change(2**63 - 1, longest),
        lambda longest: ExplainTerm(2**63 - 1, longest),
        lambda longest: PreviewSurvey(longest, 199, True, True, "ckb"),
        lambda longest: OpenNow(longest, "everyone", 9_999_999_999),
    ],
)
def test_the_longest_ids_fit_on_every_button(tap: Any) -> None:
    assert len(tap("x" * LONGEST_ID).pack().encode()) <= MOST_BYTES
