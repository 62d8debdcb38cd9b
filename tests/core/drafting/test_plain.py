"""What could be plainer is said, and what is missing before opening."""

import pytest

from bot.core.drafting.draft import SurveyDraft
from bot.core.drafting.fitness import Lack, lacks
from bot.core.drafting.plain import Remark, asks_twice, remarks
from bot.core.questions import Question
from bot.core.surveys import Survey
from bot.core.words import Words
from tests.core.drafting.kit import TERMS, with_three
from tests.core.examples import question, survey

LONG = "This sentence goes on and on and on until nobody knows any more how it once began."
SAID = dict.fromkeys(("can_change", "cannot_change", "who_decides", "hear_back"), "So.")


def whole(*questions: Question) -> SurveyDraft:
    return SurveyDraft.model_validate({"title": "T", "questions": questions, **SAID})


def about(*questions: Question) -> tuple[Remark, ...]:
    return remarks(SurveyDraft(title=Words(usual="T"), questions=questions), TERMS)


def test_a_plain_survey_has_no_remarks() -> None:
    assert remarks(with_three().draft, TERMS) == ()


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (LONG, Remark("long_sentence", 1, LONG, 17)),
        ("Is the EHCP good?", Remark("hard_word", 1, "EHCP")),
        ("Is short  break good? short break", Remark("hard_word", 1, "short break")),
        ("Did the SALT help?", Remark("short_form", 1, "SALT")),
        ("Did you come? Did you like it?", Remark("two_questions", 1)),
        ("Do you agree that it was good?", Remark("leading", 1)),
        ("Don’t you think so?", Remark("leading", 1)),
        ("How great was it?", Remark("leading", 1)),
    ],
)
def test_what_could_be_plainer_is_remarked(text: str, remark: Remark) -> None:
    assert remark in about(question(text=text))


@pytest.mark.parametrize(
    "text", ["How many came?", "Do you use the NHS?", "WAS IT ALL OK FOR YOU?", "What is the plan?"]
)
def test_what_is_plain_is_not(text: str) -> None:
    assert about(question(text=text)) == ()


def test_a_marked_word_and_a_note_are_not_remarked_on() -> None:
    assert about(question(text="Is the EHCP good?", jargon=["ehcp"])) == ()
    assert about(question("note", text="Why? Because. Any questions?")) == ()


def test_options_are_read_too() -> None:
    long = "a" * 61
    options = [{"id": "a", "text": long}, {"id": "b", "text": "The SALT"}]

    assert set(about(question(options=options))) == {
        Remark("long_option", 1, long),
        Remark("short_form", 1, "SALT"),
    }


def test_more_than_eight_questions_are_many() -> None:
    eight = [question(id=f"q{n}") for n in range(8)]

    assert about(*eight) == ()
    assert about(*eight, question("grid", id="g")) == (Remark("many_questions", count=10),)


def test_a_new_draft_lacks_what_nobody_can_be_asked_without() -> None:
    assert lacks(SurveyDraft(), None) == (Lack("title"), Lack("question"), Lack("influence"))


def test_a_note_alone_asks_nothing() -> None:
    draft = whole(question("note"))

    assert lacks(draft, survey(question("note"))) == (Lack("question"),)


def test_a_whole_draft_lacks_nothing() -> None:
    draft = whole(question())

    assert lacks(draft, survey(question())) == ()


@pytest.mark.parametrize(
    ("key", "at_fault"),
    [
        ("options", survey(question(options=[{"id": "a", "text": "A"}, {"id": "b", "text": "a"}]))),
        ("too_long", survey(question("short_text", text="a" * 2500))),
    ],
)
def test_a_fault_of_a_question_is_told_with_its_number(key: str, at_fault: Survey) -> None:
    draft = whole(question())

    assert lacks(draft, at_fault) == (Lack(key, 1),)


def test_faults_of_the_first_screen_are_told() -> None:
    draft = whole(question())
    influence = {**dict.fromkeys(SAID, "a"), "can_change": "a" * 3001}

    assert lacks(draft, survey(question(), title="a" * 101)) == (Lack("long_title"),)
    assert lacks(draft, survey(question(), influence=influence)) == (Lack("first_screen"),)
    assert lacks(draft, survey(question(), readers="The committee")) == (Lack("other"),)


@pytest.mark.parametrize(
    "text",
    [
        "Did you come? Did you like it?",
        "How long did you wait, and was it worth it?",
        "How long is the journey and is it too long for your child?",
        "Was the room warm and was the tea hot?",
        "Did it help and why?",
        "Who did you ask and did they answer",
        "What is a key worker and how do you get one?",
        "Do you use the bus and if so, is it on time?",
        "Where do you live and how many children do you have?",
        "Is your child at school and are they happy there?",
    ],
)
def test_two_questions_in_one_are_seen(text: str) -> None:
    assert asks_twice(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do you like bread and butter?",
        "Who looks after health and safety at the club?",
        "How and when did you hear of it?",
        "Do you know when and where?",
        "Do you know who to ask and where you can go?",
        "Can you tell us what an annual review is and why it is held?",
        "Who came and did the work?",
        "Which school is near and has the best support?",
        "Are meetings at a good time and in a good place?",
        "Was it long or was it short?",
        "Do staff listen and do what they say?",
        "Which help do you get, and which would be better? Tap all.",
        "What do you and your child need most?",
        "Tell us what you think and how it was",
        "How safe and welcome did you feel?",
        "When were you asked and told what would change?",
        "Would you come and help?",
        "",
    ],
)
def test_one_question_with_an_and_in_it_is_left_alone(text: str) -> None:
    assert not asks_twice(text)
