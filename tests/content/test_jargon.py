"""The list of hard words, and the questions that mark them."""

import pytest

from bot.content import load_content
from bot.core.jargon import LONGEST_MEANING
from tests.content.forum_folder import CHOICE, Folders

TERMS = """
terms:
  - {id: soup, word: soup, meaning: "A hot dish, eaten with a spoon.", also: [broth]}
  - {id: cake, word: cake, meaning: Something sweet.}
"""
MARKED = CHOICE.replace("text: Which dish?", "text: Which dish?\n    jargon: [soup]")


def test_a_forum_adds_its_words_to_the_shipped_ones_or_puts_them_in_their_place(folders: Folders) -> None:
    Folders(folders.shipped, folders.shipped).write("jargon.yaml", TERMS)
    folders.write(
        "jargon.yaml", "terms: [{id: cake, word: pie, meaning: A.}, {id: tea, word: tea, meaning: B.}]"
    )
    folders.write_survey(MARKED)

    jargon = load_content(folders.ours, folders.shipped).jargon

    assert {term.id: term.word.usual for term in jargon.values()} == {
        "soup": "soup",
        "cake": "pie",
        "tea": "tea",
    }
    assert jargon["soup"].also == ("broth",)


def test_without_a_list_there_are_no_hard_words(folders: Folders) -> None:
    assert load_content(folders.ours, folders.shipped).jargon == {}


@pytest.mark.parametrize(
    ("written", "key", "what"),
    [
        (TERMS.replace("id: cake", "id: soup"), "terms[1].id", "has the id `soup`"),
        (TERMS.replace("word: cake", "word: Soup"), "terms[1].word", "has the word `Soup`"),
        (TERMS.replace("Something", "x" * LONGEST_MEANING), "terms[1].meaning.usual", "at most 195"),
        (
            TERMS.replace("Something sweet.", "{usual: Sweet., young: {usual: " + "y" * 196 + "}}"),
            "terms[1].meaning.young.usual",
            "196 characters",
        ),
        (TERMS.replace("word: cake", "word: " + "x" * 61), "terms[1].word.usual", "61 characters"),
        (TERMS.replace("id: cake", "id: a cake"), "terms[1].id", "cannot be an id"),
        (TERMS.replace(", meaning: Something sweet.", ""), "terms[1].meaning", "is missing"),
        (TERMS.replace("also:", "alsi:"), "terms[0].alsi", "means nothing"),
        ("words: []", "terms", "is missing"),
        ("terms: []", "terms", "needs at least 1"),
    ],
)
def test_a_bad_list_is_told(folders: Folders, written: str, key: str, what: str) -> None:
    folders.write("jargon.yaml", written)

    problems = {problem.key: problem for problem in folders.check().problems}

    assert what in problems[key].what
    assert problems[key].remedy and problems[key].line


def test_a_question_that_marks_a_word_nobody_explains_is_told(folders: Folders) -> None:
    folders.write("jargon.yaml", TERMS)
    folders.write_survey(MARKED.replace("[soup]", "[cake, soups]"))

    problem = folders.only_problem()

    assert problem.key == "questions[0].jargon[1]"
    assert problem.remedy == "Did you mean `soup`?"


def test_too_many_marked_words_are_told(folders: Folders) -> None:
    terms = [f"{{id: t{number}, word: w{number}, meaning: M.}}" for number in range(6)]
    folders.write("jargon.yaml", f"terms: [{', '.join(terms)}]")
    folders.write_survey(MARKED.replace("[soup]", "[t0, t1, t2, t3, t4, t5]"))

    assert "at most 5" in folders.only_problem().what


def test_a_long_sentence_in_a_meaning_is_noted(folders: Folders) -> None:
    folders.write("jargon.yaml", TERMS.replace("Something sweet.", "so " * 16))

    assert "terms[1].meaning" in [note.key for note in folders.check().notes]
