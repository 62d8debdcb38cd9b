"""Looking after bulletins: listed, stopped, posted at once, approved, taken on, taken back."""

import sqlite3
from dataclasses import dataclass

from bot.actions import audit
from bot.actions.bulletin_targets import Reached, find_reached
from bot.actions.correcting import bring_up_to_date, take_back
from bot.actions.going_out import Reports, next_due, put_out, reports_for, tell_coordinators
from bot.actions.members import check_role, roles_of
from bot.actions.scheduling import BENCH, Making
from bot.core.bulletin_drafts import CORRECTABLE, draft_of
from bot.core.bulletins import Issue, IssueState, Kind, Planned, State
from bot.core.people import Caller, Person, Role
from bot.core.posts import Post
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, people

A_PAGE = 8
MOST_OUT = 5


@dataclass(frozen=True)
class BulletinList:
    """A page of what has still to go out, counted from 0; on the first, what went out last, and drafts."""

    reader: Reader
    planned: tuple[Planned, ...]
    gone_out: tuple[Planned, ...]
    drafts: tuple[tuple[int, str], ...]
    late: tuple[tuple[Issue, Planned], ...]
    page: int
    pages: int


@dataclass(frozen=True)
class BulletinView:
    """`issue`: the last time it went out. `own`: the one who looks has made it. `orphaned`: whoever made it
    is no coordinator any more. `sent`: how many chats it stands in."""

    reader: Reader
    planned: Planned
    issue: Issue | None
    reached: Reached
    own: bool
    orphaned: bool

    @property
    def correctable(self) -> bool:
        is_out = self.issue is not None and self.issue.state is IssueState.OUT
        return is_out and self.planned.bulletin.kind in CORRECTABLE

    @property
    def can_be_updated(self) -> bool:
        is_out = self.issue is not None and self.issue.state is IssueState.OUT
        return is_out and self.planned.bulletin.kind is Kind.ENTRY


