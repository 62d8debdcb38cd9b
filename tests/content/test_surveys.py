"""Survey files, which may be wrong in every way."""

import pytest

from bot.content import load_content
from bot.core.surveys import Survey
from tests.content.forum_folder import CHOICE, FORUM, SURVEY, Folders

FOLLOWING = """
  - id: why
    kind: short_text
    sensitivity: personal
    text: Why?
    show_if: {question: dish, was: [cake]}
"""


@pytest.mark.parametrize(
    ("questions", "key", "what", "remedy"),
    [
        (
            CHOICE.replace("choose_one", "chose_one"),
            "questions[0]",
            "`chose_one`",
            "Did you mean `choose_one`?",
        ),
        (CHOICE.replace("    kind: choose_one\n", ""), "questions[0]", "its kind", "kind: choose_one"),
        (
            CHOICE.replace("    text: Which dish?\n", ""),
            "questions[0].text",
            "`text` is missing",
            "Add a line",
        ),
        (CHOICE.replace("options:", "optons:"), "questions[0].optons", "means nothing", "`options`"),
        (CHOICE.replace("ordinary", "private"), "questions[0].sensitivity", "cannot stand", "personal"),
        (CHOICE.replace("id: dish", "id: Main dish"), "questions[0].id", "cannot be an id", "small letters"),
        (CHOICE.replace("id: dish", "id: 5"), "questions[0].id", "should be words", '"5"'),
        (CHOICE.replace("id: dish", "id: a_dish_of_your_choice"), "questions[0].id", "at most 20", "button"),
        (
            CHOICE.replace("id: cake", "id: a_cake_of_your_choice"),
            "questions[0].options[1].id",
            "at most 20",
            "but",
        ),
        (
            CHOICE.replace("id: cake", "id: soup"),
            "questions[0].options[1].id",
            "have the id `soup`",
            "of its own",
        ),
        (
            CHOICE.replace("text: Cake", "text: ' SOUP'"),
            "questions[0].options[1].text",
            "read the same",
            "differ",
        ),
        (
            CHOICE.replace("text: Cake", "text: {usual: Cake, shorter: Soup}"),
            "questions[0].options[1].text",
            "read the same",
            "differ",
        ),
        (
            CHOICE.replace("text: Cake", "text: " + "x" * 121),
            "questions[0].options[1].text",
            "at most 120",
            "short",
        ),
        (CHOICE.replace("Which dish?", "x" * 3000), "questions[0].text", "at most 3000", "shorter"),
        (CHOICE.replace("      - {id: cake, text: Cake}\n", ""), "questions[0].options", "at least 2", "Add"),
        (CHOICE.replace("choose_one", "yes_no"), "questions[0].options", "its own options", "choose_one"),
        (CHOICE + CHOICE, "questions[1].id", "the id `dish` already", "of its own"),
        (
            CHOICE + FOLLOWING.replace("dish", "dihs"),
            "questions[1].show_if.question",
            "no question",
            "earlier",
        ),
        (
            CHOICE + FOLLOWING.replace("[cake]", "[pie]"),
            "questions[1].show_if.was[0]",
            "cannot happen",
            "soup, cake",
        ),
        (
            CHOICE + FOLLOWING.replace("was:", "was_not:").replace("cake", "pie"),
            "questions[1].show_if.was_not[0]",
            "cannot happen",
            "soup, cake",
        ),
        (CHOICE + FOLLOWING.replace(", was: [cake]", ""), "questions[1].show_if", "which answer", "was:"),
        (
            CHOICE + FOLLOWING.replace("[cake]", "cake"),
            "questions[1].show_if.was",
            "should be a list",
            "dash",
        ),
        (
            CHOICE + FOLLOWING.replace("[cake]", "[cake], was_not: [cake, soup]"),
            "questions[1].show_if",
            "never be shown",
            "what it asks for",
        ),
        (FOLLOWING + CHOICE, "questions[0].show_if.question", "does not come before", "earlier"),
        (
            CHOICE + FOLLOWING + FOLLOWING.replace("id: why", "id: more").replace("dish", "why"),
            "questions[2].show_if.question",
            "no options",
            "tap",
        ),
        (
            CHOICE.replace("text: Which dish?", "text: Which dish?\n    required: maybe"),
            "questions[0].required",
            "true or false",
            "true",
        ),
        ("  []", "questions", "no question", "at least one"),
        ("", "questions", "nothing after", "Write it"),
        ("  - just words", "questions[0]", "lines of its own", "Indent"),
    ],
)
def test_a_bad_survey_is_told_with_its_remedy(
    folders: Folders, questions: str, key: str, what: str, remedy: str
) -> None:
    folders.write_survey(questions)

    problems = folders.check().problems

    named = {problem.key: problem for problem in problems}
    assert key in named, problems
    assert named[key].file.endswith("ours/surveys/lunch.yaml")
    assert what in named[key].what
    assert remedy in named[key].remedy


