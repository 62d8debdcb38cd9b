"""Talking with the bot on the page to chat in, in a real browser, against the real simulator."""

from playwright.async_api import expect

from tests.pages.stage import AMIRA, GETHIN, Open, Town, log_of
from tests.pages.toybot import Json, button


async def test_a_person_presses_start_and_answers_a_question_that_changes_in_place(
    town: Town, open_page: Open
) -> None:
    async def answer(update: Json) -> None:
        if press := update.get("callback_query"):
            await town.bot.call("answerCallbackQuery", callback_query_id=press["id"], text="Saved")
            await town.bot.call(
                "editMessageText",
                chat_id=AMIRA,
                message_id=press["message"]["message_id"],
                text="Thank you, that was all.",
            )
        elif update["message"]["text"] == "/start":
            await town.bot.say(AMIRA, "How are you?", [button("Well", "w"), button("Tired", "t")])

    town.bot.on_update = answer
    page = await open_page()
    await page.get_by_role("button", name="Amira").click()
    await page.get_by_role("button", name="Start", exact=True).first.click()
    await page.get_by_role("button", name="Tired").click()
    await expect(page.get_by_text("Thank you, that was all.", exact=True).last).to_be_visible()
    await expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    await expect(page.get_by_role("button", name="Tired")).to_have_count(0)
    await expect(log_of(page)).to_contain_text("edited")


async def test_the_focus_stays_on_the_pressed_button_while_it_is_there_and_else_in_its_message(
    town: Town, open_page: Open
) -> None:
    screens = iter([("Tick some", [button("✓ Votes", "v"), button("Done", "d")]), ("All done", [])])

    async def answer(update: Json) -> None:
        if press := update.get("callback_query"):
            text, row = next(screens)
            number = press["message"]["message_id"]
            markup = {"inline_keyboard": [row] if row else []}
            await town.bot.call("answerCallbackQuery", callback_query_id=press["id"])
            await town.bot.call(
                "editMessageText", chat_id=AMIRA, message_id=number, text=text, reply_markup=markup
            )

    town.bot.on_update = answer
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "Tick", [button("Votes", "v"), button("Done", "d")])
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.get_by_role("button", name="Votes").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="✓ Votes")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.locator(".block", has_text="All done")).to_be_focused()


async def test_an_answer_that_wants_to_be_noticed_is_a_dialog(town: Town, open_page: Open) -> None:
    async def answer(update: Json) -> None:
        if press := update.get("callback_query"):
            await town.bot.call(
                "answerCallbackQuery", callback_query_id=press["id"], text="It closed", show_alert=True
            )

    town.bot.on_update = answer
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "Ready?", [button("Yes", "y")])
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.get_by_role("button", name="Yes").click()
    await expect(page.get_by_role("alertdialog", name="Heard")).to_contain_text("It closed")
    await expect(page.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="Yes")).to_be_focused()


async def test_a_link_to_the_bot_opens_the_private_chat_with_its_payload(town: Town, open_page: Open) -> None:
    me = await town.bot.call("getMe")
    group = (await town.act("group", title="Evening parents", members=[AMIRA, GETHIN]))["chat"]
    url = f"https://t.me/{me['username']}?start=s_1"
    await town.bot.say(group, "A new survey", [{"text": "Answer in private", "url": url}])
    page = await open_page(f"/?as={AMIRA}&chat={group}")
    await page.get_by_role("button", name="Answer in private").click()
    await page.get_by_role("region", name="Conversation: Heard").get_by_role("button", name="Start").click()
    await expect(log_of(page)).to_contain_text("/start s_1")


async def test_enter_sends_and_shift_enter_breaks_the_line(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    field = page.get_by_role("textbox", name="Message as Amira")
    await field.press_sequentially("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two")
    await field.press("Enter")
    await expect(log_of(page).get_by_text("one\ntwo")).to_be_visible()
    await expect(field).to_have_value("")


async def test_commands_are_chosen_with_the_keyboard(town: Town, open_page: Open) -> None:
    commands = [{"command": name, "description": f"About {name}"} for name in ("help", "surveys", "support")]
    await town.bot.call("setMyCommands", commands=commands)
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    field = page.get_by_role("textbox", name="Message as Amira")
    choices = page.get_by_role("listbox", name="Commands")
    await field.press_sequentially("/su")
    await expect(choices.get_by_role("option")).to_have_count(2)
    await field.press("ArrowDown")
    await expect(choices.get_by_role("option", selected=True)).to_contain_text("/support")
    await field.press("Enter")
    await expect(log_of(page).get_by_text("/support")).to_be_visible()
    await page.get_by_role("button", name="Menu of commands").click()
    await expect(choices).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Menu of commands")).to_be_focused()


async def test_a_reply_quotes_what_it_answers(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "Which evening suits you?")
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.locator(".block", has_text="Which evening").hover()
    await page.get_by_role("button", name="What to do with the message of Heard").last.click()
    await page.get_by_role("button", name="Reply").click()
    await page.keyboard.type("Thursdays")
    await page.keyboard.press("Enter")
    mine = page.get_by_role("article", name="You").last
    await expect(mine).to_contain_text("Which evening suits you?")
    await expect(mine).to_contain_text("Thursdays")


async def test_a_reaction_stands_under_its_message(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "We did it")
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    message = page.get_by_role("article", name="Heard")
    await message.hover()
    await message.get_by_role("button", name="What to do with the message").click()
    await page.get_by_role("button", name="React with 👍").click()
    await expect(message).to_contain_text("👍")
