"""What nobody asked for while a survey is made is met kindly, and what was made stays."""

import pytest

from bot.core.buttons import OpenDraft, Pick, StartDraft
from bot.simulator.client import Person
from tests.engine import PNG
from tests.whole.drafting import (
    asked,
    asked_to_choose,
    begun,
    draft_of,
    said_what_it_changes,
    step_of,
    with_three_questions,
)
from tests.whole.forum import Forum


@pytest.fixture
async def rosalind(forum: Forum) -> Person:
    return await forum.joined("Rosalind")


async def test_a_photo_instead_of_words_is_met_kindly(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await rosalind.upload("photo", PNG, "hall.png", caption="This hall")

    shown = await rosalind.sees("I can only read words")

    assert "Type question 1" in shown.text
    await rosalind.type("How was it?")
    await rosalind.sees("How do people answer?")


async def test_a_button_of_an_earlier_version_changes_nothing(forum: Forum, rosalind: Person) -> None:
    await with_three_questions(rosalind)
    old = rosalind.screen()
    await asked_to_choose(rosalind, "Who?", "A\nB")

    toast = await rosalind.press(old, forum.taps_of(old)["How long"], forge=True)

    assert "That button is an old one" in toast
    assert step_of(forum) == "parts"


@pytest.mark.parametrize("value", ["q99", "q", "yes", "0", "out", "back"])
async def test_a_forged_button_changes_nothing(forum: Forum, rosalind: Person, value: str) -> None:
    await with_three_questions(rosalind)

    toast = await rosalind.press(rosalind.screen(), Pick(*draft_of(forum), value).pack(), forge=True)

    assert "old one" in toast
    assert step_of(forum) == "parts"


async def test_a_draft_or_a_ready_made_one_that_is_not_there_is_an_old_button(
    forum: Forum, rosalind: Person
) -> None:
    await begun(rosalind)

    screen = rosalind.screen()
    assert "thrown away" in await rosalind.press(screen, OpenDraft(99).pack(), forge=True)
    assert "old one" in await rosalind.press(screen, StartDraft("nothing").pack(), forge=True)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("👍🎉", "Please use words too"),
        ("\u2062\u200d", "There were no words in that"),
        ("a" * 101, "That has 101 characters, and 100 fit here"),
        ("a" * 4096, "That has 4096 characters, and 100 fit here"),
    ],
)
async def test_a_title_that_does_not_fit_is_asked_again(
    forum: Forum, rosalind: Person, title: str, words: str
) -> None:
    await rosalind.type("/newsurvey")
    await rosalind.sees("Make a survey")
    await rosalind.tap("From nothing")
    await rosalind.sees("What is the survey called?")
    await rosalind.type(title)

    assert "What is the survey called?" in (await rosalind.sees(words)).text


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("Choose one", "Tea", "Please type at least 2"),
        ("Choose one", "\n".join(f"Tea {n}" for n in range(21)), "Those are 21, and 20 fit here"),
        ("Choose several", "Tea\ntea", "“tea” stands there twice"),
        ("Put in order", "👍\n👎", "“👍” has no words"),
        ("Choose one", "Tea\n" + "a" * 4000, "has 4000 characters, and 120 fit"),
    ],
)
async def test_answers_that_do_not_fit_are_asked_again(
    forum: Forum, rosalind: Person, kind: str, options: str, words: str
) -> None:
    await begun(rosalind)
    await rosalind.type("What do you drink?")
    await rosalind.sees("How do people answer?")
    await rosalind.tap(kind)
    await rosalind.sees("Type the answers")
    await rosalind.type(options)

    assert "Type the answers" in (await rosalind.sees(words)).text


async def test_eleven_answers_fit_but_not_in_a_grid(forum: Forum, rosalind: Person) -> None:
    eleven = "\n".join(f"Tea {n}" for n in range(11))
    await begun(rosalind)
    await asked_to_choose(rosalind, "What do you drink?", eleven)
    await rosalind.type("How was it?")
    await rosalind.sees("How do people answer?")
    await rosalind.tap("Many lines, same answers")
    await rosalind.sees("Type the lines")
    await rosalind.type("The talks\nThe stalls")
    await rosalind.sees("Type the answers")
    await rosalind.type(eleven)

    await rosalind.sees("Those are 11, and 10 fit here")


async def test_a_hundred_characters_fit_and_a_phone_may_cut_them_off(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind, "T" * 100)
    await asked_to_choose(rosalind, "Which?", "Short\n" + "b" * 100)

    assert "Question 1: a phone may cut this answer off" in (await rosalind.sees("A draft")).text
    await said_what_it_changes(rosalind)
    await rosalind.tap("Ask this survey")
    await rosalind.sees("Who is it for?")


async def test_a_question_of_4096_characters_is_asked_again(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind)
    await rosalind.type("a" * 4096)

    assert "Type question 1" in (await rosalind.sees("That has 4096 characters, and 1000 fit here")).text


async def test_what_looks_like_tags_is_shown_as_it_was_typed(forum: Forum, rosalind: Person) -> None:
    await begun(rosalind, "Tea <b>& cake")
    await asked_to_choose(rosalind, "Which <i>?", "<a>\n{{ b }}")
    await rosalind.tap("1")
    await rosalind.sees("[ {{ b }} ]")
    await rosalind.tap("Change the answers")
    await rosalind.sees("<a>\n{{ b }}")
    await rosalind.tap("‹ Back")
    await rosalind.tap("‹ Back")
    await rosalind.tap("Look at it as people will")

    assert "Tea <b>& cake" in (await rosalind.sees("Which <i>?")).text


async def test_a_full_draft_fits_on_the_screen(forum: Forum, rosalind: Person) -> None:
    """As long as questions, options and remarks may be."""
    await begun(rosalind, "😀 " * 33 + "T")
    long = "SALT and SALT? " + "😀 and SALT? " * 70
    for _ in range(30):
        await asked(rosalind, long, "A long text")
    await asked_too_many(rosalind)
    await rosalind.tap("30")
    await rosalind.sees("Question 30 of 30")


async def asked_too_many(rosalind: Person) -> None:
    await rosalind.type("One more?")
    await rosalind.sees("A survey made here has at most 30 questions.")
