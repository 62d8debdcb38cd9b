"""People, their chats, and the controls beside them on the page to chat in."""

from datetime import UTC, datetime

from playwright.async_api import expect

from tests.pages.stage import AMIRA, GETHIN, PHONE, Open, Town, log_of


async def test_what_one_says_in_a_group_the_other_sees_beside_it(town: Town, open_page: Open) -> None:
    group = (await town.act("group", title="Evening parents", members=[AMIRA, GETHIN]))["chat"]
    page = await open_page(f"/?as={AMIRA}&chat={group}&and={GETHIN}&andchat={group}")
    await page.get_by_role("textbox", name="Message as Amira").fill("Hello all")
    await page.keyboard.press("Enter")
    theirs = page.get_by_role("region", name="Gethin’s phone").get_by_role("article", name="Amira")
    await expect(theirs).to_contain_text("Hello all")


async def test_unread_messages_are_counted_until_the_chat_is_opened(town: Town, open_page: Open) -> None:
    group = (await town.act("group", title="Evening parents", members=[AMIRA, GETHIN]))["chat"]
    page = await open_page(f"/?as={AMIRA}", PHONE)
    row = page.get_by_role("navigation", name="Chats").get_by_role("button", name="Evening parents")
    await town.act("send", **{"as": GETHIN, "chat": group, "text": "Anybody there?"})
    await expect(row).to_contain_text("unread message")
    await row.click()
    await expect(log_of(page)).to_contain_text("Anybody there?")
    await town.act("send", **{"as": GETHIN, "chat": group, "text": "Ah, you are"})
    await expect(log_of(page)).to_contain_text("Ah, you are")
    await page.get_by_role("button", name="Back to the chats").click()
    await expect(row).to_be_focused()
    await expect(row).to_contain_text("Ah, you are")
    await expect(row).not_to_contain_text("unread")


async def test_topics_of_a_forum_have_their_own_messages(town: Town, open_page: Open) -> None:
    members = [AMIRA, GETHIN]
    forum = (await town.act("group", title="Our forum", members=members, topics=["Breaks", "Transport"]))[
        "chat"
    ]
    page = await open_page(f"/?as={AMIRA}&chat={forum}")
    await page.get_by_role("button", name="Transport").click()
    await page.get_by_role("textbox", name="Message as Amira").fill("The bus was late")
    await page.keyboard.press("Enter")
    await expect(log_of(page)).to_contain_text("The bus was late")
    await page.get_by_role("button", name="Breaks").click()
    await expect(page.get_by_role("heading", name="Our forum: Breaks")).to_be_visible()
    await expect(log_of(page)).not_to_contain_text("The bus was late")


async def test_another_person_takes_the_phone_and_a_reload_keeps_them(town: Town, open_page: Open) -> None:
    page = await open_page(f"/?as={AMIRA}")
    await page.get_by_label("Whose phone this is").select_option(label="Rosalind, coordinator")
    await expect(page.get_by_role("region", name="Rosalind’s phone")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("region", name="Rosalind’s phone")).to_be_visible()


async def test_a_group_that_moved_stays_open_under_its_new_id(town: Town, open_page: Open) -> None:
    group = (await town.act("group", title="Evening parents", members=[AMIRA, GETHIN]))["chat"]
    page = await open_page(f"/?as={AMIRA}&chat={group}")
    await page.get_by_role("button", name="Turn “Evening parents” into a supergroup").click()
    await expect(page.locator(".chat-about")).to_have_text("supergroup")
    await page.get_by_role("textbox", name="Message as Amira").fill("Still here")
    await page.keyboard.press("Enter")
    await expect(log_of(page)).to_contain_text("Still here")


async def test_a_blocked_bot_can_be_restarted(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.get_by_role("button", name="Block the bot as Amira").click()
    await page.get_by_role("button", name="Unblock and restart").click()
    await expect(page.get_by_role("textbox", name="Message as Amira")).to_be_focused()
    await expect(page.get_by_role("button", name="Block the bot as Amira", exact=True)).to_be_visible()


async def test_a_line_that_was_down_brings_what_was_missed(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.context.set_offline(True)
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await town.bot.say(AMIRA, "While you were away")
    await page.context.set_offline(False)
    await expect(log_of(page)).to_contain_text("While you were away")


async def test_the_clock_goes_on_and_to_a_date(town: Town, open_page: Open) -> None:
    page = await open_page(f"/?as={AMIRA}", timezone_id="Europe/London")
    await page.get_by_label("To a date and time").fill("2031-07-01T09:30")
    await page.get_by_role("button", name="Go").click()
    await expect(page.locator(".clock")).to_have_text("Tue 1 Jul, 09:30 BST")
    await page.get_by_role("button", name="An hour on").click()
    await expect(page.locator(".clock")).to_have_text("Tue 1 Jul, 10:30 BST")
    await page.get_by_role("button", name="A day on").click()
    await expect(page.locator(".clock")).to_have_text("Wed 2 Jul, 10:30 BST")
    await town.act("start", **{"as": AMIRA})
    sent = await town.bot.say(AMIRA, "Good morning")
    assert datetime.fromtimestamp(sent["date"], UTC).year == 2031


async def test_telegram_has_bad_days_and_the_controls_show_which(town: Town, open_page: Open) -> None:
    page = await open_page("/", PHONE)
    await page.get_by_role("button", name="Controls").click()
    await page.get_by_label("slow: each call waits 2 seconds").check()
    await page.get_by_label("keep to its limits on sending").check()
    faults = (await town.act("faults"))["faults"]
    assert faults == {"slow": 2, "refuse": None, "limits": True}
    await page.get_by_label("normal").check()
    await town.act("faults", refuse="429")
    await expect(page.get_by_label("limiting: error 429")).to_be_checked()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Controls")).to_be_focused()
