"""A parent tells the forum something and hears back, in a browser, in the demo."""

from playwright.async_api import Page

from tests.pages.demo import AMIRA, ROSALIND, button, join, says, types
from tests.pages.stage import PHONE, Open, log_of

WORDS = "the school bus is late every day and nobody tells us"
ANSWER = "We spoke with the bus company. They call you when it is late."


async def tap_begins(page: Page, label: str) -> None:
    await log_of(page).get_by_role("button", name=label).last.click()


async def test_a_parent_tells_us_something_and_sees_the_answer_and_where_it_stands(
    demo: str, visit: Open
) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}&chat={AMIRA}", PHONE)
    await join(amira)
    await button(amira, "💬 Tell us something").click()
    await says(amira, "Tell us, in your own words")
    await types(amira, WORDS)
    await says(amira, "Look at the choices below.")
    await button(amira, "☐ You may quote me").click()
    await button(amira, "✅ Send").click()
    await says(amira, "We aim to answer by")

    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}", PHONE)
    await button(rosalind, "Open the inbox").click(timeout=30_000)
    await says(rosalind, "1 new, 0 open.")
    await tap_begins(rosalind, "🔵 the school bus is late")
    await button(rosalind, "✏️ Answer").click()
    await says(rosalind, "Type your answer.")
    await types(rosalind, ANSWER)
    await button(rosalind, "✅ Send it").click()
    await says(rosalind, "We answered")
    await button(rosalind, "Where it stands ›").click()
    await button(rosalind, "Done").click()
    await says(rosalind, "Done. Came on")

    await says(amira, "You have an answer. Tap to read.")
    await says(amira, "There is news about something you told us.")
    await button(amira, "Read it").click()
    await says(amira, ANSWER)
    await says(amira, "We keep the way to you until")
