"""Making a survey, step by step."""

import pytest

from bot.core.drafting.draft import MOST_QUESTIONS, Onward, Step, SurveyDraft, from_survey
from bot.core.questions import Grid, Number, Question, Scale
from bot.core.words import Words
from tests.core.drafting.kit import KIT, begun, picked, typed, with_three
from tests.core.examples import question, refusal, survey


def only(at: Onward) -> Question:
    (made,) = at.draft.questions
    return made


def test_three_questions_take_a_few_words_and_taps() -> None:
    at = with_three()

    assert at.step is Step.PARTS
    assert [one.kind for one in at.draft.questions] == ["choose_one", "yes_no", "short_text"]
    assert [one.sensitivity for one in at.draft.questions] == ["ordinary", "personal", "personal"]
    assert [one.id for one in at.draft.questions] == ["which_hall", "did_you_like_it", "what_else"]
    assert at.draft.questions[0].choices[1].text == Words(usual="The new one")


@pytest.mark.parametrize(
    ("kind", "words", "step"),
    [
        ("choose_several", ["A\nB"], Step.PARTS),
        ("put_in_order", ["A\nB\nC"], Step.PARTS),
        ("scale", ["never\nalways"], Step.PARTS),
        ("number", ["0 to 10"], Step.PARTS),
        ("long_text", [], Step.PARTS),
        ("grid", ["Line 1\nLine 2", "A\nB"], Step.PARTS),
    ],
)
def test_each_kind_asks_for_what_it_needs(kind: str, words: list[str], step: Step) -> None:
    at = picked(typed(begun(), "Well?"), kind)
    at = picked(typed(at, *words), "ordinary")

    assert at.step is step
    assert only(at).kind == kind


def test_a_note_needs_nothing_more() -> None:
    at = picked(typed(begun(), "Thank you for coming."), "note")

    assert at.step is Step.PARTS
    assert not only(at).is_asked


def test_a_ready_answer_is_the_same_as_typing_it() -> None:
    options = picked(typed(begun(), "Well?"), "choose_one", "0", "ordinary")
    ends = picked(typed(begun(), "Well?"), "scale", "0", "ordinary")
    span = picked(typed(begun(), "Well?"), "number", "0", "ordinary")

    assert [option.text.usual for option in only(options).choices] == ["Yes", "Partly", "No"]
    assert isinstance(scale := only(ends), Scale)
    assert (scale.low.usual, scale.high.usual) == ("not at all", "very")
    assert isinstance(number := only(span), Number)
    assert (number.low, number.high) == (0, 10)


def test_every_step_of_a_question_can_go_back() -> None:
    at = typed(picked(typed(begun(), "How was it?"), "grid"), "Talks\nStalls", "Good\nBad")
    steps = [at.step]
    while at.step is not Step.PARTS:
        at = picked(at, "back")
        steps.append(at.step)

    assert steps == [Step.SENSITIVITY, Step.OPTIONS, Step.LINES, Step.KIND, Step.TEXT, Step.PARTS]
    assert at.draft.part is None


def test_a_grid_keeps_room_for_its_lines_in_the_ids() -> None:
    at = picked(typed(begun(), "How satisfied were you with each of these?"), "grid")
    at = picked(
        typed(at, "The opening hours of the hall\nThe opening hours at night", "Good\nBad"), "ordinary"
    )

    assert isinstance(grid := only(at), Grid)
    assert all(len(step.id) <= 20 for step in grid.steps())
    assert len({step.id for step in grid.steps()}) == 2


def test_hard_words_get_a_button_by_themselves() -> None:
    at = picked(
        typed(begun(), "Did the EHCPs help? And short breaks? And the plan for SEN?"), "yes_no", "personal"
    )

    assert only(at).jargon == ("ehcp", "send", "short_break")


def test_a_question_can_be_put_in_before_another_and_moved() -> None:
    at = picked(with_three(), "q1", "before")
    at = picked(typed(at, "When?"), "short_text", "ordinary")
    assert [one.text.usual for one in at.draft.questions] == [
        "Which hall?",
        "When?",
        "Did you like it?",
        "What else?",
    ]

    at = picked(at, "q1", "up")
    assert [one.text.usual for one in at.draft.questions][:2] == ["When?", "Which hall?"]
    assert at.draft.at == 0
    assert refusal(picked, at, "up").key == "old_button"


def test_a_question_is_taken_out_after_asking_once() -> None:
    at = picked(with_three(), "q0", "out")
    assert at.step is Step.OUT
    assert len(at.draft.questions) == 3

    at = picked(at, "yes")

    assert [one.id for one in at.draft.questions] == ["did_you_like_it", "what_else"]
    assert (at.what, at.number) == ("out", 1)


def test_other_words_take_the_place_of_all_forms_and_the_id_stays() -> None:
    before = question(text={"usual": "Well?", "shorter": "W?"}, id="kept")
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(before,)), Step.ITEM)

    at = typed(picked(at, "usual"), "How are you?")
    assert only(at).text == Words(usual="How are you?")
    assert only(at).id == "kept"

    at = typed(picked(typed(picked(at, "shorter"), "You?"), "young"), "You OK?")
    assert only(at).text == Words(usual="How are you?", shorter="You?", young=Words(usual="You OK?"))
    assert at.step is Step.ITEM


def test_an_option_whose_words_stay_keeps_its_id_and_its_other_forms() -> None:
    options = [
        {"id": "a", "symbol": "⏰", "text": {"usual": "No time", "shorter": "Time"}},
        {"id": "b", "text": "Too far"},
    ]
    before = question(options=options)
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(before,)), Step.ITEM)

    for again in ("⏰ No time", "No time"):
        changed = only(typed(picked(at, "details"), f"Far away\n{again}"))

        assert [option.id for option in changed.choices] == ["far_away", "a"]
        assert changed.choices[1] == before.choices[0]


