"""The page that a council puts on its website: nothing is wrong with it for axe, and it fits a phone."""

from pathlib import Path

from playwright.async_api import Browser

from bot.core.report import Chapter, Passage
from bot.exports.chapters_page import write_chapters_page
from tests.exports.written import report
from tests.pages.test_simulator_access import found_by_axe

CAME = (
    ("Doing it, 3 March 2027", "The page is written anew.\nIt has a number."),
    ("Responsible", "the council"),
)
PAGE = report(
    intro=("⚠ This is not complete.", "From November 2026."),
    chapters=(
        Chapter(
            "What is in it",
            ("Three comments.",),
            (
                Passage(
                    "Answer 1",
                    ("<b>Old</b> & wrong", "لا أجد الصفحة"),
                    CAME,
                    "https://harbour.example/a?b=1&c",
                ),
                Passage("No answer yet", ("A" * 300,)),
            ),
        ),
        Chapter("Comments that may be left out", ("The council decides.",)),
    ),
)


async def test_axe_finds_nothing_wrong_and_it_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(write_chapters_page(PAGE))
    # Its own policy forbids all scripts, also that of axe.
    context = await browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 640})
    page = await context.new_page()

    await page.goto(file.as_uri())

    assert await found_by_axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.locator("script").count() == 0
    assert await page.get_by_text("<b>Old</b> & wrong").count() == 1
    assert await page.get_by_text("لا أجد الصفحة").evaluate("one => getComputedStyle(one).direction") == "rtl"
    await context.close()
