"""Hearing the result: charts once, all values in words, and a kind sentence where numbers are small."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.simulator.client import Person, Shown
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, some_of, words_on

TOWN = [
    some_of("help", "time", "money", "ears", sensitivity="personal", text="What would help you?"),
    one_of("day", "monday", "friday", text="Which day suits you?"),
    words_on("else", text="Anything else?"),
]
NAMES = ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Cy", "Dee")


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Help in town", TOWN))) as forum:
        await forum.joined("Rosalind")
        for name in NAMES:
            await forum.joined(name)
        await forum.opened(await forum.town.person("Rosalind"), "Help in town")
        yield forum


async def answer(forum: Forum, name: str, ticks: Sequence[str], day: str, words: str = "") -> Person:
    person = await forum.town.person(name)
    await person.sees("a new survey")
    await person.tap("Answer")
    await person.tap("Start")
    for tick in ticks:
        await person.tap(tick)
    await person.tap("Next" if ticks else "Skip")
    await person.tap(day)
    await person.sees("Anything else?")
    if words:
        await person.type(words)
    else:
        await person.tap("Skip")
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")
    return person


async def told(person: Person, words: str) -> list[Shown]:
    """All that arrived since the survey closed."""
    await person.sees(words)
    shown = await person.reads()
    first = next(at for at, one in enumerate(shown) if "This survey is closed" in one.text)
    return shown[first:]


async def test_above_the_threshold_charts_arrive_once_with_all_values_in_words(town: Forum) -> None:
    for name in NAMES[:5]:
        await answer(town, name, ["Time"], "Monday", "My own words")
    await answer(town, NAMES[5], ["Time", "Money"], "Friday")
    rosalind, amira = await town.town.person("Rosalind"), await town.town.person("Amira")

    await town.closed(rosalind, "Help in town")
    await town.move(hours=1)
    await town.restart()
    await town.move(hours=1)

    mine = await told(amira, "Anything else?")
    charts = [one for one in mine if one.photo]
    words = "\n".join(one.text for one in mine)
    assert len(charts) == 2
    assert charts[0].text.startswith("Help in town\nThis survey is closed. Thank you for taking part.")
    assert "What happens next: You hear it here." in words
    for line in (
        "What would help you?\n6 people answered\n• Time: 6 people, 100%\n• Money: kept private\n• Ears: 0",
        "Which day suits you?\n6 people answered\n• Monday: 5 people, 83%\n• Friday: 1 person, 17%",
        "5 people wrote something in their own words.",
    ):
        assert line in words
    assert "My own words" not in words
    theirs = "\n".join(one.text for one in await told(rosalind, "Anything else?"))
    assert "6 of 8 people answered." in theirs
    assert "/export" in theirs
    assert "Thank you for taking part" not in theirs
    cy = await town.town.person(NAMES[6])
    assert not any("is closed" in one.text for one in await cy.reads())


async def test_below_the_threshold_one_sentence_stands_in_place_of_each_chart(town: Forum) -> None:
    for name in NAMES[:4]:
        await answer(town, name, ["Time"], "Monday", "My own words")
    rosalind, amira = await town.town.person("Rosalind"), await town.town.person("Amira")

    await town.closed(rosalind, "Help in town")

    for person, arrived in ((amira, "Thank you for taking part"), (rosalind, "4 of 8 people answered")):
        shown = await told(person, arrived)
        words = "\n".join(one.text for one in shown)
        assert [one for one in shown if one.photo] == []
        assert words.count("kept private") == 1
        for number in ("4 people,", "100%", "Monday:", "My own words"):
            assert number not in words


async def test_when_nobody_answered_the_coordinator_is_told_so(town: Forum) -> None:
    rosalind, amira = await town.town.person("Rosalind"), await town.town.person("Amira")

    await town.closed(rosalind, "Help in town")

    said = await rosalind.sees("This survey is closed. Nobody answered this time.")
    assert "kept private" not in said.text
    assert not any("is closed" in one.text for one in await amira.reads())


async def test_who_reads_shorter_gets_the_result_in_shorter_words(town: Forum) -> None:
    amira = await answer(town, "Amira", ["Time"], "Monday")
    await amira.type("/settings")
    await amira.tap("How I like to read")
    await amira.tap("Shorter")
    await amira.sees("What we know about you.")

    await town.closed(await town.town.person("Rosalind"), "Help in town")

    await amira.sees("This is closed. Thank you.")
