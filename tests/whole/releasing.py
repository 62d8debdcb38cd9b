"""A survey that is closed, a coordinator, and an officer who is on Telegram."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, words_on

IMRAN = 1031
TITLE = "Well in town"
OTHER = "Not released"
TOWN = [
    one_of("day", "monday", "friday", text="=Which day?"),
    one_of("well", "good", "bad", "neither", sensitivity="personal", text="How are you?"),
    words_on("else", text="Anything else?"),
]
NAMES = ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Cy")


@asynccontextmanager
async def answered_forum(folder: Path, names: Sequence[str] = NAMES, **settings: Any) -> AsyncIterator[Forum]:
    """Six people answered, one of them with "bad": which stays private."""
    content = content_with(folder, (TITLE, TOWN), (OTHER, TOWN))
    async with living_forum(folder, content, officers=frozenset({IMRAN}), **settings) as forum:
        for name in ("Rosalind", "Imran", *names):
            await forum.joined(name)
        rosalind = await forum.town.person("Rosalind")
        await forum.opened(rosalind, TITLE)
        for name in names:
            await _answer(forum, name, "Bad" if name == NAMES[-1] else "Good")
        await forum.closed(rosalind, TITLE)
        yield forum


async def _answer(forum: Forum, name: str, well: str) -> None:
    person = await forum.town.person(name)
    await person.sees("a new survey")
    for label in ("Answer", "Start", "Monday", well):
        await person.tap(label)
    await person.sees("Anything else?")
    if name == "Amira":
        await person.tap("☑ Do not quote me")
    await person.type(f"Said <b>by</b> {name}, a@b.example")
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def result_page(rosalind: Person, title: str = TITLE) -> None:
    await rosalind.type("/results")
    await rosalind.sees("Which result")
    await rosalind.tap(title)
    await rosalind.sees("The charts and all values come below")


async def released(rosalind: Person, scope: str = "The summary only") -> int:
    """The coordinator releases the survey; the number of the release."""
    await result_page(rosalind)
    await rosalind.tap("Release to officers")
    await rosalind.sees("How much of it may officers have?")
    await rosalind.tap(scope)
    await rosalind.sees("This would be released to officers")
    await rosalind.tap("Release it")
    shown = await rosalind.sees("The audit log at its release")
    button = next(one for row in shown.rows for one in row if one["text"] == "Take it back")
    return int(button["callback_data"].rpartition(":")[2])
