"""The directory: shipped sets, a forum's own entries, and what is wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import check_content, load_content
from tests.content.forum_folder import FORUM, NATIONAL, TODAY, Folders

OURS = """
place: lakeland
organisations:
  - id: boats
    name: The Boats
    does: Rows with families.
    topics: [food]
    text: {number: "85258", word: ROW}
    source: its leaflet
    checked: 2026-11-01
"""


def names(folders: Folders) -> dict[str, str]:
    organisations = load_content(folders.ours, folders.shipped).organisations
    return {id: one.name for id, one in organisations.items()}


def test_a_forum_s_own_entries_stand_beside_the_sets_in_use(folders: Folders) -> None:
    folders.write("organisations/mine.yaml", OURS)

    assert names(folders) == {"kitchen": "The Kitchen", "boats": "The Boats"}


def test_an_entry_with_the_id_of_a_shipped_one_takes_its_place(folders: Folders) -> None:
    folders.write("organisations/mine.yaml", OURS.replace("id: boats", "id: kitchen"))

    assert names(folders) == {"kitchen": "The Boats"}


def test_only_the_sets_that_forum_yaml_names_are_in_use(folders: Folders) -> None:
    Folders(folders.shipped, folders.shipped).write("organisations/lakeland.yaml", OURS)

    assert names(folders) == {"kitchen": "The Kitchen"}
    folders.write("forum.yaml", FORUM + "directory: [lakeland]\n")
    assert names(folders) == {"boats": "The Boats"}
    folders.write("forum.yaml", FORUM + "directory: []\n")
    assert names(folders) == {}


def test_a_set_that_is_not_there_is_told_with_the_nearest(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM + "directory: [natoinal]\n")

    problem = folders.only_problem()

    assert (problem.key, problem.remedy) == ("directory[0]", "Did you mean `national`?")
    assert Path(problem.file).name == "forum.yaml"


def test_the_place_of_a_file_is_that_of_its_entries_unless_they_have_their_own(folders: Folders) -> None:
    another = "  - {id: hill, name: H, does: D., how: Ask., source: s, place: hills}\n"
    folders.write("organisations/mine.yaml", OURS + another)

    organisations = load_content(folders.ours, folders.shipped).organisations

    assert [organisations[id].place for id in ("boats", "hill", "kitchen")] == ["lakeland", "hills", None]


def test_topics_are_a_list_or_each_with_how_well_it_fits(folders: Folders) -> None:
    folders.write("organisations/mine.yaml", OURS)

    organisations = load_content(folders.ours, folders.shipped).organisations

    assert organisations["boats"].topics == {"food": 2}
    assert organisations["kitchen"].topics == {"food": 3}


@pytest.mark.parametrize(
    ("before", "after", "key", "what", "remedy"),
    [
        ("[food]", "[foot]", "topics", "no `foot`", "Did you mean `food`?"),
        ("[food]", "{food: 4}", "topics.food", "too high", "3 or less"),
        ('"85258"', "85258", "text.number", "should be words", "quotes"),
        ("word: ROW", "words: ROW", "text.words", "means nothing here", "word"),
        ('text: {number: "85258", word: ROW}', "phones: [03000 005 1213]", "phones[0]", "does not fit", "12"),
        ('text: {number: "85258", word: ROW}', "email: ask us", "email", "not an email", "example.org"),
        ('text: {number: "85258", word: ROW}', "website: our page", "website", "does not fit", "example.org"),
        ('    text: {number: "85258", word: ROW}\n', "", "", "how to reach The Boats", "`phones`"),
        ("source: its leaflet", "sauce: its leaflet", "source", "is missing", "`source: `"),
        ("checked: 2026-11-01", "checked: last week", "checked", "does not fit", "shipped file"),
        ("checked: 2026-11-01", "areas: [coast]", "areas", "no `coast`", "`areas` of `forum.yaml`"),
        ("checked: 2026-11-01", "instead_of: kitchn", "instead_of", "no `kitchn`", "Did you mean `kitchen`?"),
        (
            "checked: 2026-11-01",
            "ages: {least: 19, most: 5}",
            "ages",
            "does not fit",
            "lower than the lowest",
        ),
        ("checked: 2026-11-01", "audience: [parents]", "audience[0]", "cannot stand here", "'parent'"),
        ("id: boats", "id: The Boats", "id", "cannot be an id", "small letters"),
    ],
)
def test_what_is_wrong_with_an_entry_is_named_with_its_line(
    folders: Folders, before: str, after: str, key: str, what: str, remedy: str
) -> None:
    folders.write("organisations/mine.yaml", OURS.replace(before, after))

    problems = {problem.key: problem for problem in folders.check().problems}
    problem = problems[f"organisations[0].{key}".rstrip(".")]

    assert what in problem.what
    assert remedy.strip("'") in problem.remedy
    assert problem.line


def test_everything_wrong_is_told_at_once_also_in_sets_that_are_not_in_use(folders: Folders) -> None:
    Folders(folders.shipped, folders.shipped).write(
        "organisations/far.yaml", OURS.replace("[food]", "[foot]")
    )
    folders.write("organisations/mine.yaml", OURS.replace("source", "sauce").replace("does", "dose"))
    folders.write("organisations/twice.yaml", OURS + OURS.partition("organisations:\n")[2])

    told = {(Path(problem.file).name, problem.key) for problem in folders.check().problems}

    assert told == {
        ("far.yaml", "organisations[0].topics"),
        *(("mine.yaml", f"organisations[0].{key}") for key in ("source", "sauce", "does", "dose")),
        ("twice.yaml", "organisations[1].id"),
    }


@pytest.mark.parametrize(
    ("checked", "noted"),
    [
        ("checked: 2026-11-01", None),
        ("checked:", "Your forum has never checked: The Boats."),
        ("", "Your forum has never checked: The Boats."),
        ("checked: 2026-05-27", None),
        ("checked: 2026-05-26", "Checked more than six months ago: The Boats (2026-05-26)."),
        ("checked: 2027-01-01", "Checked on a day that is yet to come: The Boats."),
        ("doubtful: The number is new.\n    checked: 2026-11-01", "The Boats: The number is new."),
    ],
)
def test_entries_that_nobody_checked_are_noted(folders: Folders, checked: str, noted: str | None) -> None:
    folders.write("forum.yaml", FORUM)
    folders.write("organisations/mine.yaml", OURS.replace("checked: 2026-11-01", checked))

    notes = [note.what for note in folders.check().notes if "invented" not in note.what]

    assert notes == ([] if noted is None else [noted])


def test_entries_grow_old_by_themselves(folders: Folders) -> None:
    later = date(TODAY.year + 1, 6, 1)

    notes = [note.what for note in check_content(folders.ours, folders.shipped, later).notes]

    assert "Checked more than six months ago: The Kitchen (2026-11-01)." in notes


def test_a_folder_without_a_directory_and_topics_is_in_order(folders: Folders) -> None:
    folders.write("forum.yaml", FORUM + "directory: []\n")
    shutter = Folders(folders.shipped, folders.shipped)
    shutter.write("organisations/national.yaml", NATIONAL.replace("{food: 3}", "[]"))
    (folders.shipped / "topics.yaml").unlink()

    content = load_content(folders.ours, folders.shipped)

    assert (content.topics, content.organisations) == ({}, {})
