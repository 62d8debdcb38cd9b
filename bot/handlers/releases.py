"""Coordinators release to officers: how much of it, what it holds, and taking it back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.actions import release_pages, releases
from bot.actions.release_words import scope_words, subject_title, title_of
from bot.actions.releases import AnyContents, Considered, Named, ReleaseList, ReleasePage
from bot.core.buttons import ListResults, LookAgain, Tap
from bot.core.buttons.inbox import ListThemes
from bot.core.buttons.releases import (
    AskRelease,
    AskToWithdrawRelease,
    ConsiderRelease,
    ListReleases,
    MakePage,
    ReleaseNow,
    ShowRelease,
    WithdrawRelease,
)
from bot.core.lengths import first_units
from bot.core.people import Caller
from bot.core.refusal import Refusal
from bot.core.releases import Contents, Release, Scope, Subject, ThemeContents, What
from bot.core.screens import Button, Screen
from bot.core.words import Reader
from bot.services import Services

LONGEST_TITLE = 120
"""Units of a title in a list."""


async def list_releases(services: Services, caller: Caller, tap: ListReleases) -> Screen:
    return _list(services, await releases.list_releases(services, caller, tap.page))


async def ask(services: Services, caller: Caller, tap: AskRelease) -> Screen:
    """The record and the figures are released as a whole."""
    subject = _subject(tap.what, tap.about)
    found = await releases.consider(services, caller, subject, Scope())
    if found.contents is None:
        return _considered(services, found, Scope())
    texts, reader = services.texts, found.reader
    is_theme = subject.what is What.THEME
    key = "release_ask_theme" if is_theme else "release_ask"
    no_quotes = why_no_quotes(services, reader, found.contents)
    html = texts.say(reader, key, title=_title(services, found), no_quotes=no_quotes)
    scopes = [
        Scope(responses, with_texts)
        for responses in (False, True)
        for with_texts in (False, True)
        if (not responses or found.contents.may_have_responses) and (not with_texts or found.contents.texts)
    ]
    rows = [(Button(texts.button(reader, _scope_button(one)), _consider(subject, one)),) for one in scopes]
    back = Button(texts.button(reader, "button_back"), ListThemes(0) if is_theme else LookAgain(tap.about))
    return Screen(html, (*rows, (back,)))


def why_no_quotes(services: Services, reader: Reader, contents: Contents | ThemeContents) -> str:
    """Empty where there are some, or nobody wrote anything."""
    say = services.texts.button
    if contents.texts:
        return ""
    if isinstance(contents, ThemeContents):
        return say(reader, "release_no_quotes_theme")
    if not contents.kept and not contents.unread:
        return say(reader, "release_no_quotes_comments") if contents.has_comments else ""
    return say(reader, "release_no_quotes", kept=contents.kept, unread=contents.unread)


def _title(services: Services, found: Considered) -> str:
    name = found.contents.name if isinstance(found.contents, ThemeContents) else ""
    return subject_title(services, found.reader, found.subject, found.asking, name)


def _scope_button(scope: Scope) -> str:
    what = "responses" if scope.responses else "summary"
    return f"button_release_{what}{'_texts' if scope.texts else ''}"


def _consider(subject: Subject, scope: Scope) -> ConsiderRelease:
    return ConsiderRelease(subject.what, subject.about, scope.responses, scope.texts)


async def consider(services: Services, caller: Caller, tap: ConsiderRelease) -> Screen:
    scope = Scope(tap.responses, tap.texts)
    return _considered(
        services, await releases.consider(services, caller, _subject(tap.what, tap.about), scope), scope
    )


def _considered(services: Services, found: Considered, scope: Scope) -> Screen:
    texts, reader, subject = services.texts, found.reader, found.subject
    html = texts.say(
        reader,
        "release_consider",
        title=_title(services, found),
        holds=contents_words(services, reader, subject, found.contents, scope),
        now=found.now is not None,
    )
    yes = ReleaseNow(subject.what, subject.about, scope.responses, scope.texts)
    no = AskRelease(subject.what, subject.about) if found.contents is not None else ListReleases(0)
    return Screen(
        html,
        (
            (Button(texts.button(reader, "button_release_now"), yes),),
            (Button(texts.button(reader, "button_back"), no),),
        ),
    )


def contents_words(
    services: Services, reader: Reader, subject: Subject, contents: AnyContents, scope: Scope
) -> str:
    """What a release holds, a line for each part."""
    if isinstance(contents, ThemeContents):
        return _theme_words(services, reader, contents, scope)
    if contents is None and subject.what is What.THEME:
        return services.texts.button(reader, "theme_gone")
    if contents is None:
        return services.texts.button(reader, f"release_holds_{subject.what}")
    return services.texts.button(
        reader,
        "release_holds",
        answered=contents.answered,
        in_room=contents.in_room,
        questions=contents.questions,
        hidden=contents.hidden,
        responses=scope.responses and contents.may_have_responses,
        answers_gone=contents.responses_gone,
        texts=contents.texts if scope.texts else 0,
        with_texts=scope.texts,
        unread=contents.unread if scope.texts else 0,
        has_comments=contents.has_comments,
    )


def _theme_words(services: Services, reader: Reader, contents: ThemeContents, scope: Scope) -> str:
    say, until = services.texts.button, contents.until
    return say(
        reader,
        "release_holds_theme",
        people=contents.people,
        threshold=services.content.forum.threshold,
        month="" if until is None else say(reader, f"month_{until.month}"),
        year="" if until is None else until.year,
        with_texts=scope.texts,
        texts=contents.texts,
    )


async def release_now(services: Services, caller: Caller, tap: ReleaseNow) -> Screen:
    scope = Scope(tap.responses, tap.texts)
    page = await releases.release_now(services, caller, _subject(tap.what, tap.about), scope)
    said = services.texts.toast(page.reader, "toast_released")
    return page_screen(services, page).with_toast(said)


async def show(services: Services, caller: Caller, tap: ShowRelease) -> Screen:
    return page_screen(services, await releases.show_release(services, caller, tap.release))


def page_screen(services: Services, page: ReleasePage) -> Screen:
    texts, reader, release = services.texts, page.reader, page.named.release
    html = texts.say(
        reader,
        "release_page",
        title=title_of(services, reader, page.named),
        holds=contents_words(services, reader, release.subject, page.contents, release.scope),
        released=texts.day(reader, release.released_at),
        withdrawn="" if release.withdrawn_at is None else texts.day(reader, release.withdrawn_at),
        replaced=release.replaced,
        pulls=release.pulls,
        page="" if page.page is None else texts.button(reader, f"release_page_{page.page}"),
        hash=release.audit_hash,
    )
    rows = _in_force(services, reader, release) if release.in_force else _over(services, reader, release)
    return Screen(html, (*rows, (Button(texts.button(reader, "button_releases"), ListReleases(0)),)))


def _in_force(services: Services, reader: Reader, release: Release) -> list[tuple[Button, ...]]:
    say = services.texts.button
    rows: list[tuple[Button, ...]] = []
    if services.pages_url:
        rows.append((Button(say(reader, "button_make_page"), MakePage(release.id)),))
    rows.append((Button(say(reader, "button_withdraw_release"), AskToWithdrawRelease(release.id)),))
    if release.subject.what in {What.SURVEY, What.THEME}:
        other = AskRelease(release.subject.what, release.subject.about)
        rows.append((Button(say(reader, "button_release_otherwise"), other),))
    return rows


def _over(services: Services, reader: Reader, release: Release) -> list[tuple[Button, ...]]:
    """What was taken back can be released again; where a newer one took its place, there is that."""
    say, subject = services.texts.button, release.subject
    rows: list[tuple[Button, ...]] = []
    if not release.replaced:
        rows.append((Button(say(reader, "button_release_again"), AskRelease(subject.what, subject.about)),))
    if subject.what is What.SURVEY:
        rows.append((Button(say(reader, "button_to_result"), LookAgain(subject.about)),))
    if subject.what is What.THEME:
        rows.append((Button(say(reader, "button_to_themes"), ListThemes(0)),))
    return rows


async def make_page(services: Services, caller: Caller, tap: MakePage) -> Screen:
    """The link and the code come below as messages of their own: whoever forwards the one keeps the other."""
    made = await release_pages.make_page(services, caller, tap.release)
    texts, reader = services.texts, made.of.reader
    title = title_of(services, reader, made.of.named)
    link = texts.say(reader, "page_made", title=title, address=made.address, again=made.again)
    code = texts.say(reader, "page_code_apart", title=title, code=made.code)
    return replace(page_screen(services, made.of), also=(link, code))


async def ask_to_withdraw(services: Services, caller: Caller, tap: AskToWithdrawRelease) -> Screen:
    page = await releases.show_release(services, caller, tap.release)
    texts, reader = services.texts, page.reader
    if not page.named.release.in_force:
        return page_screen(services, page)
    html = texts.say(
        reader,
        "release_withdraw_ask",
        title=title_of(services, reader, page.named),
        pulls=page.named.release.pulls,
    )
    return Screen(
        html,
        (
            (Button(texts.button(reader, "button_withdraw_now"), WithdrawRelease(tap.release)),),
            (Button(texts.button(reader, "button_back"), ShowRelease(tap.release)),),
        ),
    )


async def withdraw(services: Services, caller: Caller, tap: WithdrawRelease) -> Screen:
    page = await releases.withdraw(services, caller, tap.release)
    said = services.texts.toast(page.reader, "toast_withdrawn")
    return page_screen(services, page).with_toast(said)


def _list(services: Services, found: ReleaseList) -> Screen:
    texts, reader = services.texts, found.reader
    parts = [texts.say(reader, "releases_list" if found.releases else "releases_none")]
    parts += [
        texts.say(reader, "release_line", line=line_words(services, reader, one)) for one in found.releases
    ]
    rows: list[tuple[Button, ...]] = [
        (Button(first_units(title_of(services, reader, one), 60), ShowRelease(one.release.id)),)
        for one in found.releases
        if one.release.in_force
    ]
    rows += [
        (Button(texts.button(reader, f"button_release_{what}"), AskRelease(what, 0)),)
        for what in found.missing
    ]
    rows += turns(services, reader, found.page, found.pages, ListReleases)
    rows.append((Button(texts.button(reader, "button_results"), ListResults(0)),))
    return Screen(texts.lines(parts, "\n\n"), tuple(rows))


def line_words(services: Services, reader: Reader, one: Named) -> str:
    """A release in a list: of what, how much, when, and how often it was pulled."""
    texts, release = services.texts, one.release
    return texts.button(
        reader,
        "release_in_list",
        title=first_units(title_of(services, reader, one), LONGEST_TITLE),
        scope=scope_words(services, reader, one),
        released=texts.day(reader, release.released_at),
        withdrawn="" if release.withdrawn_at is None else texts.day(reader, release.withdrawn_at),
        replaced=release.replaced,
        pulls=release.pulls,
    )


def turns(
    services: Services, reader: Reader, page: int, pages: int, make: Callable[[int], Tap]
) -> list[tuple[Button, ...]]:
    """The page before, and the next."""
    row: list[Button] = []
    if page:
        row.append(Button(services.texts.button(reader, "button_back"), make(page - 1)))
    if page + 1 < pages:
        row.append(Button(services.texts.button(reader, "button_more"), make(page + 1)))
    return [tuple(row)] if row else []


def _subject(what: str, about: int) -> Subject:
    try:
        return Subject(What(what), about)
    except ValueError as error:
        raise Refusal("old_button") from error


TAPS: Mapping[type[Tap], Callable[[Services, Caller, Any], Awaitable[Screen]]] = {
    ListReleases: list_releases,
    AskRelease: ask,
    ConsiderRelease: consider,
    ReleaseNow: release_now,
    ShowRelease: show,
    MakePage: make_page,
    AskToWithdrawRelease: ask_to_withdraw,
    WithdrawRelease: withdraw,
}
