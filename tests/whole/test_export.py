"""The answers as a file: from five on, without bands, words or names, with small numbers kept private."""

import csv
import io
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.client import Person
from tests.whole.forum import Forum, living_forum
from tests.whole.own_surveys import content_with, one_of, words_on

TOWN = [
    one_of("day", "monday", "friday", text="=Which day?"),
    one_of("well", "good", "bad", "neither", sensitivity="personal", text="How are you?"),
    words_on("else", text="Anything else?"),
]
NAMES = ("Amira", "Gethin", "Folake", "Zofia", "Bo", "Cy", "Dee")

Table = list[dict[str, str]]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Forum]:
    async with living_forum(tmp_path, content_with(tmp_path, ("Well in town", TOWN))) as forum:
        await forum.joined("Rosalind")
        for name in NAMES:
            await forum.joined(name)
        await forum.opened(await forum.town.person("Rosalind"), "Well in town")
        yield forum


async def answer(forum: Forum, name: str, day: str, well: str) -> None:
    person = await forum.town.person(name)
    await person.sees("a new survey")
    for label in ("Answer", "Start", day, well):
        await person.tap(label)
    await person.sees("Anything else?")
    await person.type(f"Said by {name}")
    await person.sees("Here is what you answered")
    await person.tap("Send my answers")
    await person.sees("Your answers are in")


async def exported(forum: Forum, coordinator: Person) -> dict[str, Table]:
    """The files that arrived, by the end of their names."""
    seen = len([one for one in await coordinator.reads() if one.document])
    await coordinator.type("/export")
    await coordinator.sees("Which survey?")
    await coordinator.tap("Well in town", wait=15)
    await coordinator.sees("Here are the answers.")
    while len(files := [one.document for one in await coordinator.reads() if one.document]) < seen + 2:
        await coordinator.sees_change(await coordinator.newest(), 5)
    found = {}
    for file in files[-2:]:
        content = await forum.town.download(file["file_id"])
        name = file["file_name"].rpartition("-")[2].removesuffix(".csv")
        found[name] = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return found


async def test_a_file_brings_what_may_be_shown_and_nothing_of_anybody(town: Forum) -> None:
    for name in NAMES[:5]:
        await answer(town, name, "Monday", "Good")
    await answer(town, NAMES[5], "Friday", "Bad")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")

    first = await exported(town, rosalind)
    again = await exported(town, rosalind)

    rows = first["responses"]
    assert list(rows[0]) == ["response", "day", "day__label", "well__unlinked", "well__unlinked__label"]
    assert sorted(row["day"] for row in rows) == ["friday", *["monday"] * 5]
    assert {row["well__unlinked"] for row in rows} == {"[c]"}
    everything = str(first)
    for kept_out in ("Said by", "Amira", "parent", str(1001), "26_over"):
        assert kept_out not in everything
    numbers, other = {row["response"] for row in rows}, {row["response"] for row in again["responses"]}
    assert len(numbers | other) == 12
    words = {row["value"]: row["value_meaning"] for row in first["dictionary"]}
    assert words["[c]"] == "Kept private, because few people are behind it"
    assert words["monday"] == "Monday"
    meanings = {row["column"]: row["meaning"] for row in first["dictionary"]}
    assert meanings["day"] == "'=Which day?"
    assert "mixed" in meanings["well__unlinked"]


async def test_fewer_than_five_answers_make_no_file(town: Forum) -> None:
    for name in NAMES[:4]:
        await answer(town, name, "Monday", "Good")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")

    await rosalind.type("/export")
    toast = await rosalind.tap("Well in town")

    assert toast.startswith("Too few people answered. A file is made from 5 answers on")
    assert [one for one in await rosalind.reads() if one.document] == []


async def test_an_open_survey_makes_no_file(town: Forum) -> None:
    rosalind = await town.town.person("Rosalind")
    await rosalind.type("/export")
    await rosalind.sees("No survey is closed yet.")

    toast = await rosalind.press((await rosalind.reads())[0], "ex:1", forge=True)

    assert toast == "This survey is still open. It can be taken out when it is closed."


async def by_command(forum: Forum, survey: str, out: Path) -> tuple[int | None, str, str]:
    child = await create_subprocess_exec(
        *(sys.executable, "-m", "bot", "export", survey, "--out", str(out)),
        env={**forum.services.environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    said, errors = await child.communicate()
    return child.returncode, said.decode(), errors.decode()


async def test_the_command_line_refuses_in_one_line_what_may_not_be_taken_out(
    town: Forum, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    assert await by_command(town, "1", out) == (
        1,
        "",
        "This survey is still open. It can be taken out when it is closed.\n",
    )
    code, said, errors = await by_command(town, "7", out)
    assert (code, said, len(errors.splitlines())) == (1, "", 1)
    assert "button" not in errors
    assert not out.exists()
