"""Topics in people's own words, and how people write."""

import pytest

from bot.content import load_content
from tests.content.forum_folder import Folders

ENOUGH = ", ".join(f"phrase {number}" for number in range(25))


def test_a_forum_adds_topics_to_the_shipped_ones_or_puts_them_in_their_place(folders: Folders) -> None:
    folders.write("topics.yaml", f"topics: [{{id: drink, title: Drinks, phrases: [{ENOUGH}]}}]")

    assert [*load_content(folders.ours, folders.shipped).topics] == ["food", "drink"]

    folders.write("topics.yaml", f"topics: [{{id: food, title: Meals, phrases: [{ENOUGH}]}}]")
    (food,) = load_content(folders.ours, folders.shipped).topics.values()
    assert food.title.usual == "Meals"


@pytest.mark.parametrize(
    ("written", "key", "what"),
    [
        ("topics: []", "topics", "at least 1"),
        ("topics: [{id: food}]", "topics[0].title", "is missing"),
        ("topics: [{id: a, title: A}, {id: a, title: B}]", "topics[1].id", "the id `a` already"),
        (f"topics: [{{id: a, title: {'x' * 41}}}]", "topics[0].title.usual", "41 characters"),
        ("topics: [{id: a, title: A, phrases: [999]}]", "topics[0].phrases[0]", "should be words"),
        ("topics: [{id: a, title: A, word: [b]}]", "topics[0].word", "means nothing"),
    ],
)
def test_what_is_wrong_with_topics_is_named(folders: Folders, written: str, key: str, what: str) -> None:
    folders.write("topics.yaml", written)

    problems = {problem.key: problem for problem in folders.check().problems}

    assert what in problems[key].what
    assert problems[key].remedy and problems[key].line


def test_few_phrases_are_noted(folders: Folders) -> None:
    folders.write("topics.yaml", "topics: [{id: drink, title: Drinks, phrases: [im thirsty]}]")

    assert "1 phrases" in next(note.what for note in folders.check().notes if note.key == "topics[0]")


def test_the_forum_s_own_file_takes_the_place_of_how_people_write(folders: Folders) -> None:
    Folders(folders.shipped, folders.shipped).write("speech.yaml", "hello: [ahoy]\nthanks: [ta]")
    assert load_content(folders.ours, folders.shipped).speech.hello == ("ahoy",)

    folders.write("speech.yaml", "hello: [hullo]")
    speech = load_content(folders.ours, folders.shipped).speech
    assert (speech.hello, speech.thanks) == (("hullo",), ())


@pytest.mark.parametrize(
    ("written", "key", "what"),
    [
        ("hallo: [hi]", "hallo", "means nothing"),
        ("hello: hi", "hello", "should be a list"),
        ("same: [[school, skool], [pool, skool]]", "same[1]", "`skool` stands in two groups"),
        ("same: [[school]]", "same[0]", "has one word only"),
    ],
)
def test_what_is_wrong_with_how_people_write_is_named(
    folders: Folders, written: str, key: str, what: str
) -> None:
    folders.write("speech.yaml", written)

    problem = folders.only_problem()

    assert (problem.key, what in problem.what, bool(problem.remedy)) == (key, True, True)
