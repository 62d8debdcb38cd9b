"""The page to chat in is for everybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page, expect

from tests.pages.stage import AMIRA, DESK, GETHIN, PHONE, Open, Town, chart, log_of
from tests.pages.toybot import button


@asynccontextmanager
async def full_chat(town: Town) -> AsyncIterator[str]:
    """A chat with one of everything; yields the page's address."""
    await town.act("start", **{"as": AMIRA})
    sent = await town.bot.say(
        AMIRA,
        "<b>Hello</b>, <tg-spoiler>hidden</tg-spoiler>, <a href='https://a.example'>a link</a>, "
        "<code>code</code><blockquote expandable>Quoted\n1\n2\n3\n4</blockquote>",
        [button("Yes", "y"), {"text": "Read", "url": "https://a.example"}],
    )
    await town.bot.call("pinChatMessage", chat_id=AMIRA, message_id=sent["message_id"])
    await town.act("send", **{"as": AMIRA, "text": "Thank you", "reply_to": sent["message_id"]})
    await town.bot.upload("sendPhoto", AMIRA, fields={"caption": "A chart"}, files={"photo": chart()})
    await town.bot.upload("sendDocument", AMIRA, fields={}, files={"document": b"words"})
    group = (await town.act("group", title="Parents", members=[AMIRA, GETHIN], topics=["Breaks"]))["chat"]
    await town.bot.call(
        "sendPoll", chat_id=group, question="When?", options=[{"text": "Now"}, {"text": "Later"}]
    )
    await town.act("send", **{"as": GETHIN, "chat": group, "text": "Hello"})
    yield f"/?as={AMIRA}&chat={AMIRA}&and={GETHIN}&andchat={group}"


async def found_by_axe(page: Page) -> list[str]:
    results = await Axe().run(page)
    violations = results.response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in violations
        for node in one["nodes"]
    ]


async def test_axe_finds_nothing_wrong_in_light_and_dark_on_desk_and_phone(
    town: Town, open_page: Open
) -> None:
    async with full_chat(town) as path:
        for size, scheme in ((DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")):
            page = await open_page(path, size, color_scheme=scheme)
            await expect(log_of(page).get_by_role("img").first).to_be_visible()
            assert await found_by_axe(page) == [], (size, scheme)


async def test_axe_finds_nothing_wrong_in_dialogs_and_first_screens(town: Town, open_page: Open) -> None:
    async with full_chat(town) as path:
        page = await open_page(path, PHONE)
        await page.get_by_role("button", name="Controls").click()
        assert await found_by_axe(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="A chart").click()
        assert await found_by_axe(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Back to the chats").click()
        assert await found_by_axe(page) == []
        assert await found_by_axe(await open_page("/")) == []


async def test_everything_that_is_pressed_is_large_enough_for_a_thumb(town: Town, open_page: Open) -> None:
    async with full_chat(town) as path:
        page = await open_page(path, PHONE, has_touch=True)
        small = await page.evaluate(
            """() => [...document.querySelectorAll("button, select, textarea, a.document")]
                .filter((one) => one.checkVisibility() && !one.closest(".words, .skip"))
                .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.width < 36 || box.height < 36))
                .map(([name]) => name)"""
        )
        assert small == []


async def test_nothing_sticks_out_on_a_narrow_phone(town: Town, open_page: Open) -> None:
    async with full_chat(town) as path:
        page = await open_page(path, (320, 640))
        await town.bot.say(AMIRA, "x" * 300 + "\n" + "A" * 20, [button("W" * 60, "w")])
        await expect(page.get_by_role("button", name="W" * 60)).to_be_visible()
        assert await log_of(page).evaluate("node => node.scrollWidth <= node.clientWidth")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
