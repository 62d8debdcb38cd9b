"""In an open survey a typing error is put right, and nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.buttons import ListMendable, MendText
from bot.simulator.client import Person
from tests.engine import PNG
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, words_on

TEA = [one_of("tea", "green", "black", text="Wich tea do you like?"), words_on("cake")]
EDITIONS = "SELECT number, text FROM edition WHERE survey = 1 ORDER BY number"


@pytest.fixture
async def tea(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Tea", TEA))) as forum:
        await forum.opened(await forum.joined("Rosalind"), "Tea")
        yield forum


@pytest.fixture
async def rosalind(tea: Forum) -> Person:
    return await tea.town.person("Rosalind")


async def at_the_question(rosalind: Person) -> None:
    await rosalind.type("/newsurvey")
    await rosalind.sees("Make a survey")
    await rosalind.tap("Put a typing error right")
    await rosalind.sees("In which open survey")
    await rosalind.tap("Tea")
    await rosalind.sees("6. Wich tea do you like?")
    await rosalind.tap("6")
    await rosalind.sees("Type it as it should be.")


async def test_the_mended_words_are_seen_by_who_is_in_the_middle(tea: Forum, rosalind: Person) -> None:
    amira = await tea.joined("Amira")
    await amira.start("s_1")
    await amira.tap("Start")
    await amira.sees("Wich tea do you like?")
    await at_the_question(rosalind)
    await rosalind.type("Which tea do you like?")
    shown = await rosalind.sees("Put right.")
    assert "Before: Wich tea do you like?\nNow: Which tea do you like?" in shown.text

    await amira.tap("Black")
    await amira.sees("What about cake?")
    await amira.tap("‹ Back")
    await amira.sees("Which tea do you like?")

    (first, before), (second, after) = tea.rows(EDITIONS)
    assert (first, second) == (1, 2)
    assert after == before.replace("Wich", "Which")
    assert tea.rows("SELECT value FROM answer WHERE question = 'tea'")[0][0].count("black") == 1


async def test_the_next_words_belong_to_nothing(tea: Forum, rosalind: Person) -> None:
    await at_the_question(rosalind)
    await rosalind.type("Which tea do you like?")
    await rosalind.sees("Put right.")
    await rosalind.type("Which tea did you like?")

    await rosalind.offered("All topics")
    assert len(tea.rows(EDITIONS)) == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Wich tea do you like?", "That is the same as before."),
        ("Wich tea do you hate?", "That would change the meaning."),
        ("Which tea do you like best of all?", "That is more than a typing error"),
        ("Wich 2 tea do you like?", "A number would change"),
    ],
)
async def test_anything_else_is_refused_kindly(tea: Forum, rosalind: Person, typed: str, words: str) -> None:
    await at_the_question(rosalind)
    await rosalind.type(typed)

    assert "Wich tea do you like?" in (await rosalind.sees(words)).text
    assert len(tea.rows(EDITIONS)) == 1


async def test_a_restart_and_a_photo_in_the_middle_do_no_harm(tea: Forum, rosalind: Person) -> None:
    await at_the_question(rosalind)
    await tea.restart()
    await rosalind.upload("photo", PNG, "tea.png")
    await rosalind.sees("I can only read words")
    await rosalind.type("Which tea do you like?")

    await rosalind.sees("Put right.")


async def test_two_who_mend_at_once_are_told(tea: Forum, rosalind: Person) -> None:
    wren = await tea.joined("Wren")
    tea.settings = tea.settings.model_copy(update={"coordinators": tea.settings.coordinators | {wren.id}})
    await tea.restart()
    await at_the_question(rosalind)
    await at_the_question(wren)
    await wren.type("Which tea do you like?")
    await wren.sees("Put right.")
    await rosalind.type("Which tea do you like")

    await rosalind.sees("Somebody else has put something right")
    await rosalind.type("Hello?")
    await rosalind.offered("All topics")
    assert len(tea.rows(EDITIONS)) == 2


async def test_once_it_is_closed_its_words_stay(tea: Forum, rosalind: Person) -> None:
    await at_the_question(rosalind)
    await tea.move(days=20)
    await rosalind.type("Which tea do you like?")
    await rosalind.sees("This survey is not open any more")

    await rosalind.type("/newsurvey")
    assert "Put a typing error right" not in (await rosalind.sees("Make a survey")).buttons
    toast = await rosalind.press(rosalind.screen(), ListMendable(1, 0).pack(), forge=True)
    assert "not open any more" in toast


async def test_who_loses_the_role_mends_nothing(tea: Forum, rosalind: Person) -> None:
    await at_the_question(rosalind)
    wren = await tea.joined("Wren")
    tea.settings = tea.settings.model_copy(update={"coordinators": frozenset({wren.id})})
    await tea.restart()
    await rosalind.type("Which tea do you like?")
    await rosalind.sees("only our team")
    await rosalind.type("Which tea do you like?")

    await rosalind.offered("All topics")
    assert len(tea.rows(EDITIONS)) == 1


async def test_a_text_or_an_edition_that_is_not_there_is_refused(tea: Forum, rosalind: Person) -> None:
    await at_the_question(rosalind)

    screen = rosalind.screen()
    assert "old one" in await rosalind.press(screen, MendText(1, 1, 99).pack(), forge=True)
    assert "Somebody else" in await rosalind.press(screen, MendText(1, 7, 5).pack(), forge=True)
    assert "not open" in await rosalind.press(screen, MendText(9, 1, 5).pack(), forge=True)


async def test_the_texts_have_pages(tea: Forum, rosalind: Person) -> None:
    await rosalind.type("/newsurvey")
    await rosalind.tap("From nothing")
    await rosalind.sees("What is the survey called?")
    await rosalind.press(rosalind.screen(), ListMendable(1, 0).pack(), forge=True)
    texts = await rosalind.sees("Page 1 of 1")
    assert texts.buttons == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "‹ Back"]

    await tea.opened(rosalind, "What gets in the way?")
    await rosalind.press(rosalind.screen(), ListMendable(2, 99).pack(), forge=True)
    shown = await rosalind.sees("Page 6 of 6")
    assert "‹ Back" in shown.buttons
    assert "More ›" not in shown.buttons
