"""You said, we did: from a closed survey to the group, the record and the figures, in a browser."""

from playwright.async_api import Page

from bot.simulator.client import Town
from tests.pages.demo import AMIRA, ROSALIND, button, join, says, types
from tests.pages.stage import Open, log_of
from tests.pages.test_votes_story import groups, move_days
from tests.pages.test_walk import answer, close

TITLE = "How would you like to be involved?"
DID = "From January we vote on one thing each month."
ON_RECORD = (
    ("[/yousaid]", "What is it about?"),
    (f"📊 {TITLE}", "Type what people said."),
    ("Next ›", "How far is it?"),
    ("Doing it", "Type what is being done, or planned."),
    (f"[{DID}]", "Who answers for it?"),
    ("[the forum's committee]", "Where can people see it?"),
    ("Next ›", "When do you look at it again?"),
    ("In 8 weeks", "How did people take part in it?"),
    ("● people are asked", "Which topic is it?"),
    ("School and college", "This is how people will read it."),
    ("Put it on the record", "It is on the record now"),
)
PLANNED = (
    ("[/schedule]", "What is planned"),
    ("A new post", "What would you like to post?"),
    ("You said, we did", "Which one shall be posted?"),
    (TITLE, "Where shall it go?"),
    ("Harbour parents", "So far: Harbour parents"),
    ("Some of those who joined", "Who shall get it in private?"),
    (f"Took part: {TITLE}", f"☑ Took part: {TITLE}"),
    ("‹ Back", "Where shall it go?"),
    ("Next ›", "When shall it go out?"),
    ("Tomorrow at ten", "Preview"),
    ("Plan it", "It is planned."),
)
"""What the coordinator types, in brackets, or taps; and what the newest message of the bot says then."""


async def play(page: Page, lines: tuple[tuple[str, str], ...]) -> None:
    for line, sees in lines:
        if line.startswith("["):
            await types(page, line.strip("[]"))
        else:
            await log_of(page).get_by_role("button", name=line).last.click()
        await log_of(page).locator("article").last.get_by_text(sees).first.wait_for(timeout=20_000)


async def process(demo: str, doing: str) -> None:
    async with Town(demo) as town:
        await town.process(doing)


async def seen_times(page: Page, words: str) -> int:
    return await log_of(page).get_by_text(words).count()


async def past_ten(page: Page) -> None:
    """Whatever the time was at which the demo began, tomorrow's ten o'clock is over."""
    await move_days(page, 1)
    for _ in range(2):
        await page.get_by_role("button", name="An hour on").click()


async def test_what_came_of_it_is_told_once_also_when_the_bot_was_killed(demo: str, visit: Open) -> None:
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await answer(amira)
    await amira.get_by_role("button", name="Let the others answer").click()
    await amira.get_by_text("30 of 30").first.wait_for(timeout=90_000)
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await close(rosalind)
    await says(rosalind, "Who feels heard?")
    await play(rosalind, ON_RECORD)
    await play(rosalind, PLANNED)

    parents = (await groups(demo, AMIRA))["Harbour parents"]
    in_group = await visit(f"{demo}/?as={AMIRA}&chat={parents}")
    await past_ten(rosalind)
    await says(in_group, DID)
    await says(amira, DID)
    await says(rosalind, "It went out")
    assert await seen_times(in_group, DID) == 1

    await play(rosalind, PLANNED)
    await process(demo, "kill")
    await past_ten(rosalind)
    assert await seen_times(in_group, DID) == 1
    await process(demo, "start")
    await log_of(in_group).get_by_text(DID).nth(1).wait_for(timeout=60_000)
    assert await seen_times(in_group, DID) == 2

    await types(amira, "/updates")
    await says(amira, "Tap one to read all of it.")
    await button(amira, TITLE).click()
    await says(amira, "Has this made a difference?")
    await button(amira, "Yes").click()
    await says(amira, "● Yes")
    await move_days(rosalind, 45)
    await types(rosalind, "/impact")
    await says(rosalind, "Which time?", patience=120)
    await log_of(rosalind).get_by_role("button").filter(has_text="20").first.click()
    await says(rosalind, "You said, we did")
    await says(rosalind, "Doing it 1")
