"""Somebody who has not joined asks for help in their own words, in a browser, in the demo."""

from playwright.async_api import Page

from tests.pages.demo import GETHIN, ROSALIND, button, says, types
from tests.pages.stage import PHONE, Open, log_of

ASKED = (
    ("she wont go to school, 6 weeks now", "SENDIASS", "0191 587 3541"),
    ("i need a break", "Carers Support", "0300 005 1213"),
    ("cant afford the heating with all his machines on", "Contact", "0808 808 3555"),
)
"""What a parent types, an organisation that fits, and the number on its card."""


async def answered(page: Page, words: str) -> None:
    """The bot's answer to just these words is the last message."""
    await types(page, words)
    last = log_of(page).locator("article").last
    await last.get_by_text(words).first.wait_for(timeout=15_000)
    await last.get_by_role("button", name="All topics").wait_for(timeout=15_000)


async def test_everyday_words_lead_to_fitting_cards_and_a_wrong_one_is_mended(demo: str, visit: Open) -> None:
    gethin = await visit(f"{demo}/?as={GETHIN}&chat={GETHIN}", PHONE)
    conversation = gethin.get_by_role("region", name="Conversation: Heard")
    await conversation.get_by_role("button", name="Start").click()
    await button(gethin, "Find help").click()
    await says(gethin, "Tell me in your own words what you need.")
    for words, name, number in ASKED:
        await answered(gethin, words)
        await log_of(gethin).get_by_role("button", name=name).last.click()
        await says(gethin, number)
        await button(gethin, "‹ Back").click()
        await says(gethin, "This may help")
    await answered(gethin, "what is a senco")
    await says(gethin, "The teacher in a school who plans the help")
    await log_of(gethin).get_by_role("button", name="Help now").last.click()
    await says(gethin, "Someone is in danger or badly hurt")
    await answered(gethin, "phone number of mencap")
    await log_of(gethin).get_by_role("button", name="Mencap").last.click()
    await button(gethin, "This is wrong").click()
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await button(rosalind, "Look at it").click(timeout=15_000)
    await button(rosalind, "Change").click()
    await button(rosalind, "Phone").click()
    await says(rosalind, "Type the phone number.")
    await types(rosalind, "01632 960 055")
    await says(rosalind, "Is this right?")
    await button(rosalind, "Save").click()
    await says(rosalind, "📞 Call 01632 960 055")
    await answered(gethin, "mencap")
    await says(gethin, "📞 Call 01632 960 055")
