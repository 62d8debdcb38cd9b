"""A forum's folder over the shipped one, and all problems at once."""

from pathlib import Path

import pytest

from bot.content import BadContent, check_content, describe, load_content, shipped_folder
from tests.content.forum_folder import CHOICE, FORUM, SURVEY, TODAY, Folders


def test_an_empty_folder_gives_what_is_shipped(folders: Folders) -> None:
    content = load_content(folders.ours, folders.shipped)

    assert content.forum.name == "Lake Forum"
    assert list(content.surveys) == ["lunch"]
    assert content.messages["button_go"].usual == "Go on"


def test_a_folder_that_is_not_there_gives_what_is_shipped_and_says_so(tmp_path: Path) -> None:
    report = check_content(tmp_path / "nowhere", shipped_folder(), TODAY)

    assert report.problems == ()
    assert report.notes[0].what == "There is no such folder, so the example forum is used."


def test_a_message_of_the_forum_takes_the_place_of_the_shipped_one(folders: Folders) -> None:
    folders.write("messages/mine.yaml", "button_go: Onwards")

    messages = load_content(folders.ours, folders.shipped).messages

    assert messages["button_go"].usual == "Onwards"
    assert messages["toast_done"].usual == "Done"


def test_the_forum_s_surveys_take_the_place_of_all_shipped_ones(folders: Folders) -> None:
    folders.write(
        "surveys/tea.yaml", (folders.shipped / "surveys/lunch.yaml").read_text().replace("lunch", "tea")
    )

    assert list(load_content(folders.ours, folders.shipped).surveys) == ["tea"]


def test_the_forum_s_own_yaml_is_used(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM.replace("Lake Forum", "Hill Forum"))

    assert load_content(folders.ours, folders.shipped).forum.name == "Hill Forum"


def test_every_problem_of_every_file_is_named_at_once(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM.replace("place: Lakeland", "plaice: Lakeland"))
    folders.write("messages/broken.yaml", "button_go: [Go")
    folders.write("messages/mine.yaml", "greeting: Hello {{ nmae }}\nbutton_going: Go\n")
    folders.write_survey(CHOICE.replace("cake", "soup"))
    folders.write("surveys/empty.yaml", "")

    with pytest.raises(BadContent) as caught:
        load_content(folders.ours, folders.shipped)

    problems = caught.value.problems
    assert {(Path(problem.file).name, problem.key) for problem in problems} == {
        ("forum.yaml", "place"),
        ("forum.yaml", "plaice"),
        ("broken.yaml", "line 2, column 1"),
        ("mine.yaml", "greeting"),
        ("mine.yaml", "button_going"),
        ("lunch.yaml", "questions[0].options[1].id"),
        ("empty.yaml", ""),
    }
    assert all(problem.remedy for problem in problems)
    assert problems == folders.check().problems
    assert all(problem.what in str(caught.value) for problem in problems)


def test_seven_bad_surveys_are_told_in_one_go(folders: Folders) -> None:
    impossible = CHOICE + CHOICE.replace("id: dish", "id: more\n    show_if: {question: dish, was: [pie]}")
    bad = {
        "broken": (CHOICE + "\n  - text: a: b", "line 19, column 12"),
        "unknown": (CHOICE.replace("options:", "optons:"), "questions[0].optons"),
        "impossible": (impossible, "questions[1].show_if.was[0]"),
        "alike": (CHOICE.replace("Cake", "soup"), "questions[0].options[1].text"),
        "long_id": (CHOICE.replace("cake", "a_cake_with_a_cherry_on_top"), "questions[0].options[1].id"),
        "empty": ("  []", "questions"),
        "long_text": (CHOICE.replace("Which dish?", "Which? " * 600), "questions[0].text"),
    }
    for name, (questions, _) in bad.items():
        folders.write(f"surveys/{name}.yaml", SURVEY.replace("lunch", name) + questions)

    told = {(Path(problem.file).stem, problem.key) for problem in folders.check().problems}

    assert told - {("unknown", "questions[0].options")} == {(name, key) for name, (_, key) in bad.items()}


def test_the_report_is_described_in_lines(folders: Folders) -> None:
    folders.write_survey(CHOICE.replace("choose_one", "chose_one"))

    lines = describe(folders.check()).splitlines()

    assert lines[0] == "Found: the forum: Lake Forum, Lakeland"
    assert f"Problem: {folders.ours}/surveys/lunch.yaml, line 11, questions[0]" in lines
    assert "  There is no kind of question called `chose_one`." in lines
    assert lines[-1] == "1 problem. Put this right, then check again."


def test_a_file_with_a_wrong_name_is_noted(folders: Folders) -> None:
    folders.write("forum.yml", FORUM)

    notes = [note.what for note in folders.check().notes]

    assert "Heard does not read `forum.yml`. Did you mean `forum.yaml`?" in notes
    assert "There is no `forum.yaml`, so the example forum is used." in notes


@pytest.mark.parametrize(
    ("before", "after", "key", "what"),
    [
        ("other_ways: {name: the worker, phone: 01632 960 002}", "", "other_ways", "is missing"),
        (
            "  night: {name: the night team, phone: 01632 960 004}",
            "",
            "children_services.night",
            "is missing",
        ),
        ("01632 960 001", "0300 005 12133", "contact.phone", "does not fit"),
        ("01632 960 001", "ask Jo", "contact.phone", "does not fit"),
        ("01632 960 001", "1234567", "contact.phone", "should be words"),
        ("01632 960 001}", "01632 960 001, email: jo}", "contact.email", "not an email address"),
        ("notice_version: 1", "notice_version: first", "notice_version", "a whole number"),
        ("notice_version: 1", "notice_version: 0", "notice_version", "too low"),
        ("notice_version: 1", "notice_version: 1\nthreshold: 11", "threshold", "too high"),
        ("notice_version: 1", "notice_version: 1\ntime_zone: London", "time_zone", "not a time zone"),
        ("notice_version: 1", "notice_version:", "notice_version", "nothing after"),
        ("name: Lake Forum", "name: Lake Forum\nname: Hill Forum", "name", "stands twice"),
        ("safeguarding_lead: our lead", "safeguarding_lead: [our, lead]", "safeguarding_lead", "is a list"),
        (
            "notice_version: 1",
            "notice_version: 1\nareas: [{id: a, text: Here}, {id: b, text: ' here '}]",
            "areas[1].text",
            "read the same",
        ),
    ],
)
def test_what_is_wrong_with_the_forum_is_named(
    folders: Folders, before: str, after: str, key: str, what: str
) -> None:
    folders.write("forum.yaml", FORUM.replace(before, after))

    problem = folders.only_problem()

    assert problem.key == key
    assert what in problem.what
    assert problem.remedy
