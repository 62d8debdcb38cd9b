"""Comments on the Local Offer: read, answered, and given to the council by a button."""

import csv
import io
import sqlite3
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.actions.pack_reports import describe_to_publish
from bot.actions.releases import contents_of
from bot.actions.said import said_in_survey
from bot.actions.survey_report import Closed, describe_survey
from bot.actions.writing_files import export
from bot.core.exporting import Form, LocalOffer, OfRelease
from bot.core.refusal import Refusal
from bot.core.regulation_56 import read_period
from bot.core.releases import Contents, Subject, What
from bot.core.report import Report
from bot.core.rows import PLAIN
from bot.exports.xlsx import LONGEST_TITLE
from bot.handlers.releases import why_no_quotes
from bot.simulator.client import Person
from bot.store import results, surveys
from bot.taking_out import with_period
from tests.whole.forum import Forum
from tests.whole.local_offer import (
    ANNOYING,
    ARABIC,
    ASK_US,
    COMMENTS,
    FORMULA,
    ONE_PERSON,
    PACK,
    PRIVATE,
    PROPOSED,
    TITLE,
    answered,
    commented_forum,
    opened_pack,
    read_all,
)
from tests.whole.releasing import IMRAN
from tests.whole.test_record import WORDS

TIME = "November 2026"
NAMES = ("Sam", "Hill", "Amira", "Gethin", "Folake", "07700")
NOT_IN_PUBLIC = ("exatious", "council decides", "proposes", "2026-12-0", "udit log")
MASKED = 'My son [masked] waits: the page on "short breaks", and its number [phone number], are old.\nRing!'

Table = list[dict[str, str]]


async def by_button(forum: Forum, rosalind: Person, form: str) -> dict[str, tuple[str, str]]:
    """The files of a form with what stands under each, by their names."""
    await rosalind.tap(form, wait=30)
    done = await rosalind.sees("Look for names once more")
    number = 2 if "two files" in done.text else 1
    while len(new := [one for one in await rosalind.reads() if one.document]) < number:
        await rosalind.sees_change(await rosalind.newest(), 5)
    return {
        str(one.document["file_name"]): (
            (await forum.town.download(one.document["file_id"])).decode(),
            one.text,
        )
        for one in new
        if one.document
    }


