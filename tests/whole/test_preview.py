"""A coordinator looks at a survey before anybody is asked."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.buttons import PreviewSurvey
from bot.core.words import MARK
from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of, words_on

DISH = {
    "usual": "Which dish would you like to have?",
    "shorter": "Which dish?",
    "young": {"usual": "What do you want to eat?"},
    "translations": {"pl": "Jakie danie?"},
}
CAKE = {"question": "dish", "was": ["cake"]}
LUNCH: list[dict[str, Any]] = [
    {**one_of("dish", "soup", "cake"), "text": DISH, "jargon": ["send"]},
    some_of(
        "sauce",
        "red",
        "green",
        show_if={"any": [{"question": "dish", "was": ["cake"]}, {"audience": ["young"]}]},
    ),
    {
        "id": "hall",
        "kind": "note",
        "text": "This is the way.",
        "picture": "local_offer_comment.png",
        "picture_shows": "Three steps.",
    },
    {
        "id": "taste",
        "kind": "grid",
        "sensitivity": "ordinary",
        "text": "How was it?",
        "show_if": {"question": "dish", "was_not": ["soup"]},
        "lines": [{"id": "soup", "text": "The soup"}, {"id": "cake", "text": "The cake"}],
        "options": [{"id": "good", "text": "Good"}, {"id": "bad", "text": "Bad"}],
    },
    words_on("lunch"),
]
TEA_SKIPPED = {"question": "tea", "answered": False}
FEW = {"id": "minutes", "kind": "number", "sensitivity": "ordinary", "text": "Minutes?", "low": 1, "high": 9}
CONDITIONS: list[dict[str, Any]] = [
    FEW,
    words_on("tea", show_if={"question": "minutes", "more_than": 3, "less_than": 8}),
    words_on("bread", show_if={"question": "tea", "contains": "no"}),
    words_on("milk", show_if={"all": [TEA_SKIPPED, {"question": "minutes", "answered": True}]}),
]


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    content = content_with(tmp_path, ("Lunch", LUNCH), ("Tea", CONDITIONS))
    with (content / "forum.yaml").open("a", encoding="utf-8") as file:
        file.write("\nlanguages: [{id: pl, name: Polski}]\n")
    async with living_forum(tmp_path, content) as forum:
        yield forum


async def looking(forum: Forum, title: str) -> Person:
    rosalind = await forum.joined("Rosalind")
    await rosalind.type("/open")
    await rosalind.sees("Which survey")
    await rosalind.tap(title)
    return rosalind


async def forged(person: Person, tap: PreviewSurvey) -> str:
    return await person.press(person.screen(), tap.pack(), forge=True)


async def test_it_is_printed_with_its_first_screen_and_its_buttons(forum: Forum) -> None:
    rosalind = await looking(forum, "Lunch")

    shown = await rosalind.sees("Preview, page 1 of 2")
    assert (shown.buttons[:2], shown.buttons[-1]) == (["Ask this survey", "Next ›"], "Other surveys")
    text = shown.text

    assert "What this can change: The lunch." in text
    assert "Which dish would you like to have?" in text
    assert "[ Soup ]\n[ Cake ]\n[ What does “SEND” mean? ]" in text
    assert "This is the way." not in text


async def test_a_page_with_a_picture_shows_it(forum: Forum) -> None:
    rosalind = await looking(forum, "Lunch")
    await rosalind.sees("page 1 of 2")
    await rosalind.tap("Next ›")

    text = (await rosalind.sees("page 2 of 2")).text

    assert "The picture shows: Three steps." in text
    assert (await rosalind.reads())[-2].photo is not None


async def test_it_is_seen_as_each_reader_would_meet_it(forum: Forum) -> None:
    rosalind = await looking(forum, "Lunch")
    await rosalind.sees("Which dish would you like to have?")
    await rosalind.tap("Shorter")
    await rosalind.sees("Which dish?")
    await rosalind.tap("For young people")
    await rosalind.sees("What do you want to eat?")
    await rosalind.tap("Polski")

    shown = await rosalind.sees("Jakie danie?")

    assert f"[ {MARK}Soup ]" in shown.text
    labels = [button["text"] for row in shown.rows for button in row]
    assert [label for label in labels if label.startswith("●")] == [
        "● For young people",
        "● Shorter",
        "● Polski",
    ]
    assert shown.text.startswith("Preview")


async def test_what_shows_a_question_is_said_in_words(forum: Forum) -> None:
    rosalind = await looking(forum, "Lunch")
    first = (await rosalind.sees("page 1")).text
    await rosalind.tap("Next ›")
    second = (await rosalind.sees("page 2")).text

    either = "(“Which dish would you like to have?” is “Cake”; they are: Young person)"
    assert f"only shown if one of these is true: {either}." in first
    assert second.count("only shown if “Which dish would you like to have?” is not “Soup”.") == 1


async def test_every_part_of_a_condition_can_be_said(forum: Forum) -> None:
    rosalind = await looking(forum, "Tea")

    text = (await rosalind.sees("Preview")).text

    assert "only shown if “Minutes?” is more than 3 and “Minutes?” is less than 8." in text
    assert "only shown if “What about tea?” has “no” in it." in text
    assert "only shown if “What about tea?” was skipped and “Minutes?” was answered." in text


async def test_every_page_of_every_shipped_survey_can_be_seen_by_every_reader(forum: Forum) -> None:
    rosalind = await looking(forum, "Tea")
    for name in forum.services.content.surveys:
        for young, shorter in ((False, False), (True, True)):
            for page in range(9):
                tap = PreviewSurvey(name, page, young, shorter, "en")
                assert await forged(rosalind, tap) == ""


async def test_a_language_that_is_not_offered_is_an_old_button(forum: Forum) -> None:
    rosalind = await looking(forum, "Tea")

    assert "old" in await forged(rosalind, PreviewSurvey("tea", 0, False, False, "cy"))