def test_an_answer_that_reads_like_the_shorter_form_of_another_is_refused() -> None:
    options = [{"id": "a", "text": {"usual": "No time", "shorter": "Time"}}, {"id": "b", "text": "Too far"}]
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(question(options=options),)), Step.ITEM)

    assert refusal(typed, picked(at, "details"), "No time\nTime").key == "draft_answers_unfit"


def test_hard_words_that_were_marked_by_hand_stay_until_the_words_change() -> None:
    before = question(text="About special needs?", jargon=["send"])
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(before,)), Step.ITEM)

    assert only(typed(picked(at, "details"), "A plan\nAn EHCP")).jargon == ("send", "ehcp")
    assert only(typed(picked(at, "shorter"), "Needs?")).jargon == ("send",)
    assert only(typed(picked(at, "usual"), "What else?")).jargon == ()


def test_the_way_out_of_a_ready_made_question_stays() -> None:
    options = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "rather_not", "text": "Rather not"}]
    before = question(options=options, rather_not_say=True)
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(before,)), Step.ITEM)

    at = typed(picked(at, "details"), "A\nC")

    assert [option.id for option in only(at).choices] == ["a", "c", "rather_not"]


def test_how_many_to_choose_goes_where_it_fits_no_more() -> None:
    before = question("choose_several", least=3, most=3)
    at = Onward(SurveyDraft(title=Words(usual="T"), questions=(before,)), Step.ITEM)

    changed = only(typed(picked(at, "details"), "A\nB"))

    assert changed.kind == "choose_several"
    assert (changed.least, changed.most) == (1, None)


DEPENDING = survey(
    question(id="first"),
    question(id="second", show_if={"question": "first", "was": ["a"]}),
    question(id="third", show_if={"question": "second", "was": ["b"]}),
)


def test_what_depended_on_a_question_that_is_gone_is_asked_of_everybody() -> None:
    at = picked(Onward(from_survey(DEPENDING), Step.PARTS), "q0", "out", "yes")

    assert at.loosened == 1
    assert [one.show_if is None for one in at.draft.questions] == [True, False]


def test_what_depended_on_an_option_that_is_gone_is_asked_of_everybody() -> None:
    at = typed(picked(Onward(from_survey(DEPENDING), Step.PARTS), "q0", "details"), "B\nC")

    assert at.loosened == 1
    assert at.draft.questions[1].show_if is None


def test_a_question_is_not_moved_before_the_one_it_depends_on() -> None:
    at = picked(Onward(from_survey(DEPENDING), Step.PARTS), "q1")

    assert refusal(picked, at, "up").key == "draft_depends"


def test_the_first_screen_is_asked_in_four_steps_and_taken_by_a_tap() -> None:
    at = picked(with_three(), "influence", "0")
    assert at.step is Step.CANNOT_CHANGE
    assert at.draft.can_change == KIT.ready["can_change"][0]

    at = typed(at, "The price.", "The committee.", "In March.")
    assert at.step is Step.PARTS
    assert at.draft.says_influence

    at = picked(at, "influence", "keep", "keep", "back")
    assert at.step is Step.CANNOT_CHANGE
    assert refusal(picked, at, "7").key == "old_button"


def test_how_long_it_is_open_is_tapped_or_typed() -> None:
    assert picked(with_three(), "days", "21").draft.open_days == 21
    assert typed(picked(with_three(), "days"), "10").draft.open_days == 10
    assert refusal(picked, picked(with_three(), "days"), "22").key == "old_button"


def test_a_scale_can_have_ten_points_and_a_question_be_personal() -> None:
    at = picked(typed(begun(), "Well?"), "scale", "0", "ordinary", "q0", "points", "sensitivity")

    assert isinstance(scale := only(at), Scale)
    assert (scale.points, scale.sensitivity) == (10, "personal")


def test_words_where_a_button_is_to_be_tapped_are_refused() -> None:
    assert refusal(typed, typed(begun(), "Well?"), "choose one").key == "tap_please"


@pytest.mark.parametrize("step", [*Step])
def test_a_button_that_the_step_does_not_offer_is_refused(step: Step) -> None:
    assert refusal(picked, Onward(with_three().draft, step), "nonsense").key == "old_button"
    assert refusal(picked, Onward(with_three().draft, step), "q99").key == "old_button"


def test_a_question_whose_options_do_not_fit_on_a_screen_is_refused() -> None:
    at = picked(typed(begun(), "Long? " * 160), "put_in_order")
    at = typed(at, "\n".join(f"{n} {'a' * 115}" for n in range(20)))

    assert refusal(picked, at, "ordinary").key == "draft_too_big"


def test_a_full_survey_takes_no_other_question() -> None:
    full = SurveyDraft(
        title=Words(usual="T"), questions=tuple(question(id=f"q{n}") for n in range(MOST_QUESTIONS))
    )

    assert refusal(typed, Onward(full, Step.PARTS), "One more?").key == "draft_full"
    assert refusal(picked, Onward(full, Step.PARTS), "add").key == "draft_full"


def test_a_draft_is_the_same_after_it_was_stored() -> None:
    for draft in (with_three().draft, from_survey(DEPENDING), typed(begun(), "Well?").draft):
        assert SurveyDraft.model_validate_json(draft.model_dump_json(exclude_none=True)) == draft
