"""What came of it all, once a time is over: figures with what they mean, and charts."""

from datetime import timedelta
from pathlib import Path

from bot.actions.impact import find_page
from bot.actions.impact_charts import charts_of_impact
from bot.core.words import Reader
from bot.store import impact
from tests.whole.forum import Forum, living_forum
from tests.whole.test_record import FELT, answered, put_on_record


async def test_a_month_has_its_figures_a_week_after_it_is_over(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    people = [await forum.joined(name) for name in ("Amira", "Gethin", "Folake", "Zofia", "Teo", "Mabli")]
    await rosalind.type("/impact")
    await rosalind.sees("There is nothing to show yet.")
    await forum.opened(rosalind, FELT)
    for person in people[:5]:
        await answered(person)
    await forum.closed(rosalind, FELT)
    for person in people[:5]:
        await person.sees("Do you feel heard?")
        await person.tap("Yes")
    await put_on_record(rosalind)
    await forum.move(days=15)
    assert forum.rows("SELECT count(*) FROM impact") == [(0,)]

    await forum.move(days=1)
    assert forum.rows("SELECT period FROM impact") == [("2026-09/3",), ("2026-11/1",)]
    await rosalind.type("/impact")
    listed = await rosalind.sees("Which time?")
    assert listed.buttons == ["September to November 2026", "November 2026"]
    await rosalind.tap("November 2026")
    shown = await rosalind.sees("Asked and answered")

    for words in (
        "1 surveys and votes closed.",
        "could answer: 7",
        "had a message of their own: 6",
        "answered: 5 (71 of 100 asked)",
        "Told us by themselves\nHow often: 0.",
        "On the record at the end: Doing it 1.",
        "100 of 100 said yes, of 5 who told us",
        "Too little was looked for to show it.",
    ):
        assert words in shown.text
    (period,) = [
        one for one in await forum.services.store.read(impact.list_periods) if one.key == "2026-11/1"
    ]
    page = await forum.services.store.read(find_page, Reader(), period)
    assert page is not None
    notes = {chart.title: chart.note for chart in charts_of_impact(forum.services, page)}
    assert notes == {"Asked and answered": "November 2026", "You said, we did": "November 2026"}
    await rosalind.tap("Other times")
    await rosalind.sees("Which time?")


async def test_what_was_computed_stays_as_it_is(forum: Forum) -> None:
    rosalind = await forum.joined("Rosalind")
    amira = await forum.joined("Amira")
    await forum.opened(rosalind, FELT)
    await answered(amira)
    await forum.closed(rosalind, FELT)
    forum.clock.now += timedelta(days=16)  # asked before the day's work is done
    await rosalind.type("/impact")
    await rosalind.sees("Which time?")
    before = forum.rows("SELECT period, value FROM impact")

    await amira.type("/forgetme")
    await amira.tap("Yes, forget me")
    await amira.sees("forgotten")
    await forum.restart()
    await forum.move(hours=1)

    assert before and forum.rows("SELECT period, value FROM impact") == before


async def test_officers_see_it_once_it_is_released_and_members_do_not(tmp_path: Path) -> None:
    async with living_forum(tmp_path, officers=frozenset({1031})) as forum:
        rosalind, imran = await forum.joined("Rosalind"), await forum.joined("Imran")
        amira = await forum.joined("Amira")
        await imran.type("/impact")
        await imran.sees("The forum has not released this.")
        await rosalind.type("/results")
        await rosalind.tap("Released to officers")
        await rosalind.sees("Nothing is released yet.")
        await rosalind.tap("Release the figures")
        await rosalind.sees("This would be released to officers")
        await rosalind.tap("Release it")
        await rosalind.sees("Looked at or taken 0 times")
        await imran.type("/impact")
        shown = await imran.sees("There is nothing to show yet.")
        for forged in ("ips:2026-11/1", "ips:november", "ips:2026-11/7"):
            assert "an old one" in await imran.press(shown, forged, forge=True)
        await amira.type("/impact")
        await amira.sees("only our team can do that")
