"""What is given out to be read, in a browser: accessible, as narrow as a phone, and made to be printed."""

from pathlib import Path

from playwright.async_api import Browser, Page

from bot.core.exporting import Form, OfRelease, Topic
from tests.actions.test_documents import written
from tests.exports.closed import exporting
from tests.exports.full import fill
from tests.pages.test_simulator_access import found_by_axe


async def made(folder: Path) -> list[Path]:
    """A survey as the page of its release, a theme, the record, figures, the audit log, the documents."""
    others = (OfRelease(2), Topic.RECORD, Topic.IMPACT, Topic.AUDIT)
    async with exporting(folder) as exporter:
        await fill(exporter)
        release = await exporter.file(OfRelease(1), Form.HTML, page=True)
        pages = [release, *[await exporter.file(what, Form.HTML) for what in others]]
    for name, content in written().items():
        pages.append(folder / name)
        pages[-1].write_text(content, encoding="utf-8")
    return pages


async def test_reports_and_documents_are_accessible_fit_a_phone_and_print_well(
    browser: Browser, tmp_path: Path
) -> None:
    files = await made(tmp_path)
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    for file in files:
        await page.goto(file.as_uri())
        assert await found_by_axe(page) == [], file.name
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), file.name
    await page.goto(files[0].as_uri())
    await prints_well(page)
    await page.close()


async def prints_well(page: Page) -> None:
    """Nothing is cut in two that fits a page, heads of tables come again, and links that lead nowhere on
    paper are gone."""
    await page.emulate_media(media="print", color_scheme="dark")
    style = """(name) => [...document.querySelectorAll(name)].map((one) => {
        const style = getComputedStyle(one);
        return `${style.breakInside} ${style.display} ${style.color}`;
    })"""
    for name, there in (("figure", 7), ("table:not(.long)", 20)):
        found = await page.evaluate(style, name)
        assert len(found) >= there
        assert {one.split()[0] for one in found} == {"avoid"}
    assert {one.split()[1] for one in await page.evaluate(style, "thead")} == {"table-header-group"}
    assert {one.split()[1] for one in await page.evaluate(style, ".files, .to")} == {"none"}
    assert {one.split(" ", 2)[2] for one in await page.evaluate(style, "p, td")} == {"rgb(0, 0, 0)"}
