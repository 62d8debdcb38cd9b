"""/updates: what came of people's answers."""

from bot.actions import updates
from bot.core.people import Caller
from bot.core.screens import Screen
from bot.services import Services


async def show_updates(services: Services, caller: Caller, argument: str) -> Screen:
    found = await updates.list_updates(services, caller)
    texts, reader = services.texts, found.reader
    if not found.approved:
        return Screen(texts.say(reader, "updates_none"))
    lines = [
        texts.say(
            reader,
            "updates_page",
            title=badge.page.title,
            address=badge.page.address,
            day=texts.day(reader, badge.since),
        )
        for badge in found.approved
    ]
    return Screen(texts.lines([texts.say(reader, "updates_approved"), *lines], "\n\n"))
