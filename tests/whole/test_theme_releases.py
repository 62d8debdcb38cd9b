"""What people speak of is released to officers: of whole months, and never one family's day."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.actions.theme_report import describe_theme
from bot.core.feedback.piece import State, Wish
from bot.core.refusal import Refusal
from bot.services import Services
from bot.simulator.client import Person
from bot.store import feedback, inbox
from tests.whole.forum import Forum, living_forum
from tests.whole.releasing import IMRAN

THEME = "Late / أين buses"
OCTOBER, NOVEMBER = date(2026, 10, 14), date(2026, 11, 20)


def speak(db: sqlite3.Connection, services: Services, who: str, day: date, quote: str = "") -> None:
    """One piece under the theme, as its writer sent it and a coordinator sorted it."""
    piece = feedback.begin(db, who.encode(), b"sealed", day, services.random)
    theme = inbox.add_theme(db, THEME, services.random)
    wishes = frozenset({Wish.QUOTE} if quote else ())
    sent = replace(piece, state=State.READING, messages=(f"Said by {who}",), theme=theme, wishes=wishes)
    feedback.save(db, replace(sent, quote=quote), day)


async def spoken(forum: Forum, names: str, day: date, quote: str = "") -> None:
    for name in names:
        await forum.services.store.write(speak, forum.services, name, day, quote)


async def themes(rosalind: Person) -> None:
    await rosalind.type("/inbox")
    await rosalind.sees("Inbox")
    await rosalind.tap("Themes, and how many")
    await rosalind.sees("What people speak of")


Rows = list[dict[str, object]]


async def pulled(forum: Forum, imran: Person) -> tuple[str, dict[str, Rows]]:
    """The report and the tables that an officer gets now."""
    await imran.type("/export")
    await imran.tap(f"What people told us: {THEME}")
    await imran.sees("the summary only, with quotes")
    before = len([one for one in await imran.reads() if one.document])
    await imran.tap("Get the files", wait=30)
    await imran.sees("Here are the files.")
    while len(sent := [one.document for one in await imran.reads() if one.document]) < before + 4:
        await imran.sees_change(await imran.newest(), 5)
    files = {one["file_name"].rpartition(".")[2]: one["file_id"] for one in sent[before:]}
    page = (await forum.town.download(files["html"])).decode()
    tables = json.loads(await forum.town.download(files["json"]))["tables"]
    return page, {name: table["rows"] for name, table in tables.items()}


async def test_a_theme_is_released_with_its_quotes_and_members_see_that(tmp_path: Path) -> None:
    async with living_forum(tmp_path, officers=frozenset({IMRAN})) as forum:
        rosalind, imran, amira = [await forum.joined(name) for name in ("Rosalind", "Imran", "Amira")]
        await spoken(forum, "abcdef", OCTOBER)
        await spoken(forum, "a", OCTOBER, "<b>Always</b> late, ring [phone]")
        await spoken(forum, "gh", NOVEMBER, "It was late today")
        await themes(rosalind)
        await rosalind.sees(f"{THEME}: 8 people")
        await rosalind.tap(f"To officers: {THEME}")
        asked = await rosalind.sees("it must name nobody")
        assert asked.buttons[:2] == ["The summary only", "The summary, with quotes"]
        await rosalind.tap("The summary, with quotes")
        await rosalind.sees("6 people spoke of it up to the end of October 2026.")
        await rosalind.tap("Release it")
        await rosalind.sees("Quotes now: 1.")
        theme = forum.rows("SELECT id FROM feedback_theme")[0][0]
        for forged in (f"rln:theme:{theme}:1:0", "rln:theme:7:0:0", "rla:theme:0"):
            assert await rosalind.press(await rosalind.newest(), forged, forge=True)
        assert forum.rows("SELECT what, about, responses, texts FROM release") == [("theme", theme, 0, 1)]

        page, tables = await pulled(forum, imran)

        assert tables["themes"] == [{"theme": THEME, "people": 6, "until": "2026-10-31"}]
        assert tables["quotes"] == [{"text": "<b>Always</b> late, ring [phone]"}]
        for words in ("6 people spoke of it", "&lt;b&gt;Always&lt;/b&gt; late", "Released on"):
            assert words in page
        for hidden in ("today", "Said by", "8 people"):
            assert hidden not in page
        await amira.type("/privacy")
        await amira.tap("What officers got")
        assert (
            f"What people told us: {THEME}\nThe summary only, with quotes."
            in (await amira.sees("Looked at or taken 1 time.")).text
        )

        await spoken(forum, "ij", OCTOBER)
        assert await given_out(forum, theme) == ((6, date(2026, 10, 31)), 1)
        assert await given_out(forum, theme, threshold=7) == (("[c]", date(2026, 10, 31)), 1)
        await forum.move(days=18)
        assert await given_out(forum, theme) == ((6, date(2026, 10, 31)), 2)
        await spoken(forum, "k", date(2026, 12, 5))
        await forum.move(days=31)
        assert await given_out(forum, theme) == ((11, date(2026, 12, 31)), 2)

        await forum.services.store.write(lambda db: db.execute("UPDATE feedback SET theme = NULL"))
        await forum.services.store.write(inbox.drop_empty_themes)
        with pytest.raises(Refusal) as gone:
            await given_out(forum, theme)
        assert gone.value.key == "theme_gone"
        await rosalind.type("/results")
        await rosalind.tap("Released to officers")
        await rosalind.tap(f"What people told us: {THEME}")
        await rosalind.sees("Nothing is under this theme any more. So there is nothing to pull.")


async def test_a_theme_that_few_spoke_of_is_not_released_and_its_name_stays_private(tmp_path: Path) -> None:
    async with living_forum(tmp_path) as forum:
        rosalind = await forum.joined("Rosalind")
        await spoken(forum, "abcd", OCTOBER)
        await themes(rosalind)
        shown = await rosalind.sees(f"{THEME}: ")
        assert not [label for label in shown.buttons if label.startswith("To officers")]
        theme = forum.rows("SELECT id FROM feedback_theme")[0][0]
        for forged in (f"rla:theme:{theme}", f"rlc:theme:{theme}:0:0", f"rln:theme:{theme}:0:0"):
            said = await rosalind.press(await rosalind.newest(), forged, forge=True)
            assert "once 5 people spoke of it" in said
        await spoken(forum, "efg", NOVEMBER)
        await themes(rosalind)
        assert "once 5 people spoke of it" in await rosalind.tap(f"To officers: {THEME}")
        assert forum.rows("SELECT count(*) FROM release") == [(0,)]


async def given_out(forum: Forum, theme: int, threshold: int = 5) -> tuple[tuple[object, ...], int]:
    """How many people up to which day, and the number of quotes, as a pull would have them now."""
    rules = forum.services.content.forum.model_copy(update={"threshold": threshold})
    services = replace(forum.services, content=forum.services.content.model_copy(update={"forum": rules}))
    report = await forum.services.store.read(describe_theme, services, theme, True)
    (line,) = report.sheets[0].rows()
    return tuple(line[1:]), len(report.findings[0].quotes)