async def list_bulletins(services: Services, caller: Caller, page: int) -> BulletinList:
    def question(db: sqlite3.Connection) -> BulletinList:
        person = check_role(services, db, caller, Role.COORDINATOR)
        pages = max(1, -(-bulletins.count_live(db) // A_PAGE))
        at = min(page, pages - 1)
        return BulletinList(
            reader=person.reader,
            planned=tuple(bulletins.live(db, at * A_PAGE, A_PAGE)),
            gone_out=() if at else tuple(bulletins.gone_out(db, MOST_OUT)),
            drafts=() if at else tuple(BENCH.begun(db)[:MOST_OUT]),
            late=tuple(late_issues(db)),
            page=at,
            pages=pages,
        )

    return await services.store.read(question)


def late_issues(db: sqlite3.Connection) -> list[tuple[Issue, Planned]]:
    found = [(issue, bulletins.find(db, issue.bulletin)) for issue in bulletins.late(db)]
    return [(issue, planned) for issue, planned in found if planned is not None]


async def show(services: Services, caller: Caller, number: int) -> BulletinView:
    def question(db: sqlite3.Connection) -> BulletinView:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _view(db, services, person, number)

    return await services.store.read(question)


def _view(db: sqlite3.Connection, services: Services, person: Person, number: int) -> BulletinView:
    planned = _find(db, number)
    maker = None if planned.made_by is None else people.find_by_number(db, planned.made_by)
    has_role = maker is not None and Role.COORDINATOR in roles_of(services, db, maker.telegram)
    return BulletinView(
        reader=person.reader,
        planned=planned,
        issue=bulletins.last_issue(db, number),
        reached=find_reached(db, planned.bulletin),
        own=planned.made_by == person.id,
        orphaned=planned.state.is_live and not has_role,
    )


def _find(db: sqlite3.Connection, number: int) -> Planned:
    planned = bulletins.find(db, number)
    if planned is None:
        raise Refusal("bulletin_gone")
    return planned


async def steer(services: Services, caller: Caller, number: int, version: int, way: str) -> BulletinView:
    """What a button of its screen does. Over the version that was seen: a second tap changes nothing."""
    reports: Reports = {}
    if way == "now":
        planned = await services.store.read(_find, number)
        reports = await reports_for(services, planned.bulletin)

    def story(db: sqlite3.Connection) -> BulletinView:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = _find(db, number)
        if found.version == version:
            _steer(db, services, caller, person, found, way, reports)
        return _view(db, services, person, number)

    view = await services.store.write(story)
    services.posts_waiting.set()
    return view


def _steer(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    planned: Planned,
    way: str,
    reports: Reports,
) -> None:
    match way:
        case "pause" if planned.state is State.PLANNED:
            bulletins.set_state(db, planned.id, State.PAUSED, planned.due_at)
        case "resume" if planned.state is State.PAUSED:
            _resume(db, services, planned)
        case "cancel" if planned.state.is_live:
            bulletins.set_state(db, planned.id, State.CANCELLED, None)
        case "now" if planned.state in {State.PLANNED, State.PAUSED}:
            _post_now(db, services, planned, reports)
        case "approve" if planned.state is State.WAITING:
            _approve(db, services, caller, person, planned)
        case "mine" if planned.state.is_live:
            bulletins.take_on(db, planned.id, person.id)
        case "sure":
            take_back(db, services, caller, planned)
        case "update":
            bring_up_to_date(db, services, caller, planned)
        case "back":
            return
        case _:
            raise Refusal("old_button")
    if way in {"pause", "resume", "cancel"}:
        about = f"bulletin {planned.id} {way}"
        audit.note(db, services, "bulletin_steered", about, Role.COORDINATOR, caller.telegram)


def _resume(db: sqlite3.Connection, services: Services, planned: Planned) -> None:
    """From its next time on; what was missed meanwhile is not made up for."""
    now, due = services.clock(), planned.due_at
    if due is not None and due <= now:
        due = next_due(services, planned.bulletin, now)
    if due is None:
        raise Refusal("when_past")
    bulletins.set_state(db, planned.id, State.PLANNED, due)


def _post_now(db: sqlite3.Connection, services: Services, planned: Planned, reports: Reports) -> None:
    """Once, instead of its one time; of what repeats, besides its times."""
    issue = bulletins.add_issue(db, planned.id, services.clock(), IssueState.OUT)
    if issue is None:
        return
    state, due = (planned.state, planned.due_at) if planned.bulletin.repeats else (State.OVER, None)
    bulletins.set_state(db, planned.id, state, due)
    put_out(db, services, planned, issue, reports)


def _approve(
    db: sqlite3.Connection, services: Services, caller: Caller, person: Person, planned: Planned
) -> None:
    if planned.made_by == person.id:
        raise Refusal("approve_own")
    now, due = services.clock(), planned.due_at
    if planned.bulletin.when is None:
        due = now
    bulletins.set_state(db, planned.id, State.PLANNED, due)
    audit.note(db, services, "bulletin_approved", f"bulletin {planned.id}", Role.COORDINATOR, caller.telegram)


async def decide_late(services: Services, caller: Caller, number: int, still: bool) -> BulletinView:
    """What could not go out in time. Decided once."""
    issue = await services.store.read(bulletins.find_issue, number)
    if issue is None:
        raise Refusal("old_button")
    planned = await services.store.read(_find, issue.bulletin)
    reports = await reports_for(services, planned.bulletin) if still else {}

    def story(db: sqlite3.Connection) -> BulletinView:
        person = check_role(services, db, caller, Role.COORDINATOR)
        state = IssueState.OUT if still else IssueState.LEFT_OUT
        if bulletins.decide(db, number, state):
            found = _find(db, planned.id)
            if still:
                put_out(db, services, found, issue, reports)
            about = f"bulletin {found.id} issue {number}"
            what = "bulletin_late_still" if still else "bulletin_left_out"
            audit.note(db, services, what, about, Role.COORDINATOR, caller.telegram)
        return _view(db, services, person, planned.id)

    view = await services.store.write(story)
    services.posts_waiting.set()
    return view


async def begin_correction(services: Services, caller: Caller, number: int) -> Making:
    """A draft of what was posted last."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        view = _view(db, services, person, number)
        if not view.correctable or view.issue is None:
            raise Refusal("bulletin_gone")
        made = draft_of(view.planned.bulletin, number, view.planned.version, False)
        made = made.model_copy(update={"corrects": view.issue.id, "of": None})
        return BENCH.begin(db, services, caller, person, made, made.steps[0])

    return await services.store.write(story)


class LeftBehind:
    """Due work: what somebody planned who is no coordinator any more stays, and the others are told.

    Who was forgotten is seen at once; who lost the role in the settings at the next start and each day.
    """

    def __init__(self) -> None:
        self._looked_on = ""

    async def __call__(self, services: Services) -> None:
        today = services.clock().date().isoformat()
        if self._looked_on != today:
            await services.store.write(_let_go, services)
            self._looked_on = today
        if await services.store.read(_any_left, services):
            await services.store.write(_tell_left, services)
            services.posts_waiting.set()


def _let_go(db: sqlite3.Connection, services: Services) -> None:
    for number in bulletins.makers(db):
        person = people.find_by_number(db, number)
        if person is None or Role.COORDINATOR not in roles_of(services, db, person.telegram):
            bulletins.leave(db, number)


def _any_left(db: sqlite3.Connection, services: Services) -> bool:
    return bool(bulletins.left_behind(db))


def _tell_left(db: sqlite3.Connection, services: Services) -> None:
    left = bulletins.left_behind(db)
    if not left:
        return
    for planned in left:
        bulletins.note_left_told(db, planned.id)

    def make(reader: Reader) -> Post:
        return Post(html=services.texts.say(reader, "bulletins_left", number=len(left)))

    tell_coordinators(db, services, f"left {left[0].id} {services.clock().isoformat()}", make)
