"""What Heard puts into a survey file itself."""

import pytest

from bot.content import load_content
from bot.core.surveys import Survey
from tests.content.forum_folder import CHOICE, SURVEY, Folders

MESSAGES = """
answer_rather_not: Rather not say
answer_na: Does not apply
question_who_answers: Who is answering?
answer_by_myself: By myself
answer_with_help: With help
answer_for_me: {usual: Someone for me, translations: {pl: Ktoś za mnie}}
"""
RATHER_NOT = CHOICE.replace("kind:", "rather_not_say: true\n    kind:")
SCALE = """
  - {id: hot, kind: scale, sensitivity: ordinary, text: How hot?, low: cold, high: hot, does_not_apply: true}
"""


@pytest.fixture
def shipped(folders: Folders) -> Folders:
    """With all the answers that may be put in."""
    Folders(folders.shipped, folders.shipped).write("messages/answers.yaml", MESSAGES)
    return folders


def read(folders: Folders, questions: str, more: str = "") -> Survey:
    folders.write("surveys/lunch.yaml", SURVEY.replace("questions:", f"{more}\nquestions:") + questions)
    survey = load_content(folders.ours, folders.shipped).surveys["lunch"]
    assert Survey.model_validate_json(survey.model_dump_json()) == survey
    return survey


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("choose_one", ["soup", "cake", "rather_not"]),
        ("choose_several", ["soup", "cake", "rather_not"]),
        ("yes_no", ["yes", "no", "not_sure", "rather_not"]),
    ],
)
def test_rather_not_say_is_one_more_option_that_stands_alone(
    shipped: Folders, kind: str, options: list[str]
) -> None:
    asked = CHOICE.replace("choose_one", kind).replace("text: Which", "rather_not_say: true\n    text: Which")
    if kind == "yes_no":
        asked = asked.partition("    options:")[0]

    (question,) = read(shipped, asked).questions

    assert [option.id for option in question.choices] == options
    assert [option.alone for option in question.choices] == [option == "rather_not" for option in options]
    assert question.choices[-1].text.usual == "Rather not say"


def test_a_scale_gets_the_words_for_its_way_out(shipped: Folders) -> None:
    (scale,) = read(shipped, SCALE).questions

    assert scale.choices[-1].text.usual == "Does not apply"


def test_a_survey_may_ask_at_its_end_who_is_answering(shipped: Folders) -> None:
    dish, who = read(shipped, CHOICE, "who_answers: true").questions

    assert dish.id == "dish"
    assert (who.id, who.required, who.sensitivity) == ("who_answers", False, "ordinary")
    assert [option.id for option in who.choices] == ["myself", "helped", "for_me"]
    assert who.choices[2].text.translations["pl"].usual == "Ktoś za mnie"


@pytest.mark.parametrize(
    ("questions", "more", "key", "what"),
    [
        (SCALE.replace("does_not", "way_out: None, does_not"), "", "questions[0].way_out", "itself"),
        (CHOICE.replace("id: dish", "id: who_answers"), "", "questions[0].id", "itself"),
        (
            CHOICE.replace("choose_one", "put_in_order\n    rather_not_say: true"),
            "",
            "questions[0].rather_not_say",
            "in order",
        ),
        (
            CHOICE.replace("kind:", "rather_not_say: perhaps\n    kind:"),
            "",
            "questions[0].rather_not_say",
            "true",
        ),
        (
            CHOICE.replace("soup, text", "rather_not, text").replace(
                "kind:", "rather_not_say: true\n    kind:"
            ),
            "",
            "questions[0].options[2].id",
            "have the id",
        ),
        (CHOICE, "named: true", "", "does not fit together"),
        (CHOICE, "readers: The cook", "readers", "named survey"),
        (CHOICE, "who_answers: often", "who_answers", "true or false"),
    ],
)
def test_what_stands_in_the_way_of_it_is_told(
    shipped: Folders, questions: str, more: str, key: str, what: str
) -> None:
    shipped.write("surveys/lunch.yaml", SURVEY.replace("questions:", f"{more}\nquestions:") + questions)

    problem = shipped.only_problem()

    assert problem.key == key
    assert what in problem.what
    assert problem.remedy
