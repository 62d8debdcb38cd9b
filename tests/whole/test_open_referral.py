"""Services of a feed in the chat: imported beside the running bot, found, shown, looked after, and gone."""

from collections.abc import Mapping
from typing import Any

from bot.actions.open_referral import look_at_feed, take_feed
from bot.core.open_referral.entries import Feed
from bot.making_services import open_services
from bot.simulator.client import Person
from tests.core.open_referral.feeds import counselling, plain_service
from tests.whole.forum import Forum


async def take(forum: Forum, *services: Mapping[str, Any]) -> None:
    """As the command line does it, with a connection of its own."""
    async with open_services(forum.settings, forum.clock) as ours:
        feed = Feed("council.example", services, 3, is_whole=True)
        await take_feed(ours, await look_at_feed(ours, feed))


async def answered(forum: Forum, person: Person, words: str) -> str:
    """Whatever the bot says to it."""
    await person.type(words)
    await forum.town.quiet()
    newest = (await person.reads())[-1]
    assert newest.from_bot
    return newest.text


ROOM: dict[str, Any] = {
    **plain_service(7),
    "name": "Rainbow Sensory Room",
    "description": "<p>A quiet room with lights &amp; sounds. <b>Book first.</b></p>",
    "assured_date": "2026-10-05",
}

FEED = f"SELECT source, service, gone_on FROM imported_entry WHERE service = '{ROOM['id']}'"


async def test_a_service_of_a_feed_is_found_shown_looked_after_and_gone(forum: Forum) -> None:
    amira, rosalind = await forum.joined("Amira"), await forum.joined("Rosalind")
    assert "Rainbow" not in await answered(forum, amira, "where is the rainbow sensory room")

    await take(forum, ROOM, counselling())

    await amira.type("where is the rainbow sensory room")
    await amira.sees("Why: you named it.")
    await amira.tap("Rainbow Sensory Room")
    card = (await amira.sees("A quiet room with lights & sounds. Book first.")).text
    assert "01632 960007" in card
    assert "Last checked on Monday 5 October 2026." in card
    assert forum.rows(FEED) == [("council.example", ROOM["id"], None)]

    await amira.tap("This is wrong")
    await rosalind.type("/today")
    await rosalind.tap("Rainbow Sensory Room")
    await rosalind.tap("Checked today")
    await amira.type("rainbow sensory room")
    await amira.sees("Why: you named it.")
    await amira.tap("Rainbow Sensory Room")
    await amira.sees("Last checked on Monday 23 November 2026.")

    await take(forum, counselling())

    assert "A quiet room" not in await answered(forum, amira, "where is the rainbow sensory room")
    assert forum.rows(FEED) == [("council.example", ROOM["id"], "2026-11-23")]
    await rosalind.type("/today")
    await rosalind.tap("Check entries")
    assert "Rainbow Sensory Room" not in (await rosalind.sees("to check")).buttons
