"""The first walk, in a browser, against the demo as a newcomer starts it."""

import csv
import io
from zipfile import ZipFile

from playwright.async_api import Page

from tests.pages.demo import AMIRA, ROSALIND, button, join, says, types
from tests.pages.stage import Open, log_of


async def answer(page: Page) -> None:
    """The survey that is open when the demo begins: several, perhaps several again, one, and words."""
    await button(page, "Surveys").click()
    await button(page, "How would you like to be involved?").click()
    await says(page, "What this can change")
    await button(page, "Start").click()
    await button(page, "☐ Quick votes, shown as a bar chart").click()
    await button(page, "☑ Quick votes, shown as a bar chart").wait_for()
    await button(page, "Next ›").click()
    await button(page, "Yes, a little").click()
    await says(page, "In danger, call 999")
    await types(page, "Meetings after bedtime, please.")
    await says(page, "Here is what you answered")
    await button(page, "Send my answers").click()
    await says(page, "Your answers are in.")


async def close(page: Page) -> None:
    await types(page, "/close")
    await says(page, "Which one shall we close?")
    await button(page, "How would you like to be involved?").click()
    await says(page, "Close it now?")
    await button(page, "Close it now").click()
    await says(page, "The result is on its way")


async def exported(page: Page) -> list[dict[str, str]]:
    """The rows of the file that the coordinator downloads in the chat."""
    await types(page, "/export")
    await says(page, "What would you like as a file?")
    await button(page, "How would you like to be involved?").click()
    await says(page, "Which form?")
    await button(page, "CSV, as a zip").click()
    link = log_of(page).get_by_text("-csv.zip").last
    await link.wait_for(timeout=20_000)
    async with page.expect_download() as coming:
        await link.click()
    path = await (await coming.value).path()
    with ZipFile(path) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("-responses.csv"))
        return list(csv.DictReader(io.StringIO(packed.read(name).decode("utf-8-sig"))))


async def test_a_newcomer_answers_closes_sees_the_chart_and_exports(demo: str, visit: Open) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await answer(amira)
    await amira.get_by_role("button", name="Let the others answer").click()
    await amira.get_by_text("30 of 30").first.wait_for(timeout=60_000)
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await close(rosalind)
    await says(rosalind, "31 of 32 people answered")
    await says(rosalind, "31 people answered")
    await says(amira, "Here is what people said.")
    charts = log_of(amira).get_by_role("img")
    await charts.first.wait_for()
    assert await charts.count() == 3
    rows = await exported(rosalind)
    assert len(rows) == 31
    assert {row["barrier__unlinked"] for row in rows} <= {"nothing", "a_little", "a_lot", "[c]", "[skipped]"}


async def test_below_the_threshold_a_sentence_stands_in_place_of_the_chart(demo: str, visit: Open) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await answer(amira)
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await close(rosalind)
    await says(rosalind, "1 of 2 people answered")
    await says(amira, "somebody could be recognised")
    assert await log_of(amira).get_by_role("img").count() == 0
