"""Results seen again: the list, one result with its charts, sharing it."""

from dataclasses import replace

from markupsafe import Markup

from bot.actions import sharing
from bot.actions.pulls import pulls_only
from bot.actions.sharing import ResultList, ResultPage
from bot.core.buttons import (
    ListResults,
    LookAgain,
    LookOn,
    ReadTexts,
    ShareResult,
    ShowResult,
    ShowSplit,
)
from bot.core.buttons.releases import AskRelease, ListReleased, ListReleases
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.released import Released
from bot.core.releases import What
from bot.core.screens import Button, Screen
from bot.core.splits import By
from bot.core.words import Reader
from bot.handlers import pulling
from bot.services import Services


async def list_results(services: Services, caller: Caller, argument: str) -> Screen:
    """Officers see what was released to them."""
    if await pulls_only(services, caller):
        return await pulling.list_released(services, caller, ListReleased(0))
    return _list(services, await sharing.list_results(services, caller, 0))


async def tap_list(services: Services, caller: Caller, tap: ListResults) -> Screen:
    return _list(services, await sharing.list_results(services, caller, tap.page))


async def show(services: Services, caller: Caller, tap: ShowResult) -> Screen:
    """The page at once; charts and words come below it."""
    return _with_charts(services, await sharing.show_result(services, caller, tap.survey))


async def show_split(services: Services, caller: Caller, tap: ShowSplit) -> Screen:
    if tap.by not in [*By]:
        raise Refusal("old_button")
    return _with_charts(services, await sharing.show_result(services, caller, tap.survey, By(tap.by)))


async def look_again(services: Services, caller: Caller, tap: LookAgain) -> Screen:
    return _page(services, await sharing.look_again(services, caller, tap.survey))


async def look_on(services: Services, caller: Caller, tap: LookOn) -> Screen:
    """What stands below the charts stays."""
    page = _page(services, await sharing.look_again(services, caller, tap.survey))
    return replace(page, is_below=True)


async def share(services: Services, caller: Caller, tap: ShareResult) -> Screen:
    page = await sharing.share_result(services, caller, tap.survey, tap.shared)
    said = "toast_shared" if tap.shared else "toast_not_shared"
    return _page(services, page).with_toast(services.texts.toast(page.reader, said))


def _list(services: Services, found: ResultList) -> Screen:
    texts, reader = services.texts, found.reader
    coming = [
        texts.say(reader, "results_coming", title=asking.survey.title.choose(reader))
        for asking in found.coming
    ]
    if not found.lines:
        none = coming or [texts.say(reader, "results_none")]
        return Screen(texts.lines(none, "\n\n"), _to_releases(services, found))
    parts: list[str] = [*coming, texts.say(reader, "results_which", page=found.page + 1, pages=found.pages)]
    parts += [_line(services, found, one) for one in found.lines]
    rows: list[tuple[Button, ...]] = [
        (Button(one.asking.survey.title.choose(reader), ShowResult(one.asking.id)),) for one in found.lines
    ]
    turns: list[Button] = []
    if found.page:
        turns.append(Button(texts.button(reader, "button_back"), ListResults(found.page - 1)))
    if found.page + 1 < found.pages:
        turns.append(Button(texts.button(reader, "button_more"), ListResults(found.page + 1)))
    rows += [tuple(turns)] if turns else []
    return Screen(texts.lines(parts, "\n\n"), (*rows, *_to_releases(services, found)))


def _to_releases(services: Services, found: ResultList) -> tuple[tuple[Button, ...], ...]:
    if not found.organiser:
        return ()
    return ((Button(services.texts.button(found.reader, "button_releases"), ListReleases(0)),),)


def _line(services: Services, found: ResultList, one: Released) -> str:
    texts, reader = services.texts, found.reader
    title, closed = one.asking.survey.title.choose(reader), _closed(services, reader, one)
    if not found.organiser:
        return texts.say(reader, "results_line", title=title, closed=closed)
    return texts.say(
        reader,
        "results_line_coordinator",
        title=title,
        closed=closed,
        answered=one.answered,
        asked=one.asked,
        in_room=one.in_room,
        percent=one.rate,
        shared=one.shared,
    )


def _with_charts(services: Services, page: ResultPage) -> Screen:
    screen = _page(services, page)
    coming = services.texts.say(page.reader, "result_page_coming")
    return replace(screen, html=services.texts.lines([Markup(screen.html), coming], "\n\n"))  # noqa: S704


def _page(services: Services, page: ResultPage) -> Screen:
    texts, reader, one = services.texts, page.reader, page.released
    title, closed = one.asking.survey.title.choose(reader), _closed(services, reader, one)
    if not page.organiser:
        html = texts.say(reader, "result_page", title=title, closed=closed)
    else:
        html = texts.say(
            reader,
            "result_page_coordinator",
            title=title,
            closed=closed,
            answered=one.answered,
            asked=one.asked,
            in_room=one.in_room,
            percent=one.rate,
            shared=one.shared,
            texts=sum(page.texts.values()),
            unread=page.texts.get(None, 0),
        )
    return Screen(html, (*_ways(services, page), _others(services, reader)))


def _ways(services: Services, page: ResultPage) -> list[tuple[Button, ...]]:
    """What a coordinator may do with a result."""
    texts, reader, survey = services.texts, page.reader, page.released.asking.id
    splits = [(texts.button(reader, f"button_split_{by}"), ShowSplit(survey, by)) for by in page.splits]
    rows: list[tuple[Button, ...]] = [(Button(*split),) for split in splits]
    if page.texts:
        everything = not page.texts.get(None)
        button = texts.button(reader, "button_read_again" if everything else "button_read_texts")
        rows.append((Button(button, ReadTexts(survey, 0, everything)),))
    if page.organiser:
        key = "button_unshare" if page.released.shared else "button_share"
        rows.append((Button(texts.button(reader, key), ShareResult(survey, not page.released.shared)),))
        rows.append((Button(texts.button(reader, "button_release"), AskRelease(What.SURVEY, survey)),))
    return rows


def _others(services: Services, reader: Reader) -> tuple[Button, ...]:
    return (Button(services.texts.button(reader, "button_other_results"), ListResults(0)),)


def _closed(services: Services, reader: Reader, one: Released) -> str:
    return services.texts.day(reader, one.asking.closed_at or one.asking.closes_at)
