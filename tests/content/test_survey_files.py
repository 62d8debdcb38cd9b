"""A survey made in the chat reads the same once it is a file of the content."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.problems import Findings
from bot.content.put_in import complete_question
from bot.content.survey_files import finished, write_survey
from bot.content.surveys import Shelf, read_surveys
from bot.core.drafting.draft import INFLUENCE, Onward, Step, SurveyDraft, from_survey
from bot.core.drafting.questions import KINDS, Kit
from bot.core.drafting.steps import DETAILS, take_pick, take_typed
from bot.core.refusal import Refusal
from bot.core.surveys import Survey
from bot.core.words import Words
from tests.shipped import shipped_content

CONTENT = shipped_content()


def read_back(draft: SurveyDraft) -> tuple[Mapping[str, Survey], Findings]:
    name, text = write_survey(draft)
    shelf = Shelf(CONTENT.messages, CONTENT.jargon, CONTENT.pictures)
    findings = Findings()
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, encoding="utf-8")
        return read_surveys(Path(folder), shelf, findings), findings


def assert_same(draft: SurveyDraft) -> None:
    surveys, findings = read_back(draft)

    assert findings.problems == []
    assert [*surveys.values()] == [finished(draft, CONTENT.messages)]


@pytest.mark.parametrize("name", CONTENT.surveys)
def test_a_ready_made_survey_comes_back_as_it_was(name: str) -> None:
    ready_made = CONTENT.surveys[name]
    draft = from_survey(ready_made)

    assert_same(draft)
    survey = finished(draft, CONTENT.messages)
    assert survey is not None
    assert survey.model_copy(update={"id": name}) == ready_made


TEXTS = st.text(min_size=1, max_size=60)
LINES = st.lists(TEXTS, min_size=1, max_size=12).map("\n".join)
SPAN = st.tuples(st.integers(-99, 99), st.integers(-99, 99)).map(lambda span: f"{span[0]} to {span[1]}")


@st.composite
def drafts(draw: st.DrawFn) -> SurveyDraft:
    """Made by typing and tapping anything; what is refused is left out."""
    kit = Kit(lambda raw: complete_question(raw, CONTENT.messages), CONTENT.jargon, {})
    title = draw(TEXTS)[:40] + "a"
    at = take_typed(SurveyDraft(), Step.TITLE, title, kit)
    at = take_pick(at.draft, Step.PARTS, "influence", kit)
    for text in ("The menu: all of it.", "- no", "#1 decides", "'Soon'"):
        at = take_typed(at.draft, at.step, text, kit)
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4)):
        try:
            at = made = take_typed(at.draft, Step.PARTS, draw(TEXTS), kit)
            made = take_pick(made.draft, made.step, kind, kit)
            while made.step is not Step.PARTS:
                if made.step is Step.SENSITIVITY:
                    made = take_pick(made.draft, made.step, "personal", kit)
                else:
                    typed = SPAN if made.step is DETAILS["number"] else LINES
                    made = take_typed(made.draft, made.step, draw(typed), kit)
            at = made
        except Refusal:
            at = Onward(at.draft.model_copy(update={"part": None}), Step.PARTS)
    return at.draft


@given(drafts().filter(lambda draft: bool(draft.questions)))
@settings(max_examples=150, deadline=None)
def test_whatever_was_typed_comes_back_as_it_was(draft: SurveyDraft) -> None:
    assert_same(draft)


def test_what_reads_like_something_else_in_a_file_stays_words() -> None:
    kit = Kit(lambda raw: complete_question(raw, CONTENT.messages), {}, {})
    at = Onward(SurveyDraft(title=Words(usual="yes")), Step.PARTS)
    at = take_typed(at.draft, at.step, "null", kit)
    at = take_pick(at.draft, at.step, "choose_one", kit)
    at = take_typed(at.draft, at.step, "true\nno\n12\n1.5\n~a\n{a}\n2026-11-23\n0x1f", kit)
    at = take_pick(at.draft, at.step, "ordinary", kit)
    said = {key: Words(usual="So: what?") for key in INFLUENCE}

    assert_same(at.draft.model_copy(update=said))


def test_a_draft_without_questions_is_no_survey_yet() -> None:
    assert finished(SurveyDraft(title=Words(usual="T")), CONTENT.messages) is None
    assert finished(SurveyDraft(), CONTENT.messages) is None
