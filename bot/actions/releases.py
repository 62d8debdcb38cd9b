"""The forum releases to officers: what, how much of it, said before it counts; and takes it back."""

import sqlite3
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.members import check_role, holders
from bot.actions.outgoing import group_by_reader
from bot.actions.regulation_56 import find_pack
from bot.actions.sharing import check_may_share
from bot.actions.survey_report import find_closed
from bot.actions.theme_counts import find_to_give, settle_themes
from bot.core.asking import Asking
from bot.core.buttons.releases import ListReleased
from bot.core.impact import Period
from bot.core.people import Caller, Role
from bot.core.posts import Post, PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.release_pages import Door
from bot.core.releases import Contents, Release, Scope, Subject, ThemeContents, What
from bot.core.words import Reader
from bot.core.written import Decision
from bot.services import Services
from bot.store import audit as records
from bot.store import outbox, people, release_pages, releases, results, retention, surveys, written
from bot.store.retention import Gone

RELEASES_A_PAGE = 6


AnyContents = Contents | ThemeContents | None
"""None: all of it."""


@dataclass(frozen=True)
class Named:
    """A release, the survey it is of, and what of that was deleted because of its age."""

    release: Release
    asking: Asking | None
    gone: Gone


@dataclass(frozen=True)
class ReleaseList:
    """`missing`: what there is one of, and is not released now. Pages count from 0."""

    reader: Reader
    releases: tuple[Named, ...]
    missing: tuple[What, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class Considered:
    """What would be released. `contents`: of a survey or theme. `now`: what is released of it already."""

    reader: Reader
    subject: Subject
    asking: Asking | None
    contents: AnyContents
    now: Release | None


@dataclass(frozen=True)
class ReleasePage:
    """`page`: how its download page stands, for whoever has no session; None where there is none."""

    reader: Reader
    named: Named
    contents: AnyContents
    page: Door | None = None


async def list_for_members(services: Services, reader: Reader, page: int) -> ReleaseList:
    """For everybody: what was released, when, and how often it was pulled; also what was taken back."""
    return await services.store.read(_read_page, reader, page)


async def list_releases(services: Services, caller: Caller, page: int) -> ReleaseList:
    def question(db: sqlite3.Connection) -> ReleaseList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _read_page(db, person.reader, page)

    return await services.store.read(question)


def _read_page(db: sqlite3.Connection, reader: Reader, page: int) -> ReleaseList:
    """Of all that was ever released, the newest first."""
    pages = max(1, -(-releases.count_all(db) // RELEASES_A_PAGE))
    at = min(page, pages - 1)
    found = releases.list_all(db, at * RELEASES_A_PAGE, RELEASES_A_PAGE)
    alone = (What.RECORD, What.IMPACT)
    missing = tuple(what for what in alone if releases.find_in_force(db, Subject(what)) is None)
    return ReleaseList(reader, tuple(named(db, one) for one in found), missing, at, pages)


def named(db: sqlite3.Connection, release: Release) -> Named:
    about = release.subject.about
    if release.subject.what is not What.SURVEY:
        return Named(release, None, Gone())
    return Named(release, surveys.find(db, about), retention.gone_of(db, about))


async def consider(services: Services, caller: Caller, subject: Subject, scope: Scope) -> Considered:
    """Refuses what cannot be released so."""

    def story(db: sqlite3.Connection) -> Considered:
        person = check_role(services, db, caller, Role.COORDINATOR)
        asking, contents = _check(db, services, subject, scope)
        now = releases.find_in_force(db, subject)
        return Considered(person.reader, subject, asking, contents, now)

    return await services.store.write(story)


def _check(
    db: sqlite3.Connection, services: Services, subject: Subject, scope: Scope
) -> tuple[Asking | None, AnyContents]:
    """Of a theme the counts of what is over are made now, if the day's work has not come to it. One that few
    spoke of is refused: everybody would read its name."""
    if subject.what is What.THEME:
        settle_themes(db, services)
    elif subject.what is What.REGULATION_56:
        find_pack(db, services, _period(subject))
        if scope != Scope():
            raise Refusal("old_button")
        return None, None
    elif subject.what is not What.SURVEY:
        if subject.about or scope != Scope():
            raise Refusal("old_button")
        return None, None
    contents = contents_of(db, services, subject)
    if contents is None:
        raise Refusal("theme_gone" if subject.what is What.THEME else "old_button")
    if scope.responses and not contents.may_have_responses:
        raise Refusal("too_few_to_export", threshold=services.content.forum.threshold)
    if isinstance(contents, ThemeContents):
        if contents.people is None:
            raise Refusal("too_few_of_theme", threshold=services.content.forum.threshold)
        return None, contents
    closed = find_closed(db, services, subject.about)
    check_may_share(services, closed.asking, closed.result)
    return closed.asking, contents


def _period(subject: Subject) -> Period:
    try:
        return Period.numbered(subject.about)
    except ValueError as error:
        raise Refusal("old_button") from error


def contents_of(db: sqlite3.Connection, services: Services, subject: Subject) -> AnyContents:
    """What there is of a survey or theme as it stands now; None where a survey has no result that was told,
    or the theme is gone."""
    if subject.what is What.THEME:
        return _theme_contents(db, services, subject.about)
    released = results.find_released(db, subject.about) if subject.what is What.SURVEY else None
    result = results.find(db, subject.about)
    if released is None or result is None:
        return None
    closed = [table for table in result.tables if not table.is_text]
    enough = released.asking.survey.named or result.responses >= services.content.forum.threshold
    gone, together = retention.gone_of(db, subject.about), released.asking.survey.local_offer_questions
    said = [one for one in written.of_survey(db, subject.about) if one.question not in together]
    return Contents(
        answered=result.responses,
        in_room=result.in_room,
        questions=len(closed),
        hidden=sum(not table.is_whole for table in closed),
        texts=sum(one.decision is Decision.KEEP and one.is_quotable for one in said),
        unread=sum(one.decision is None for one in said),
        kept=sum(one.decision is Decision.KEEP for one in said),
        may_have_responses=enough and not gone.responses,
        responses_gone=gone.responses,
        has_comments=bool(together),
    )


def _theme_contents(db: sqlite3.Connection, services: Services, theme: int) -> ThemeContents | None:
    found = find_to_give(db, services, theme)
    if found is None:
        return None
    people, until = (None, None) if found.count is None else (found.count.people, found.count.until)
    return ThemeContents(found.name, people, until, len(found.quotes))


async def release_now(services: Services, caller: Caller, subject: Subject, scope: Scope) -> ReleasePage:
    """Done twice, it is released once. Another scope takes the place of the one before."""

    def story(db: sqlite3.Connection) -> ReleasePage:
        person = check_role(services, db, caller, Role.COORDINATOR)
        _, contents = _check(db, services, subject, scope)
        before = releases.find_in_force(db, subject)
        if before is not None and before.scope == scope:
            return page_of(db, services, person.reader, before)
        if before is not None:
            _withdraw(db, services, caller, before, replaced=True)
        title = contents.name if isinstance(contents, ThemeContents) else ""
        made = _release(db, services, caller, subject, scope, title)
        return ReleasePage(person.reader, named(db, made), contents)

    page = await services.store.write(story)
    services.posts_waiting.set()
    return page


def _release(
    db: sqlite3.Connection, services: Services, caller: Caller, subject: Subject, scope: Scope, title: str
) -> Release:
    number, now = services.random.getrandbits(40), services.clock()
    parts = ["responses"] * scope.responses + ["texts"] * scope.texts
    reason = f"{subject.what} {subject.about or ''}: {', '.join(['summary', *parts])}"
    audit.note(db, services, "released", f"release {number}", Role.COORDINATOR, caller.telegram, reason)
    _, newest = records.newest(db)
    made = Release(number, subject, scope, now, None, 0, newest, title)
    releases.add(db, made)
    _tell_officers(db, services, number)
    return made


def _tell_officers(db: sqlite3.Connection, services: Services, release: int) -> None:
    """That there is something, not what."""
    officers = holders(services, db, Role.OFFICER)
    reached = [person for person in people.reachable_people(db) if person.telegram in officers]
    for reader, chats in group_by_reader(reached).items():
        label = services.texts.button(reader, "button_released_list")
        button = PostButton(label=label, data=ListReleased(0).pack())
        post = Post(html=services.texts.say(reader, "released_news"), buttons=((button,),))
        outbox.add_post(db, f"released {release} {reader}", post, chats, Urgency.NOTICE, services.clock())


async def show_release(services: Services, caller: Caller, release: int) -> ReleasePage:
    def question(db: sqlite3.Connection) -> ReleasePage:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return page_of(db, services, person.reader, _found(db, release))

    return await services.store.read(question)


async def withdraw(services: Services, caller: Caller, release: int) -> ReleasePage:
    """From now on nobody can pull it. Done twice, it is withdrawn once."""

    def story(db: sqlite3.Connection) -> ReleasePage:
        person = check_role(services, db, caller, Role.COORDINATOR)
        _withdraw(db, services, caller, _found(db, release))
        return page_of(db, services, person.reader, _found(db, release))

    return await services.store.write(story)


def _withdraw(
    db: sqlite3.Connection, services: Services, caller: Caller, release: Release, *, replaced: bool = False
) -> None:
    if releases.withdraw(db, release.id, services.clock(), replaced=replaced):
        about, reason = f"release {release.id}", "replaced" if replaced else ""
        audit.note(db, services, "release_withdrawn", about, Role.COORDINATOR, caller.telegram, reason)


def _found(db: sqlite3.Connection, release: int) -> Release:
    found = releases.find(db, release)
    if found is None:
        raise Refusal("old_button")
    return found


def page_of(db: sqlite3.Connection, services: Services, reader: Reader, release: Release) -> ReleasePage:
    made = release_pages.find_of(db, release.id)
    door = None if made is None else made.door("", services.clock())
    if door is not None and not release.in_force:
        door = Door.WITHDRAWN
    return ReleasePage(reader, named(db, release), contents_of(db, services, release.subject), door)
