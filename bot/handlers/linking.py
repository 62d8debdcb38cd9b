"""`/invite`: a link to share, and the same as a picture to print."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import linking
from bot.actions.linking import Link
from bot.core.buttons import Tap
from bot.core.buttons.linking import MakeLink, MakeWorkerLink
from bot.core.people import Caller
from bot.core.screens import Button, File, Screen
from bot.services import Services


async def choose_link(services: Services, caller: Caller, argument: str) -> Screen:
    choice = await linking.list_links(services, caller)
    texts, reader = services.texts, choice.reader
    rows = [(Button(texts.button(reader, "button_link_join"), MakeLink(0)),)]
    rows += [(Button(asking.survey.title.choose(reader), MakeLink(asking.id)),) for asking in choice.askings]
    rows.append((Button(texts.button(reader, "button_link_worker"), MakeWorkerLink()),))
    return Screen(texts.say(reader, "link_which"), tuple(rows))


async def make_link(services: Services, caller: Caller, tap: MakeLink) -> Screen:
    """The picture twice: to look at and pass on, and as a file for the printer, as sharp as it was drawn."""
    link = await linking.make_link(services, caller, tap.survey)
    caption = services.texts.button(
        link.reader, "link_caption", title=_title(services, link), address=link.address
    )
    name = f"heard-{tap.survey or 'join'}.png"
    picture = File(name, link.picture, caption=caption, is_photo=True)
    html = services.texts.say(link.reader, "link_made", title=_title(services, link), address=link.address)
    return Screen(html, files=(picture, File(name, link.picture, caption=caption)))


def _title(services: Services, link: Link) -> str:
    if link.asking is None:
        return services.texts.button(link.reader, "link_join_title")
    return link.asking.survey.title.choose(link.reader)


async def make_worker_link(services: Services, caller: Caller, tap: MakeWorkerLink) -> Screen:
    made = await linking.make_worker_link(services, caller)
    return Screen(services.texts.say(made.reader, "link_worker", address=made.address))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    MakeLink: make_link,
    MakeWorkerLink: make_worker_link,
}