def table(content: bytes) -> Table:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_comments_are_read_answered_and_given_to_the_council(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.actions.said.MOST_QUOTES", len(COMMENTS) * 3)
    async with commented_forum(tmp_path, officers=frozenset({IMRAN})) as forum:
        rosalind = await forum.town.person("Rosalind")
        await opened_pack(rosalind, "September to November 2026")
        page = await rosalind.sees("0 comments are ready to be published.")
        assert "6 more wait to be read by one of us." in page.text
        (draft,) = [path.read_text() for path in await made(forum, Form.HTML)]
        assert "This is not complete. Some comments are still to be read" in draft
        assert "6 comments are still to be read" in draft
        for words in (ONE_PERSON, "Sam", ARABIC):
            assert words not in draft

        described = await forum.services.store.read(describe_to_publish, forum.services, None)
        titles = [f"{one.title}: {described.short_title}" for one in described.sheets]
        assert "Comments: Local Offer, September to November 2026" in titles
        assert max(map(len, titles)) <= LONGEST_TITLE

        await read_all(rosalind)
        end = await rosalind.sees("5 are kept, 0 left out. Of those kept, 4 may be published.")
        assert "The others say “Do not quote me”." in end.text
        assert "You propose to the council to leave 2 out." in end.text
        assert end.buttons == ["Read the texts again", "‹ To the result"]
        await check_files_of_the_survey(forum)
        await answered(rosalind)
        await opened_pack(rosalind)
        page = await rosalind.sees("4 comments are ready to be published. 4 have no answer yet.")
        assert "1 cannot be published. Its writer did not allow it." in page.text
        await link(rosalind)

        await opened_pack(rosalind)
        await rosalind.sees("1 has no answer yet.")
        files = await by_button(forum, rosalind, "Report to read or print")
        stem = "regulation-56-2026-11"
        assert [*files] == [f"{stem}-report.html", f"{stem}-to-decide-report.html"]
        (public, said), (to_decide, warning) = files.values()
        assert said == ""
        assert rosalind.screen().buttons[:2] == ["Which answer belongs to which?", "Release to officers"]
        assert warning == "⚠ Do not publish this. It is for the council to decide."
        check_page(public)
        check_what_is_to_decide(to_decide)
        check_tables(await made(forum, Form.CSV, "", one_file=True))
        await check_release(forum, rosalind)


async def check_files_of_the_survey(forum: Forum) -> None:
    """No comment stands there under its own question, or the pack would merge headings in vain. An entry of
    the record begins with those that may be quoted, as anybody may read them."""

    def question(db: sqlite3.Connection) -> tuple[Report, object]:
        asking, result = surveys.find(db, 1), results.find(db, 1)
        assert asking is not None and result is not None
        report = describe_survey(db, forum.services, Closed(asking, result), {})
        said = said_in_survey(db, forum.services, PLAIN, asking, result)
        quotes = {" ".join(words.split()) for words in (MASKED, ARABIC, FORMULA, ASK_US)}
        assert {line for line in said.splitlines() if line[0] == "“"} == {f"“{one}”" for one in quotes}
        return report, contents_of(db, forum.services, Subject(What.SURVEY, 1))

    report, contents = await forum.services.store.read(question)
    assert "texts" not in [sheet.id for sheet in report.sheets]
    assert [finding.quotes for finding in report.findings] == [(), (), ()]
    assert any("Comments on the Local Offer are not in it." in note for note in report.notes)
    assert isinstance(contents, Contents)
    assert (contents.texts, contents.kept, contents.has_comments) == (0, 0, True)
    assert "You release them by themselves, under /export." in why_no_quotes(forum.services, PLAIN, contents)


async def link(rosalind: Person) -> None:
    """One answer for the page, and the same for all under finding it; none for how it is made."""
    await rosalind.tap("Which answer belongs to which?")
    while "You have been through" not in (shown := rosalind.screen()).text:
        if "Is it the answer to that one too?" in shown.text:
            await rosalind.tap("Yes, to that one too")
        elif "How it is made" in shown.text:
            assert shown.buttons[1:] == ["Write a new answer", "No answer yet, next ›", "‹ To the comments"]
            await rosalind.tap("No answer yet, next ›")
        else:
            await rosalind.tap(f"Doing it: {WORDS}")
    assert "1 has no answer yet. The file says so." in shown.text


def check_page(page: str) -> None:
    """Few commented on each heading, so all stand together: the answer with its comments, then the rest."""
    words = unescape(page)
    assert '<h1 dir="auto">Comments on the Local Offer, and what came of them: November 2026</h1>' in page
    places = [
        words.index(part)
        for part in (
            "Comments under all three headings</h2>",
            "4 comments. Without an answer yet: 1.",
            "They are about what is in it, finding and using it, and how it is made.",
            "Few people commented on some of these.",
            "Answer 1: Doing it",
            MASKED,
            "Doing it, 2 December 2026",
            WORDS,
            "the council's transport team",
            "No answer yet</h3>",
            ASK_US,
            "A few comments are not here. Their writers did not allow us to quote them.",
            "A few comments about services to one person are not here.",
            'File made on</dt>\n<dd dir="auto">2 December 2026</dd>',
        )
    ]
    assert places == sorted(places)
    assert words.index("Answer 1") < words.index(ARABIC) < words.index("No answer yet</h3>")
    assert words.index("Answer 1") < words.index(FORMULA) < words.index("No answer yet</h3>")
    assert '<a href="https://harbour.example/buses"' in page
    assert "<script" not in page
    for hidden in (PROPOSED, ANNOYING, PRIVATE, *NAMES, "not complete", *NOT_IN_PUBLIC):
        assert hidden not in words


def check_what_is_to_decide(page: str) -> None:
    """What is proposed, and nothing of what is published."""
    words = unescape(page)
    assert "Do not publish this." in words
    assert words.index("About services to one person") < words.index(PROPOSED)
    assert words.index("Vexatious</h2>") < words.index(ANNOYING)
    assert "The forum proposes to leave out 1 as vexatious." in words
    assert "A person of the forum has read these comments" in words
    for hidden in (MASKED, ARABIC, FORMULA, ASK_US, PRIVATE, *NAMES):
        assert hidden not in words


async def made(forum: Forum, form: Form, time: str = "2026-11", **more: Any) -> list[Path]:
    """By what the command does, in this process."""
    out = forum.settings.data_dir / "out"
    what = LocalOffer(read_period(time) if time else None)
    return await export(forum.services, what, [form], out, **more)


def check_tables(files: Sequence[Path]) -> None:
    """Without a time: the longest that is over."""
    stem = "regulation-56-2026-09-to-2026-11"
    assert [path.name for path in files] == [f"{stem}-csv.zip", f"{stem}-to-decide-csv.zip"]
    public, to_decide = map(ZipFile, files)
    comments = table(public.read(f"{stem}-comments.csv"))
    assert {row["heading"] for row in comments} == {"content+access+development"}
    assert {row["comment"] for row in comments} == {MASKED, ARABIC, f"'{FORMULA}", ASK_US}
    by_comment = {row["comment"]: (row["answer"], row["answer_state"]) for row in comments}
    assert by_comment[ASK_US] == ("", "No answer yet")
    assert by_comment[ARABIC] == by_comment[MASKED] == ("1", "Doing it")
    (answer,) = table(public.read(f"{stem}-answers.csv"))
    assert (answer["answer"], answer["asked"], answer["state"]) == ("1", TITLE, "Doing it")
    assert answer["link"] == "https://harbour.example/buses"
    (step,) = table(public.read(f"{stem}-steps.csv"))
    assert (step["answer"], step["day"], step["text"]) == ("1", "2026-12-02", WORDS)
    counts = {row["count"]: row["comments"] for row in table(public.read(f"{stem}-counts.csv"))}
    assert counts == {
        "published": "4",
        "unanswered": "1",
        "one_person": "[c]",
        "unread": "0",
        "left_out": "0",
        "not_allowed": "[c]",
    }
    proposed = table(to_decide.read(f"{stem}-to-decide-proposals.csv"))
    assert {(row["reason"], row["heading"], row["comment"]) for row in proposed} == {
        ("one_person", "content", PROPOSED),
        ("vexatious", "content", ANNOYING),
    }
    counts = {row["count"]: row["comments"] for row in table(to_decide.read(f"{stem}-to-decide-counts.csv"))}
    assert counts == {"one_person": "1", "vexatious": "1"}
    everything = b"".join(public.read(name) for name in public.namelist()).decode()
    assert "Audit log: " in everything
    for hidden in (PROPOSED, ANNOYING, PRIVATE, *NAMES, *NOT_IN_PUBLIC[:-2]):
        assert hidden not in everything


async def check_release(forum: Forum, rosalind: Person) -> None:
    """An officer sees it once it is released, and then as much as is to be published."""
    imran = await forum.joined("Imran")
    await imran.type("/export")
    empty = await imran.sees("Nothing is released now.")
    for data in ("los:2026-11/1", "lof:2026-11/1:html", "rla:regulation_56:20261101"):
        assert await imran.press(empty, data, forge=True) == "Sorry, only our team can do that."
    shown = rosalind.screen()
    for data in ("rla:regulation_56:20261102", "rln:regulation_56:20261101:1:0", "rla:regulation_56:0"):
        assert "old" in await rosalind.press(shown, data, forge=True)
    assert "no comments" in await rosalind.press(shown, "rla:regulation_56:20261001", forge=True)
    await opened_pack(rosalind)
    await rosalind.tap("Release to officers")
    await rosalind.sees("What you propose to leave out is not in it.")
    await rosalind.tap("Release it")
    await rosalind.sees("The audit log at its release")
    await imran.type("/export")
    await imran.tap("Local Offer comments: November 2026")
    await imran.sees("Each look and each file is counted.")
    ((release,),) = forum.rows("SELECT id FROM release")
    out = forum.settings.data_dir / "released"
    files = await export(forum.services, OfRelease(release), [Form.HTML, Form.CSV], out, one_file=True)
    assert [path.name for path in files] == [
        "regulation-56-2026-11-report.html",
        "regulation-56-2026-11-csv.zip",
    ]
    page = unescape(files[0].read_text())
    check_page(page)
    assert "noindex" not in page


async def nothing_else_is_proposed(forum: Forum, rosalind: Person) -> None:
    """What is not published anyway, and what an alert holds back."""
    ((private,),) = forum.rows("SELECT id FROM written WHERE is_quotable = 0")
    ((held,),) = forum.rows("SELECT id FROM written WHERE text = ?", ARABIC)
    hold = "UPDATE written SET held = 1, decision = 'keep' WHERE id = ?"
    await forum.services.store.write(lambda db: db.execute(hold, (held,)))
    shown = rosalind.screen()
    for data in (
        *(f"rd:{private}:vexatious:0", f"rq:{private}:vexatious:0:0", f"rq:{held}:one_person:0:0"),
        *(f"rd:{held}:one_person:0", f"loa:2026-11/1:{held}:0"),
    ):
        assert "old" in await rosalind.press(shown, data, forge=True)
    await rosalind.press(shown, "los:2026-11/1", forge=True)
    page = await rosalind.sees("0 comments are ready to be published.")
    assert "5 more wait to be read" in page.text
    assert ARABIC not in "".join([path.read_text() for path in await made(forum, Form.JSON)])


async def test_only_whole_times_that_are_over_and_have_comments_make_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with commented_forum(tmp_path) as forum:
        rosalind = await forum.town.person("Rosalind")
        await rosalind.type("/export")
        await rosalind.sees("What would you like as a file?")
        await rosalind.tap(PACK)
        shown = await rosalind.sees("Which time?")
        await nothing_else_is_proposed(forum, rosalind)
        assert shown.buttons == ["September to November 2026", TIME, "Other files"]
        taken = await with_period(forum.services, LocalOffer())
        assert str(taken) == "regulation-56-2026-09-to-2026-11"
        said = "No school year with comments is over yet. These are of 2026-09-to-2026-11.\n"
        assert capsys.readouterr().err.endswith(said)
        assert await with_period(forum.services, taken) == taken
        assert capsys.readouterr().err == ""
        for time in ("2026-10", "2026-27", "2026-12"):
            with pytest.raises(Refusal) as refused:
                await made(forum, Form.CSV, time)
            assert refused.value.key == "no_local_offer_comments"
        assert [path.suffix for path in (forum.settings.data_dir / "out").iterdir()] == [".json"]
        none = "There are no comments on the Local Offer in this time."
        for data in ("los:2026-12/1", "lof:2026-10/1:csv", "lon:2026-12/1:0:0"):
            assert none in await rosalind.press(shown, data, forge=True)
        for data in ("los:2026-11/2", "los:x", "lof:2026-11/1:png", "loc:2026-11/1:7:0", "lor:2026-11/1:7"):
            assert "old" in await rosalind.press(shown, data, forge=True)
        amira = await forum.town.person("Amira")
        mine = next(one for one in reversed(await amira.reads()) if one.from_bot)
        await forum.services.store.write(lambda db: db.execute("DELETE FROM written"))
        await rosalind.type("/export")
        await rosalind.sees("What would you like as a file?")
        await rosalind.tap(PACK)
        await rosalind.sees("There are no comments on the Local Offer yet.")
        for data in ("lol", "los:2026-11/1", "lof:2026-11/1:html", "lon:2026-11/1:0:1", "loa:2026-11/1:1:0"):
            assert await amira.press(mine, data, forge=True) == "Sorry, only our team can do that."
