"""The answers as a file: from five on, without words or names, with small numbers kept private."""

import asyncio
import csv
import io
import json
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.actions import exporting
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


async def asked_for(forum: Forum, coordinator: Person, what: str, form: str) -> bytes:
    """What arrives for /export, what and a form."""
    seen = len([one for one in await coordinator.reads() if one.document])
    await coordinator.type("/export")
    await coordinator.sees("What would you like as a file?")
    await coordinator.tap(what)
    await coordinator.sees("Which form?")
    await coordinator.tap(form, wait=30)
    await coordinator.sees("Here is the file.")
    while len(files := [one.document for one in await coordinator.reads() if one.document]) == seen:
        await coordinator.sees_change(await coordinator.newest(), 5)
    return await forum.town.download(files[-1]["file_id"])


async def exported(forum: Forum, coordinator: Person) -> dict[str, Table]:
    """The tables of the zip, by the end of their names."""
    packed = ZipFile(io.BytesIO(await asked_for(forum, coordinator, "Well in town", "CSV, as a zip")))
    return {
        name.rpartition("-")[2].removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"), newline=""))
        )
        for name in packed.namelist()
        if name.endswith(".csv")
    }


async def test_a_file_brings_what_may_be_shown_and_nothing_of_anybody(town: Forum) -> None:
    for name in NAMES[:5]:
        await answer(town, name, "Monday", "Good")
    await answer(town, NAMES[5], "Friday", "Bad")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")

    first = await exported(town, rosalind)
    again = await exported(town, rosalind)

    rows = first["responses"]
    assert [*rows[0]][:3] == ["response", "band_audience", "band_audience__label"]
    assert [*rows[0]][3:] == ["day", "day__label", "well__unlinked", "well__unlinked__label"]
    assert sorted(row["day"] for row in rows) == ["friday", *["monday"] * 5]
    assert {row["well__unlinked"] for row in rows} == {"[c]"}
    assert {row["band_audience"] for row in rows} == {"parent"}
    everything = str(first)
    for kept_out in ("Said by", "Amira", str(1001), "26_over"):
        assert kept_out not in everything
    numbers, other = {row["response"] for row in rows}, {row["response"] for row in again["responses"]}
    assert len(numbers | other) == 12
    words = {row["value"]: row["value_meaning"] for row in first["dictionary"]}
    assert words["[c]"] == "Kept private, because few people are behind it"
    assert words["monday"] == "Monday"
    meanings = {row["column"]: row["meaning"] for row in first["dictionary"] if row["sheet"] == "responses"}
    assert meanings["day"] == "'=Which day?"
    assert "mixed" in meanings["well__unlinked"]


async def test_each_form_arrives_as_one_file(town: Forum) -> None:
    for name in NAMES[:5]:
        await answer(town, name, "Monday", "Good")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")

    excel = await asked_for(town, rosalind, "Well in town", "Excel (XLSX)")
    asked = [one["params"] for one in await town.town.requests() if one["method"] == "editMessageText"]
    making, done = (one["text"] for one in asked[-2:])
    assert "⏳ Making the file…" in making and "Here is the file." in done
    report = await asked_for(town, rosalind, "Well in town", "Report to read or print")
    record = await asked_for(town, rosalind, "The record: you said, we did", "JSON, for programs")
    assert [one.document["file_name"] for one in await rosalind.reads() if one.document] == [
        *("Well-in-town-1.xlsx", "Well-in-town-1-report.html", "record.json")
    ]

    assert "xl/workbook.xml" in ZipFile(io.BytesIO(excel)).namelist()
    assert b"data:image/png;base64," in report
    assert b"Well in town" in report
    assert json.loads(record)["tables"]["record"]["rows"] == []
    assert {*json.loads(record)["marks"]} == {"", "'"}
    assert "[c]" not in (await rosalind.sees("Here is the file.")).text


async def test_two_exports_at_once_make_two_whole_files_and_a_start_clears_what_a_killed_one_left(
    town: Forum, tmp_path: Path
) -> None:
    for name in NAMES[:5]:
        await answer(town, name, "Monday", "Good")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")
    await town.opened(rosalind, "Well in town")

    one, other, _ = await asyncio.gather(
        by_command(town, "1", tmp_path / "out"),
        by_command(town, "1", tmp_path / "out"),
        # Comes in meanwhile; she has no other invitation that waits.
        answer(town, NAMES[0], "Friday", "Bad"),
    )

    assert (one[0], other[0]) == (0, 0)
    assert town.rows("SELECT survey, count(*) FROM response GROUP BY survey") == [(1, 5), (2, 1)]
    (made,) = (tmp_path / "out").glob("*-responses.csv")
    assert len(made.read_text(encoding="utf-8-sig").splitlines()) == 6
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []

    left = town.services.store.path.parent / ".heard-left"
    left.mkdir()
    (left / "half.csv").write_text("half of i", encoding="utf-8")
    await town.restart()
    assert not left.exists()


async def test_a_file_that_telegram_does_not_take_is_named_with_the_command_that_makes_it(
    town: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES[:5]:
        await answer(town, name, "Monday", "Good")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")
    monkeypatch.setattr(exporting, "MOST_BYTES", 100)
    await rosalind.type("/export")
    await rosalind.tap("Well in town")
    await rosalind.sees("Which form?")

    toast = await rosalind.tap("JSON, for programs", wait=30)

    assert "heard export 1 --form json" in toast
    assert [one for one in await rosalind.reads() if one.document] == []


async def test_nobody_but_a_coordinator_gets_a_file(town: Forum) -> None:
    amira = await town.town.person("Amira")

    await amira.type("/export")
    shown = await amira.newest()
    for data in ("ol:0", "ow:record", "oa:record:csv", "oa:audit:xlsx"):
        assert await amira.press(shown, data, forge=True) == "Sorry, only our team can do that."
    assert [one for one in await amira.reads() if one.document] == []


async def test_fewer_than_five_answers_make_no_file(town: Forum) -> None:
    for name in NAMES[:4]:
        await answer(town, name, "Monday", "Good")
    rosalind = await town.town.person("Rosalind")
    await town.closed(rosalind, "Well in town")

    await rosalind.type("/export")
    await rosalind.sees("What would you like as a file?")
    toast = await rosalind.tap("Well in town")

    assert toast.startswith("Too few people answered. A file is made from 5 answers on")
    assert [one for one in await rosalind.reads() if one.document] == []


async def test_an_open_survey_makes_no_file(town: Forum) -> None:
    rosalind = await town.town.person("Rosalind")
    await rosalind.type("/export")
    shown = await rosalind.sees("No survey is closed yet.")

    for data in ("ow:1", "oa:1:csv"):
        toast = await rosalind.press(shown, data, forge=True)
        assert toast == "This survey is still open. It can be taken out when it is closed."
    for data in ("ow:secrets", "oa:record:docx", "oa:audit:png"):
        assert "old" in await rosalind.press(shown, data, forge=True)


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
