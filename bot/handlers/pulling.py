"""Officers: what was released to them, seen and taken."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import pulling
from bot.actions.release_words import scope_words, title_of
from bot.core.buttons import ListResults, ShowResult, Tap
from bot.core.buttons.impact import ListPeriods
from bot.core.buttons.releases import ListReleased, ShowReleased, TakeReleased
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.releases import What
from bot.core.screens import Button, File, Screen
from bot.handlers.releases import LONGEST_TITLE, turns
from bot.services import Services


async def list_released(services: Services, caller: Caller, tap: ListReleased) -> Screen:
    found = await pulling.list_released(services, caller, tap.page)
    texts, reader = services.texts, found.reader
    parts = [texts.say(reader, "released_list" if found.releases else "released_none")]
    parts += [
        texts.say(
            reader,
            "released_line",
            title=first_units(title_of(services, reader, one), LONGEST_TITLE),
            scope=scope_words(services, reader, one),
            released=texts.day(reader, one.release.released_at),
        )
        for one in found.releases
    ]
    rows: list[tuple[Button, ...]] = [
        (Button(first_units(title_of(services, reader, one), 60), ShowReleased(one.release.id)),)
        for one in found.releases
    ]
    rows += turns(services, reader, found.page, found.pages, ListReleased)
    rows.append((Button(texts.button(reader, "button_results_members"), ListResults(0)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


async def show(services: Services, caller: Caller, tap: ShowReleased) -> Screen:
    reader, of = await pulling.show_released(services, caller, tap.release)
    texts, release = services.texts, of.release
    html = texts.say(
        reader,
        "released_page",
        title=title_of(services, reader, of),
        scope=scope_words(services, reader, of),
        released=texts.day(reader, release.released_at),
        hash=release.audit_hash,
    )
    rows: list[tuple[Button, ...]] = []
    if release.subject.what is What.SURVEY:
        rows.append((Button(texts.button(reader, "button_see_charts"), ShowResult(release.subject.about)),))
    if release.subject.what is What.IMPACT:
        rows.append((Button(texts.button(reader, "button_see_charts"), ListPeriods()),))
    rows.append((Button(texts.button(reader, "button_take_files"), TakeReleased(release.id)),))
    rows.append((Button(texts.button(reader, "button_released_list"), ListReleased(0)),))
    return Screen(html, tuple(rows))


async def take(services: Services, caller: Caller, tap: TakeReleased) -> Screen:
    pulled = await pulling.take_files(services, caller, tap.release)
    texts, reader, of = services.texts, pulled.reader, pulled.named
    html = texts.say(
        reader,
        "released_taken",
        title=title_of(services, reader, of),
        too_large=pulled.too_large,
        hash=of.release.audit_hash,
    )
    back = Button(texts.button(reader, "button_released_list"), ListReleased(0))
    return Screen(html, ((back,),), files=tuple(File(name, content) for name, content in pulled.files))


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListReleased: list_released,
    ShowReleased: show,
    TakeReleased: take,
}
