"""How the page to chat in shows what messages are made of."""

from playwright.async_api import FilePayload, expect

from tests.pages.stage import AMIRA, GETHIN, PHONE, Open, Town, chart, log_of


async def test_what_people_type_never_becomes_markup(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    words = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b>'
    await page.get_by_role("textbox", name="Message as Amira").fill(words)
    await page.keyboard.press("Enter")
    await expect(log_of(page).get_by_text(words)).to_be_visible()
    assert await page.locator(".words img, .words script, .words b").count() == 0


async def test_entities_become_elements_from_a_short_list(town: Town, open_page: Open) -> None:
    page = await open_page()
    built = await page.evaluate(
        """async () => {
            const { richText } = await import("/static/script/richtext.js");
            const kinds = ["bold", "italic", "underline", "strikethrough", "code", "made_up"];
            const entities = kinds.map((type, index) => ({ type, offset: index, length: 1 }));
            const links = ["https://a.example/", "javascript:alert(1)", "data:text/html,x", "ftp://b.example"];
            const type = "text_link";
            links.forEach((url, index) => entities.push({ type, url, offset: 6 + index, length: 1 }));
            entities.push({ type: "bold", offset: 10, length: 3 }, { type: "italic", offset: 11, length: 9 });
            const place = document.createElement("div");
            place.append(richText("biusc?1234x<yz", entities, { username: "heard_bot" }));
            const names = [...place.children].map((one) => one.tagName + (one.href ? ":" + one.href : ""));
            return [...names, place.textContent];
        }"""
    )
    assert built[:5] == ["STRONG", "EM", "U", "S", "CODE"]
    assert [one for one in built if one.startswith("A:")] == ["A:https://a.example/"]
    assert built[-1].startswith("biusc?1") and built[-1].endswith("x<yz")


async def test_hidden_words_show_when_asked_for(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "It is <tg-spoiler>Thursday</tg-spoiler>")
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.get_by_role("button", name="Hidden words: press to show").press("Enter")
    await expect(page.locator(".revealed")).to_have_text("Thursday")


async def test_arabic_stands_at_the_right(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    await town.bot.say(AMIRA, "شكراً لكِ. وصلت رسالتك.")
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    words = page.locator(".words", has_text="شكراً")
    assert await words.evaluate("node => getComputedStyle(node).direction") == "rtl"


async def test_a_picture_opens_large_and_escape_closes_it(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    await town.bot.upload(
        "sendPhoto", AMIRA, fields={"caption": "Short surveys: 21 people"}, files={"photo": chart()}
    )
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}", PHONE)
    small = page.get_by_role("button", name="Short surveys: 21 people")
    await small.click()
    large = page.get_by_role("dialog").get_by_role("img")
    assert await large.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(small).to_be_focused()


async def test_a_file_is_sent_up_and_comes_down(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    file = FilePayload(name="notes.txt", mimeType="text/plain", buffer=b"our notes")
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_label("Caption, if you like").fill("As promised")
    await page.get_by_role("dialog").get_by_role("button", name="Send").click()
    card = page.get_by_role("link", name="Download notes.txt, 9 bytes")
    await expect(page.get_by_text("As promised", exact=True).last).to_be_visible()
    async with page.expect_download() as coming:
        await card.click()
    download = await coming.value
    assert (await download.path()).read_bytes() == b"our notes"


async def test_two_pictures_of_one_album_stand_together(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    media = [
        {"type": "photo", "media": "attach://a", "caption": "Both"},
        {"type": "photo", "media": "attach://b"},
    ]
    await town.bot.upload(
        "sendMediaGroup", AMIRA, fields={"media": media}, files={"a": chart(), "b": chart()}
    )
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await expect(page.locator(".album .picture")).to_have_count(2)
    await expect(page.get_by_role("article", name="Heard")).to_have_count(1)


async def test_a_poll_takes_a_vote_and_shows_the_shares(town: Town, open_page: Open) -> None:
    group = (await town.act("group", title="Evening parents", members=[AMIRA, GETHIN]))["chat"]
    options = [{"text": "Tuesday"}, {"text": "Thursday"}]
    await town.bot.call(
        "sendPoll", chat_id=group, question="Which evening?", options=options, is_anonymous=False
    )
    page = await open_page(f"/?as={AMIRA}&chat={group}")
    await page.get_by_role("button", name="Thursday").click()
    await expect(page.get_by_role("progressbar", name="Thursday: 100 percent")).to_be_visible()
    await expect(page.locator(".poll-result.mine")).to_contain_text("your vote")
    await expect(page.get_by_text("1 person voted")).to_be_visible()
    await page.reload()
    await expect(page.locator(".poll-result.mine")).to_contain_text("Thursday")
    await page.get_by_role("button", name="Take my vote back").click()
    await expect(page.get_by_role("button", name="Thursday")).to_be_visible()


async def test_the_pinned_message_leads_to_itself(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    sent = await town.bot.say(AMIRA, "Read me first")
    await town.bot.call("pinChatMessage", chat_id=AMIRA, message_id=sent["message_id"])
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await page.get_by_role("button", name="Pinned").click()
    await expect(page.locator(f".block[data-message='{sent['message_id']}']")).to_be_focused()


async def test_deleted_messages_go_and_typing_shows(town: Town, open_page: Open) -> None:
    await town.act("start", **{"as": AMIRA})
    sent = await town.bot.say(AMIRA, "A mistake")
    page = await open_page(f"/?as={AMIRA}&chat={AMIRA}")
    await expect(log_of(page)).to_contain_text("A mistake")
    await town.bot.call("sendChatAction", chat_id=AMIRA, action="typing")
    await expect(page.get_by_text("Heard is typing")).to_be_visible()
    await town.bot.call("deleteMessage", chat_id=AMIRA, message_id=sent["message_id"])
    await expect(log_of(page)).not_to_contain_text("A mistake")
