"""Results seen again: by coordinators all of them, by members those that are shared with them."""

import sqlite3
from dataclasses import dataclass

from bot.actions.count_words import rooms_words
from bot.actions.members import check_role, member, roles_of
from bot.actions.outgoing import make_posts
from bot.actions.pulls import note_pull_of, release_for
from bot.actions.results import Report, make_report, make_split_report
from bot.core.asking import Asking
from bot.core.buttons import LookOn
from bot.core.people import Caller, Person, Role
from bot.core.posts import PostButton, Urgency
from bot.core.refusal import Refusal
from bot.core.released import Released
from bot.core.releases import Subject, What
from bot.core.results import Result
from bot.core.splits import By
from bot.core.words import Reader
from bot.core.written import Decision
from bot.services import Services
from bot.store import outbox, post_files, responses, results, rooms, surveys, written

RESULTS_A_PAGE = 8


@dataclass(frozen=True)
class ResultList:
    """`organiser`: sees all, with how many were asked. Pages count from 0. `coming`: closed, and its
    charts are still being drawn; for organisers."""

    reader: Reader
    organiser: bool
    lines: tuple[Released, ...]
    page: int
    pages: int
    coming: tuple[Asking, ...] = ()


@dataclass(frozen=True)
class ResultPage:
    """One result. `texts` by what was decided on them; None: not read yet. For coordinators only."""

    reader: Reader
    organiser: bool
    released: Released
    splits: tuple[By, ...]
    texts: dict[Decision | None, int]


async def list_results(services: Services, caller: Caller, page: int) -> ResultList:
    def question(db: sqlite3.Connection) -> ResultList:
        person = member(db, caller)
        organiser = _is_organiser(services, db, caller)
        seen_by = None if organiser else person.id
        pages = max(1, -(-results.count_released(db, seen_by) // RESULTS_A_PAGE))
        at = min(page, pages - 1)
        lines = results.list_released(db, seen_by, at * RESULTS_A_PAGE, RESULTS_A_PAGE)
        coming = [surveys.find(db, one) for one in surveys.untold(db)] if organiser else []
        return ResultList(person.reader, organiser, tuple(lines), at, pages, tuple(filter(None, coming)))

    return await services.store.read(question)


async def show_result(services: Services, caller: Caller, survey: int, by: By | None = None) -> ResultPage:
    """The page of one result; its charts and words follow through the outbox, `by` group by group."""

    def question(db: sqlite3.Connection) -> tuple[ResultPage, Result, bool]:
        page, result = _look_up(services, db, caller, survey)
        if by is not None and by not in page.splits:
            raise Refusal("old_button")
        return page, result, outbox.has_posts(db, _label(page, by))

    page, result, is_there = await services.store.read(question)
    report = None if is_there else await _make_report(services, page.reader, result, by)

    def story(db: sqlite3.Connection) -> None:
        _look_up(services, db, caller, survey)  # it may have been taken back meanwhile
        note_pull_of(db, services, caller, Subject(What.SURVEY, survey))
        if report is not None and not outbox.has_posts(db, _label(page, by)):
            _add_posts(db, services, page, by, report)
        outbox.send_again(db, _label(page, by), caller.telegram, Urgency.NOTICE, services.clock())

    await services.store.write(story)
    services.posts_waiting.set()
    return page


async def share_result(services: Services, caller: Caller, survey: int, shared: bool) -> ResultPage:
    """With all members, or no more with those who did not take part."""

    def story(db: sqlite3.Connection) -> ResultPage:
        check_role(services, db, caller, Role.COORDINATOR)
        page, result = _look_up(services, db, caller, survey)
        if shared:
            check_may_share(services, page.released.asking, result)
        results.share(db, survey, services.clock() if shared else None)
        return _look_up(services, db, caller, survey)[0]

    return await services.store.write(story)


def check_may_share(services: Services, asking: Asking, result: Result) -> None:
    """Hands of few are shown to those who saw them; to everybody else the usual threshold holds."""
    answered, threshold = result.tables[0].answered or 0, services.content.forum.threshold
    if asking.is_show_of_hands and answered < threshold:
        raise Refusal("too_few_to_share", answered=answered, threshold=threshold)


async def look_again(services: Services, caller: Caller, survey: int) -> ResultPage:
    """The page alone."""

    def question(db: sqlite3.Connection) -> ResultPage:
        return _look_up(services, db, caller, survey)[0]

    return await services.store.read(question)


def _look_up(
    services: Services, db: sqlite3.Connection, caller: Caller, survey: int
) -> tuple[ResultPage, Result]:
    """Refuses what this caller may not see."""
    person, organiser = member(db, caller), _is_organiser(services, db, caller)
    released, result = results.find_released(db, survey), results.find(db, survey)
    if released is None or result is None:
        raise Refusal("old_button")
    theirs = organiser or released.shared or _took_part(db, person, survey)
    if not theirs and release_for(db, services, caller, Subject(What.SURVEY, survey)) is None:
        raise Refusal("result_not_shared")
    splits = tuple(by for by in By if any(table.split(by) for table in result.tables))
    texts = written.count(db, survey) if organiser else {}
    return ResultPage(person.reader, organiser, released, splits if organiser else (), texts), result


def _is_organiser(services: Services, db: sqlite3.Connection, caller: Caller) -> bool:
    return Role.COORDINATOR in roles_of(services, db, caller.telegram)


def _took_part(db: sqlite3.Connection, person: Person, survey: int) -> bool:
    return responses.took_part(db, survey, person.id)


def _label(page: ResultPage, by: By | None) -> str:
    """Of the posts for all who read alike."""
    who = "team" if page.organiser else "members"
    return f"shown {page.released.asking.id} {page.reader} {who} {by or 'all'} "


async def _make_report(services: Services, reader: Reader, result: Result, by: By | None) -> Report:
    if by is None:
        return await make_report(services.texts, reader, result)
    return await make_split_report(services.texts, reader, result, by)


def _add_posts(
    db: sqlite3.Connection, services: Services, page: ResultPage, by: By | None, report: Report
) -> None:
    texts, reader, asking = services.texts, page.reader, page.released.asking
    title = asking.survey.title.choose(reader)
    if by is None:
        closed = texts.day(reader, asking.closed_at or asking.closes_at)
        counts = {"answered": page.released.answered, "in_room": page.released.in_room}
        first = texts.say(reader, "result_again", title=title, closed=closed, **counts)
    else:
        words = texts.button(reader, f"split_{by}")
        first = texts.say(reader, "result_again_split", title=title, by=words)
    pictures = [post_files.add_picture(db, png) for png in report.pictures]
    counted_in = rooms.of_survey(db, asking.id) if by is None else []
    said = [*report.words, *rooms_words(services, reader, counted_in)]
    posts = make_posts(first, pictures, said)
    if page.organiser and not posts[-1].pictures:
        on = PostButton(label=texts.button(reader, "button_look_on"), data=LookOn(asking.id).pack())
        posts[-1] = posts[-1].model_copy(update={"buttons": ((on,),)})
    for number, post in enumerate(posts):
        outbox.add_post(db, f"{_label(page, by)}{number:03}", post, (), Urgency.NOTICE, services.clock())
