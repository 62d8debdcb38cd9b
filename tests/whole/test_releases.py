"""What coordinators release to officers: only that is seen and taken, and members see that it was."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.core.audit import START
from bot.simulator.client import Person
from bot.store import retention
from tests.whole.forum import Forum
from tests.whole.releasing import IMRAN, OTHER, TITLE, answered_forum, released, result_page


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[Forum]:
    async with answered_forum(tmp_path) as forum:
        yield forum


async def both(forum: Forum) -> tuple[Person, Person]:
    return await forum.town.person("Rosalind"), await forum.town.person("Imran")


async def taken(forum: Forum, imran: Person, number: int) -> dict[str, str]:
    """The files that an officer gets, by the end of their names: so many."""
    before = len([one for one in await imran.reads() if one.document])
    await imran.tap("Get the files", wait=30)
    await imran.sees("Here are the files.")
    while len(shown := [one.document for one in await imran.reads() if one.document]) < before + number:
        await imran.sees_change(await imran.newest(), 5)
    files = {}
    for file in shown[before:]:
        name, content = file["file_name"], await forum.town.download(file["file_id"])
        if name.endswith(".html"):
            files["page"] = content.decode()
        elif name.endswith(".json"):
            files["json"] = content.decode()
        else:
            with ZipFile(io.BytesIO(content)) as parts:
                files |= {
                    one.rpartition("-")[2]: parts.read(one).decode("utf-8-sig", "replace")
                    for one in parts.namelist()
                }
    return files


def tables(files: dict[str, str]) -> set[str]:
    return {name for name in files if name.endswith(".csv")}


async def test_an_officer_sees_nothing_until_it_is_released_and_then_the_summary_alone(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    for command in ("/results", "/export"):
        await imran.type(command)
        empty = await imran.sees("Nothing is released now.")
    survey = forum.rows("SELECT id FROM survey")[0][0]
    for forged in (f"rs:{survey}", f"rb:{survey}:audience", f"rp:{survey}"):
        assert "not shared with you" in await imran.press(empty, forged, forge=True)
    for forged in (
        f"ow:{survey}",
        f"oa:{survey}:csv",
        "oa:audit:csv",
        "oa:released:csv",
        "ow:release-1",
        f"rla:survey:{survey}",
        "rll:0",
        f"rln:survey:{survey}:1:1",
    ):
        assert "only our team can do that" in await imran.press(empty, forged, forge=True)
    for forged in ("rot:1", "roo:77"):
        assert "has not released this" in await imran.press(empty, forged, forge=True)

    number = await released(rosalind)

    assert "Well in town" not in (await imran.sees("The forum released something to you.")).text
    await imran.tap("Released to you")
    listed = await imran.sees("the summary only, released on")
    assert listed.buttons == [TITLE, "Results for members"]
    await imran.tap(TITLE)
    page = await imran.sees("Each look and each file is counted.")
    files = await taken(forum, imran, 5)
    assert tables(files) == {"summary.csv", "dictionary.csv"}
    assert "xl/workbook.xml" in files
    lines = list(csv.DictReader(io.StringIO(files["summary.csv"])))
    counts = {(one["question"], one["option"]): one["people"] for one in lines}
    assert counts["day", "monday"] == "6"
    assert counts["well", "bad"] == "[c]"
    assert lines[0]["question_text"] == "'=Which day?"
    for said in ("a@b.example", "Said", "Amira"):
        assert said not in "".join(files.values())
    (chained,) = forum.rows("SELECT audit_hash FROM release")[0]
    assert chained in page.text
    assert chained in files["page"]
    await imran.press(page, f"rs:{survey}", forge=True)
    await imran.sees("Which day?")
    assert forum.rows("SELECT id, pulls, responses, texts FROM release") == [(number, 2, 0, 0)]


async def test_answers_and_quotes_come_only_where_they_were_released(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    await result_page(rosalind)
    await rosalind.sees("6 people wrote something")
    await rosalind.tap("Look closer, or share it")
    await rosalind.sees("6 wait to be read")
    await rosalind.tap("Read what people wrote")
    for left in range(6, 0, -1):
        await rosalind.sees(f"{left} of 6 still to read")
        await rosalind.tap("Keep")
    await rosalind.sees("You have been through all texts.")
    await released(rosalind, "Summary and answers, with quotes")

    await imran.type("/export")
    await imran.tap(TITLE)
    await imran.sees("the summary and the answers, with quotes")
    files = await taken(forum, imran, 5)

    assert tables(files) == {"summary.csv", "texts.csv", "responses.csv", "dictionary.csv"}
    assert len(list(csv.DictReader(io.StringIO(files["responses.csv"])))) == 6
    quotes = list(csv.DictReader(io.StringIO(files["texts.csv"])))
    assert quotes == [
        {
            "question": "else",
            "question_text": "Anything else?",
            "text": "Said <b>by</b> Amira, [email address]",
        }
    ]
    assert "Said &lt;b&gt;by&lt;/b&gt; Amira" in files["page"]
    assert "Gethin" not in "".join(files.values())


async def test_withdrawn_it_is_refused_and_members_are_told_what_remains(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    amira = await forum.town.person("Amira")
    await amira.type("/privacy")
    await amira.tap("What officers got")
    await amira.sees("Nothing so far.")
    number = await released(rosalind)
    await imran.type("/results")
    await imran.tap(TITLE)
    page = await imran.sees("Each look and each file is counted.")
    await taken(forum, imran, 5)

    await rosalind.tap("Take it back")
    await rosalind.sees("It was looked at or taken 1 time so far.")
    await rosalind.tap("Take it back now")
    await rosalind.sees("Taken back on Monday 23 November.")

    survey = forum.rows("SELECT id FROM survey")[0][0]
    for forged in (f"rot:{number}", f"roo:{number}"):
        assert "has taken this back" in await imran.press(page, forged, forge=True)
    assert "not shared with you" in await imran.press(page, f"rs:{survey}", forge=True)
    await imran.type("/results")
    await imran.sees("Nothing is released now.")
    await amira.type("/privacy")
    await amira.tap("What officers got")
    said = (await amira.sees("Freedom-of-information law may apply")).text
    assert f"{TITLE}\nThe summary only. Released on Monday 23 November. Taken back on" in said
    assert "Looked at or taken 1 time." in said
    again = await rosalind.sees("Taken back on")
    assert again.buttons == ["Release it again", "‹ To the result", "Released to officers"]
    await rosalind.tap("‹ To the result")
    await rosalind.sees(TITLE)
    await rosalind.press(again, f"rlo:{number}", forge=True)
    await rosalind.tap("Release it again")
    await rosalind.sees("No quotes yet: 6 texts wait to be read.")
    for letters, said in (("is_quotable = 0", "but nobody allowed quoting."), ("1", "with quotes")):
        await forum.services.store.write(
            lambda db, which: db.execute(f"UPDATE written SET decision = 'keep' WHERE {which}"), letters
        )
        await forum.services.store.write(
            lambda db: db.execute("UPDATE written SET decision = 'leave_out' WHERE decision IS NULL")
        )
        await rosalind.press(again, f"rla:survey:{survey}", forge=True)
        asked = await rosalind.sees("How much of it may officers have?")
        assert said in asked.text + " ".join(asked.buttons)
        assert ("No quotes: 5 texts were kept" in asked.text) == (letters != "1")
    await rosalind.press(again, f"rlx:{number}", forge=True)
    assert forum.rows("SELECT count(*) FROM audit WHERE what = 'release_withdrawn'") == [(1,)]


async def test_another_scope_takes_the_place_of_the_first_and_a_second_tap_changes_nothing(
    forum: Forum,
) -> None:
    rosalind, imran = await both(forum)
    first = await released(rosalind)
    survey = forum.rows("SELECT id FROM survey")[0][0]
    seen = await rosalind.sees("The audit log at its release")
    await rosalind.press(seen, f"rln:survey:{survey}:0:0", forge=True)
    assert forum.rows("SELECT count(*) FROM release") == [(1,)]

    second = await released(rosalind, "Summary and answers")

    found = forum.rows("SELECT id, responses, withdrawn_at IS NULL FROM release ORDER BY responses")
    assert found == [(first, 0, 0), (second, 1, 1)]
    said = await imran.press(await imran.newest(), f"roo:{first}", forge=True)
    assert "A newer release took its place" in said
    amira = await forum.town.person("Amira")
    await amira.type("/privacy")
    await amira.tap("What officers got")
    listed = (await amira.sees("A newer release took its place on")).text
    assert "Taken back on" not in listed and listed.count("Looked at or taken 0 times.") == 2
    await rosalind.press(seen, f"rlo:{first}", forge=True)
    assert "Release it again" not in (await rosalind.sees("A newer release took its place on")).buttons
    await forum.services.store.write(retention.delete_responses, survey, forum.services.clock())
    await rosalind.press(seen, f"rlo:{second}", forge=True)
    await rosalind.sees("The single answers were deleted because of their age.")
    await imran.type("/results")
    await imran.sees("the summary and the answers (the answers were deleted for their age)")
    await rosalind.press(seen, f"rla:survey:{survey}", forge=True)
    assert "Summary and answers" not in (await rosalind.sees("How much of it")).buttons
    for forged in ("rln:survey:999:0:0", f"rln:record:{survey}:0:0", "rln:record:0:1:0", "rla:secrets:0"):
        assert "an old one" in await rosalind.press(seen, forged, forge=True)


async def test_what_too_few_answered_is_not_released(tmp_path: Path) -> None:
    async with answered_forum(tmp_path, ("Amira", "Cy")) as forum:
        rosalind, _ = await both(forum)
        await result_page(rosalind)
        toast = await rosalind.tap("Release to officers")
        assert toast.startswith("Too few people answered.")
        survey = forum.rows("SELECT id FROM survey")[0][0]
        shown = await rosalind.newest()
        assert "Too few" in await rosalind.press(shown, f"rln:survey:{survey}:0:0", forge=True)
        assert forum.rows("SELECT * FROM release") == []


async def test_the_record_is_released_as_a_whole_and_only_then_to_be_had(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    await rosalind.type("/results")
    await rosalind.tap("Released to officers")
    await rosalind.tap("Release the record")
    await rosalind.sees("Every entry of the record")
    await rosalind.tap("Release it")
    await rosalind.sees("The audit log at its release")

    await imran.type("/export")
    await imran.tap("You said, we did: the record")
    await imran.sees("Each look and each file is counted.")
    files = await taken(forum, imran, 4)

    assert "There is nothing in it yet." in files["page"]
    await rosalind.type("/export")
    shown = await rosalind.sees("like as a file?")
    assert "old" in await rosalind.press(shown, "ow:release-1", forge=True)
    await rosalind.type("/export")
    await rosalind.tap("All that officers may have")
    await rosalind.sees("Which form?")
    await rosalind.tap("JSON, for programs", wait=30)
    await rosalind.sees("Here is the file.")
    while not (sent := [one.document for one in await rosalind.reads() if one.document]):
        await rosalind.sees_change(await rosalind.newest(), 5)
    assert [one["file_name"] for one in sent] == ["record.json"]
    assert "old" in await rosalind.press(await rosalind.newest(), "ow:release-1", forge=True)


async def test_each_step_stands_in_the_audit_log_with_role_and_number(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    number = await released(rosalind)
    await imran.type("/results")
    await imran.tap(TITLE)
    await imran.sees("Each look and each file is counted.")
    await taken(forum, imran, 5)
    amira = await forum.town.person("Amira")
    await amira.type("/forgetme")
    await amira.tap("Yes, forget me")
    await amira.sees("We have forgotten you")

    found = forum.rows("SELECT what, about, role, actor IS NULL FROM audit ORDER BY number")

    survey = forum.rows("SELECT id FROM survey")[0][0]
    assert found == [
        ("opened", f"survey {survey}", "coordinator", 0),
        ("closed", f"survey {survey}", "coordinator", 0),
        ("released", f"release {number}", "coordinator", 0),
        ("pulled", f"release {number}", "officer", 0),
        ("forgotten", "somebody", "bot", 1),
    ]
    (printed,) = forum.rows("SELECT audit_hash FROM release")[0]
    assert printed != START
    assert forum.rows("SELECT what FROM audit WHERE hash = ?", printed) == [("released",)]
    everything = str(forum.rows("SELECT * FROM audit"))
    assert str(IMRAN) not in everything
    assert str(amira.id) not in everything


async def test_nothing_of_another_survey_is_seen_by_what_was_released(forum: Forum) -> None:
    rosalind, imran = await both(forum)
    await released(rosalind)
    await forum.opened(rosalind, OTHER)
    await forum.closed(rosalind, OTHER)

    await imran.type("/results")
    listed = await imran.sees("Released to you")

    assert OTHER not in listed.text
    other = forum.rows("SELECT max(id) FROM survey")[0][0]
    assert "not shared with you" in await imran.press(listed, f"rs:{other}", forge=True)
    assert set(await imran.commands()) >= {"results", "export", "impact"}
