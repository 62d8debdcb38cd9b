"""A vote made in the chat for two groups, and a survey made in the chat, in a browser, in the demo."""

from typing import Any

import aiohttp
from playwright.async_api import Page

from tests.pages.demo import AMIRA, GETHIN, KWAME, ROSALIND, TEO, button, join, says, types
from tests.pages.stage import Open, log_of

QUESTION = "Which evening suits you?"
OPTIONS = ("Monday", "Wednesday", "Thursday")


async def groups(demo: str, person: int) -> dict[str, int]:
    async with aiohttp.ClientSession() as session, session.get(f"{demo}/sim/chats?as={person}") as answer:
        chats: list[dict[str, Any]] = await answer.json()
    return {chat["title"]: chat["id"] for chat in chats}


async def make_vote(page: Page) -> None:
    """Eight taps and two typed messages."""
    await types(page, "/newvote")
    await says(page, "What is the question?")
    await types(page, QUESTION)
    await says(page, "What can people choose?")
    await types(page, "\n".join(OPTIONS))
    taps = ("Choose one", "Harbour parents", "Harbour young voices", "Next", "Tomorrow at eight")
    for label in (*taps, "No, ordinary", "No, confidential", "Post it now"):
        await log_of(page).get_by_role("button", name=label).last.click()
    await says(page, QUESTION)
    await says(page, "/close closes it early")


async def vote(page: Page, option: str) -> None:
    await button(page, option).click(timeout=30_000)
    await page.get_by_text(f"You chose {option}.").first.wait_for(timeout=15_000)


async def count_in_the_room(worker: Page, coordinator: Page, title: str, *numbers: str) -> None:
    """A worker counts twelve people at the youth club; the coordinator looks at it, and adds it."""
    await join(worker, "I work with families")
    await types(worker, "/count")
    await says(worker, "What shall we count for?")
    await button(worker, title).click()
    await says(worker, "Where are you?")
    await types(worker, "Youth club")
    await button(worker, "Today").click()
    await button(worker, "Hands").click()
    await says(worker, "How many people are in the room?")
    await types(worker, "12")
    for at, typed in enumerate(numbers, start=1):
        await says(worker, f"Question {at} of {len(numbers)}")
        await types(worker, typed)
    await says(worker, "Look it over.")
    await button(worker, "Add this count").click()
    await says(worker, "A coordinator looks at it first")
    await says(coordinator, "12 people in the room: Youth club")
    await button(coordinator, "Look at it").click()
    await button(coordinator, "Add this count").click()
    await says(coordinator, "It is added.")


async def the_others_answer(page: Page) -> None:
    await page.get_by_role("button", name="Let the others answer").click()
    await page.get_by_text("30 of 30").first.wait_for(timeout=90_000)


async def move_days(page: Page, days: int) -> None:
    for _ in range(days):
        await page.get_by_role("button", name="A day on").click()


async def test_a_vote_in_two_groups_ends_in_a_chart_in_both(demo: str, visit: Open) -> None:
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await make_vote(rosalind)
    parents = (await groups(demo, AMIRA))["Harbour parents"]
    young = (await groups(demo, TEO))["Harbour young voices"]
    amira = await visit(f"{demo}/?as={AMIRA}&chat={parents}")
    gethin = await visit(f"{demo}/?as={GETHIN}&chat={parents}")
    teo = await visit(f"{demo}/?as={TEO}&chat={young}")
    await vote(amira, "Monday")
    await vote(gethin, "Wednesday")
    await vote(teo, "Thursday")
    await vote(amira, "Wednesday")
    await the_others_answer(amira)
    kwame = await visit(f"{demo}/?as={KWAME}")
    await count_in_the_room(kwame, rosalind, QUESTION, "7 5 0")
    await move_days(rosalind, 2)
    for page in (amira, teo):
        await says(page, "45 people")
        await says(page, "In the room: 7 people")
        await says(page, "12 people in the room: Youth club")
        await log_of(page).get_by_role("img").last.wait_for()


SURVEY = (
    "[/newsurvey]",
    "From nothing",
    "[The new hall]",
    "[Which hall do you like?]",
    "Choose one",
    "[The old one\nThe new one]",
    "Ordinary",
    "[Did you find it?]",
    "Yes, no, not sure",
    "Ordinary",
    "[What else should we know?]",
    "A few words",
    "Personal",
    "What it can change",
    "Take 1",
    "Take 1",
    "Take 1",
    "Take 2",
    "Ask this survey",
    "Everybody",
    "Open it now",
)
"""What the coordinator types, in brackets, and taps."""


async def play(page: Page, lines: tuple[str, ...]) -> None:
    """Each line once the bot has answered the one before."""
    for line in lines:
        before = await log_of(page).inner_text()
        if line.startswith("["):
            await types(page, line.strip("[]"))
        else:
            await log_of(page).get_by_role("button", name=line).last.click()
        await page.wait_for_function(
            "before => document.querySelector('[role=log]').innerText !== before", arg=before, timeout=15_000
        )
        await settled(page)


async def settled(page: Page) -> None:
    """The bot answers a message with one of its own; then nothing is on its way."""
    await log_of(page).locator("article").last.get_by_text("Heard").first.wait_for(timeout=15_000)


async def test_a_survey_made_in_the_chat_is_answered_and_shown(demo: str, visit: Open) -> None:
    rosalind = await visit(f"{demo}/?as={ROSALIND}&chat={ROSALIND}")
    await play(rosalind, SURVEY)
    await says(rosalind, "The new hall")
    amira = await visit(f"{demo}/?as={AMIRA}")
    await join(amira)
    await button(amira, "Surveys").click()
    await button(amira, "The new hall").click()
    await button(amira, "Start").click()
    await button(amira, "The new one").click()
    await button(amira, "Yes").click()
    await types(amira, "The door is heavy.")
    await says(amira, "Here is what you answered")
    await button(amira, "Send my answers").click()
    await says(amira, "Your answers are in.")
    await button(amira, "Surveys").click()
    await button(amira, "The new hall").click()
    await button(amira, "1").click()
    await button(amira, "The old one").click()
    await says(amira, "You have sent this.")
    await the_others_answer(amira)
    kwame = await visit(f"{demo}/?as={KWAME}")
    await count_in_the_room(kwame, rosalind, "The new hall", "7 5", "12 0 0")
    await move_days(rosalind, 15)
    for page in (amira, rosalind):
        await says(page, "43 people answered")
        await says(page, "In the room: 7 people")
        await log_of(page).get_by_role("img").last.wait_for()
