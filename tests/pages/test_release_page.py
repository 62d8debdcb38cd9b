"""An officer without Telegram pulls what was released from the page in a browser, and sees nothing else."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.pages.test_simulator_access import found_by_axe
from tests.whole.releasing import OTHER, TITLE, answered_forum, released
from tests.whole.test_release_pages import made_page
from tests.whole.test_webhook import free_port


async def test_an_officer_pulls_the_released_survey_and_sees_nothing_else(
    browser: Browser, tmp_path: Path
) -> None:
    at = f"127.0.0.1:{free_port()}"
    async with answered_forum(tmp_path, listen=at, pages_url=f"http://{at}") as forum:
        rosalind = await forum.town.person("Rosalind")
        await forum.opened(rosalind, OTHER)
        await forum.closed(rosalind, OTHER)
        await released(rosalind)
        address, code = await made_page(rosalind)
        for scheme in ("dark", "light"):
            context = await browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
            page = await context.new_page()
            await page.goto(address)
            await expect(page.get_by_role("textbox", name="Code")).to_be_visible()
            assert await found_by_axe(page) == []
            if scheme == "dark":
                await page.get_by_role("textbox", name="Code").fill("AAAA-AAAA")
                await page.keyboard.press("Enter")
                await expect(page.get_by_role("alert")).to_contain_text("not the right code")
                assert await found_by_axe(page) == []
                await context.close()
        await page.get_by_role("textbox", name="Code").fill(code)
        await page.get_by_role("button", name="Open").click()

        await expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        assert await found_by_axe(page) == []
        await all_stands_there(page)
        async with page.expect_download() as coming:
            await page.get_by_role("link", name="All tables").click()
        assert (await coming.value).suggested_filename.endswith("-csv.zip")
        words = await page.locator("body").inner_text()
        for hidden in (OTHER, "Said", "Amira", "Said by"):
            assert hidden not in words
        await page.set_viewport_size({"width": 320, "height": 640})
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.screenshot(path=tmp_path / "release-page.png", full_page=True)
        await context.close()
        assert forum.rows("SELECT pulls FROM release") == [(2,)]


async def all_stands_there(page: Page) -> None:
    """Charts that are drawn, tables, and what was kept private."""
    drawn = await page.evaluate("[...document.images].map((one) => one.naturalWidth > 0 && one.alt !== '')")
    assert drawn
    assert all(drawn)
    await expect(page.get_by_role("table").first).to_be_visible()
    await expect(page.get_by_role("heading", name="What was kept private, and why")).to_be_visible()