def test_one_mistake_makes_one_problem(folders: Folders) -> None:
    folders.write_survey(CHOICE.replace("Which dish?", "5") + FOLLOWING)

    assert folders.only_problem().key == "questions[0].text"


def test_the_mistakes_of_one_file_are_all_told(folders: Folders) -> None:
    folders.write_survey(CHOICE.replace("ordinary", "private") + CHOICE.replace("text: Cake", "text: Soup"))

    assert {problem.key for problem in folders.check().problems} == {
        "questions[0].sensitivity",
        "questions[1].options[1].text",
    }


def test_an_unknown_key_of_the_survey_itself_is_told(folders: Folders) -> None:
    folders.write("surveys/lunch.yaml", SURVEY.replace("questions:", "open_day: 7\nquestions:") + CHOICE)

    problem = folders.only_problem()

    assert (problem.key, problem.line) == ("open_day", 9)
    assert problem.remedy == "Did you mean `open_days`?"


def test_a_title_or_a_first_screen_that_is_too_long_is_told(folders: Folders) -> None:
    survey = SURVEY.replace("title: Lunch", "title: " + "x" * 101).replace("The menu.", "x" * 3000)
    folders.write("surveys/lunch.yaml", survey + CHOICE)

    assert {problem.key for problem in folders.check().problems} == {"title", "influence"}


def test_a_file_is_named_as_its_survey(folders: Folders) -> None:
    folders.write_survey(CHOICE, "surveys/dinner.yaml")

    problem = folders.only_problem()

    assert problem.key == "id"
    assert problem.remedy == "Name the file `lunch.yaml`, or the survey `dinner`."


def test_a_yes_no_question_carries_its_answers_with_it(folders: Folders) -> None:
    folders.write_survey("\n  - {id: ok, kind: yes_no, sensitivity: ordinary, text: All right?}")

    survey = load_content(folders.ours, folders.shipped).surveys["lunch"]

    assert [option.id for option in survey.questions[0].choices] == ["yes", "no", "not_sure"]
    assert Survey.model_validate_json(survey.model_dump_json()) == survey


def test_a_label_that_a_phone_cuts_off_is_noted(folders: Folders) -> None:
    folders.write_survey(CHOICE.replace("text: Cake", "text: " + "x" * 61))

    assert [note.key for note in folders.check().notes if "cut" in note.what] == [
        "questions[0].options[1].text.usual"
    ]


def test_a_theme_that_the_forum_has_not_got_is_told(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM + "themes: [{id: school, text: School}]\n")
    folders.write(
        "surveys/lunch.yaml", SURVEY.replace("title: Lunch", "title: Lunch\nthemes: [schol]") + CHOICE
    )

    problem = folders.only_problem()

    assert (problem.key, problem.remedy) == ("themes[0]", "Did you mean `school`?")


@pytest.mark.parametrize(
    ("days", "what"),
    [
        ("[monday, tuesday, wednesday, thursday, friday, saturday, sunday]", "At least one day"),
        ("[someday]", "A quiet day is a date such as 2026-12-25"),
        ("[2026-13-01]", "A quiet day is a date"),
    ],
)
def test_quiet_days_are_dates_and_weekdays_and_not_all_of_them(
    folders: Folders, days: str, what: str
) -> None:
    folders.write("forum.yaml", FORUM + f"quiet_days: {days}\n")
    report = folders.check()
    assert any(what in str(problem) for problem in report.problems)


def test_quiet_days_may_be_dates_and_weekdays(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM + "quiet_days: [sunday, 2026-12-25]\n")
    assert folders.check().problems == ()
