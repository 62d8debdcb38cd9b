"""Making a bulletin in the chat: a draft that goes step by step, until it is planned."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.actions.bench import Bench
from bot.actions.bulletin_posts import Look, draw
from bot.actions.bulletin_targets import Reached, find_reached
from bot.actions.members import check_role
from bot.core.asking import Asking
from bot.core.bulletin_drafts import KIND, BulletinDraft, Step, draft_of
from bot.core.bulletins import Bulletin, Kind
from bot.core.drafts import Draft
from bot.core.groups import Group, Topic
from bot.core.people import Caller, Person, Role
from bot.core.record import Entry, newest_first
from bot.core.refusal import Refusal
from bot.core.words import Reader
from bot.services import Services
from bot.store import bulletins, groups, record, surveys

TASK = "schedule"
MOST_LISTED = 5
NOTHING = Markup()
MOST_ENTRIES = 10
MOST_SURVEYS = 10


@dataclass(frozen=True)
class Making:
    """Where the making of a bulletin is. `others`: drafts that could be carried on instead.

    `overtaken`: another coordinator changed it meanwhile, and the last step was not taken. `due`: when it
    goes out first; None: at once. `words`: of the preview, as its first reader gets them. `approval`: a
    second coordinator has to say yes.
    """

    reader: Reader
    draft: Draft
    made: BulletinDraft
    now: datetime
    groups: tuple[tuple[Group, tuple[Topic, ...]], ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    surveys: tuple[Asking, ...] = ()
    reached: Reached | None = None
    due: datetime | None = None
    words: Markup = NOTHING
    approval: bool = False
    overtaken: bool = False

    @property
    def step(self) -> Step:
        return Step(self.draft.step)


async def start(
    services: Services, caller: Caller, entry: int | None = None, *, at_once: bool = False
) -> Making:
    """A new draft, about an entry of the record where one is named. An empty one of one's own is taken up
    again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        made, step = BulletinDraft(has_holidays=bool(services.content.forum.school_holidays)), Step.KIND
        if entry is not None:
            made = about_entry(db, made.with_part("kind", Kind.ENTRY), entry)
            made = made.model_copy(update={"at_once": at_once})
            step = Step.TARGETS
        return BENCH.begin(db, services, caller, person, made, step)

    return await services.store.write(story)


def about_entry(db: sqlite3.Connection, made: BulletinDraft, number: int) -> BulletinDraft:
    entry = record.find(db, number)
    if entry is None:
        raise Refusal("old_button")
    return made.with_bulletin(entry=entry.id, about=entry.asked)


async def change_planned(services: Services, caller: Caller, number: int) -> Making:
    """A draft of what is planned already; it changes nothing before it is planned again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        planned = bulletins.find(db, number)
        if planned is None or not planned.state.is_live:
            raise Refusal("bulletin_gone")
        holidays = bool(services.content.forum.school_holidays)
        made = draft_of(planned.bulletin, planned.id, planned.version, holidays)
        return BENCH.begin(db, services, caller, person, made, Step.PREVIEW)

    return await services.store.write(story)


async def look(services: Services, caller: Caller, draft: int) -> Making:
    """Where the draft is, and nothing of it changes; what its words show may be drawn."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _making(db, services, person, BENCH.find(db, draft), False)

    return await services.store.write(story)


async def go_to(services: Services, caller: Caller, draft: int, version: int, step: str) -> Making:
    def change(made: BulletinDraft, at: Step) -> tuple[BulletinDraft, Step]:
        name, _, language = step.partition("-")
        if name not in {*Step} or not made.allows(Step(name)):
            raise Refusal("old_button")
        if language:
            offered = {one.id for one in services.content.forum.languages}
            if language not in offered:
                raise Refusal("old_button")
            made = made.model_copy(update={"writing": language})
        return made, Step(name)

    return await BENCH.change(services, caller, draft, version, change)


def _making(
    db: sqlite3.Connection, services: Services, person: Person, draft: Draft, overtaken: bool
) -> Making:
    made, step = BENCH.read(draft), Step(draft.step)
    forum, is_ready = services.content.forum, step is Step.PREVIEW and made.missing() is None
    others = [one for one in BENCH.begun(db) if one[0] != draft.id]
    return Making(
        reader=person.reader,
        draft=draft,
        made=made,
        now=services.clock(),
        groups=tuple(_present(db)) if step in {Step.TARGETS, Step.PREVIEW} else (),
        others=tuple(others[:MOST_LISTED]) if step is Step.KIND else (),
        entries=tuple(newest_first(record.everything(db))[:MOST_ENTRIES]) if step is Step.ENTRY else (),
        surveys=tuple(surveys.list_closed(db, MOST_SURVEYS)) if step in {Step.SURVEY, Step.PEOPLE} else (),
        reached=find_reached(db, made.bulletin) if step in {Step.TARGETS, Step.PREVIEW} else None,
        due=first_due(services, made.bulletin) if is_ready and made.corrects is None else None,
        words=_first_words(db, services, made, person) if is_ready else NOTHING,
        approval=forum.approve_posts and made.bulletin.for_everybody and made.corrects is None,
        overtaken=overtaken,
    )


def _present(db: sqlite3.Connection) -> list[tuple[Group, tuple[Topic, ...]]]:
    return [(group, tuple(groups.topics_of(db, group.chat))) for group in groups.list_present(db)]


def first_due(services: Services, bulletin: Bulletin) -> datetime | None:
    """None: at once, or a time that is over; that is refused when it is planned."""
    forum = services.content.forum
    if bulletin.when is None:
        return None
    return bulletin.when.next_after(services.clock(), forum.time_zone, forum.school_holidays)


def _first_words(db: sqlite3.Connection, services: Services, made: BulletinDraft, person: Person) -> Markup:
    """As whoever gets it first will read it; charts are shown on a tap only."""
    bulletin = made.whole()
    readers = find_reached(db, bulletin).readers
    reader, in_group = readers[0] if readers else (person.reader, False)
    if bulletin.kind is Kind.CHART:
        return services.texts.say(reader, "bulletin_chart_of", title=bulletin.about)
    posts = draw(db, services, Look(bulletin), reader, in_group)
    if posts is None:
        return services.texts.say(person.reader, "bulletin_nothing_now")
    return Markup(next((post.html for post in posts if post.html), ""))  # noqa: S704 (drawn escaped)


BENCH = Bench(KIND, TASK, BulletinDraft, Step, _making, "bulletin_draft_gone")
