"""Making an entry of the record in the chat: a draft that goes step by step, until it is saved."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.actions.bench import Bench
from bot.actions.members import check_role
from bot.actions.said import said_in_survey, said_in_theme
from bot.actions.themes import ThemeHeard, collect
from bot.core.asking import Asking
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.record import Entry, Origin, Source
from bot.core.record_drafts import KIND, EntryDraft, Step
from bot.core.refusal import Refusal
from bot.core.when import read_moment
from bot.core.words import Reader
from bot.services import Services
from bot.store import record, results, surveys

TASK = "yousaid"
MOST_LISTED = 5
MOST_SURVEYS = 12
WEEKS = (4, 8, 13, 26)


@dataclass(frozen=True)
class Making:
    """Where the making of an entry is. `others`: drafts that could be carried on instead.

    `surveys`, `themes`: what it may be about. `going_on`: the entry that has a further step.
    `overtaken`: another coordinator changed it meanwhile, and the last step was not taken.
    """

    reader: Reader
    draft: Draft
    entry: EntryDraft
    surveys: tuple[Asking, ...] = ()
    themes: tuple[ThemeHeard, ...] = ()
    others: tuple[tuple[int, str], ...] = ()
    going_on: Entry | None = None
    overtaken: bool = False

    @property
    def step(self) -> Step:
        return Step(self.draft.step)


async def start(services: Services, caller: Caller, survey: int = 0) -> Making:
    """A new draft, about a closed survey where one is named. An empty one of one's own is taken up again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        entry, step = EntryDraft(has_topics=bool(services.content.forum.themes)), Step.SOURCE
        if survey:
            entry = _about(db, services, person.reader, entry, Origin(source=Source.SURVEY, survey=survey))
            step = entry.after(Step.SOURCE)
        return BENCH.begin(db, services, caller, person, entry, step)

    return await services.store.write(story)


async def go_on_with(services: Services, caller: Caller, entry: int) -> Making:
    """A further step of what is on the record."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = record.find(db, entry)
        if found is None:
            raise Refusal("old_button")
        return BENCH.begin(db, services, caller, person, as_draft(found), Step.STATE)

    return await services.store.write(story)


def as_draft(entry: Entry) -> EntryDraft:
    """What stands already is taken over; what has come of it now is asked."""
    return EntryDraft(
        of=entry.id,
        seen=entry.version,
        origin=entry.origin,
        asked=entry.asked,
        said=entry.said,
        responsible=entry.responsible,
        evidence=entry.evidence,
        link=entry.link,
        again_on=entry.again_on,
        level=entry.level,
        topic=entry.topic,
    )


async def pick_origin(services: Services, caller: Caller, draft: int, version: int, origin: Origin) -> Making:
    """What was said is filled in from what may be shown of it."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)

        def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
            about = _about(db, services, person.reader, entry, origin)
            return about, about.after(Step.SOURCE)

        return BENCH.save(db, services, caller, draft, version, change)

    return await services.store.write(story)


def _about(
    db: sqlite3.Connection, services: Services, reader: Reader, entry: EntryDraft, origin: Origin
) -> EntryDraft:
    asked, said = "", ""
    if origin.source is Source.SURVEY:
        released = results.find_released(db, origin.survey or 0)
        result = results.find(db, origin.survey or 0)
        if released is None or result is None:
            raise Refusal("old_button")
        asked = released.asking.survey.title.form(reader)
        said = said_in_survey(db, services, reader, released.asking, result)
    elif origin.source is Source.THEME:
        heard = {one.id: one for one in collect(db, services).themes}
        if origin.theme not in heard:
            raise Refusal("old_button")
        asked = heard[origin.theme].name
        said = said_in_theme(services.texts, reader, heard[origin.theme])
    return entry.model_copy(update={"origin": origin, "asked": asked, "said": said})


async def set_part(
    services: Services, caller: Caller, draft: int, version: int, part: str, value: str
) -> Making:
    topics = {topic.id for topic in services.content.forum.themes}

    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        if part == "topic" and value and value not in topics:
            raise Refusal("old_button")
        changed = entry.with_part(part, value)
        return changed, changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)


async def pick_again(services: Services, caller: Caller, draft: int, version: int, weeks: int) -> Making:
    """So many weeks from today; none where it is 0."""
    if weeks not in {0, *WEEKS}:
        raise Refusal("old_button")
    today = services.content.forum.day_of(services.clock())
    again = today + timedelta(weeks=weeks) if weeks else None

    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        return entry.model_copy(update={"again_on": again}), entry.after(Step.AGAIN)

    return await BENCH.change(services, caller, draft, version, change)


async def type_words(services: Services, caller: Caller, draft: int, version: int, typed: str) -> Making:
    """What the step at which the draft was seen asks for."""

    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        if at is Step.AGAIN:
            moment = read_moment(typed, services.clock(), services.content.forum.time_zone)
            day = services.content.forum.day_of(moment)
            return entry.model_copy(update={"again_on": day}), entry.after(at)
        changed = entry.with_words(at, typed)
        return changed, changed.after(at)

    return await BENCH.change(services, caller, draft, version, change)


def _making(
    db: sqlite3.Connection, services: Services, person: Person, draft: Draft, overtaken: bool
) -> Making:
    entry = BENCH.read(draft)
    at_first = Step(draft.step) is Step.SOURCE
    return Making(
        reader=person.reader,
        draft=draft,
        entry=entry,
        surveys=tuple(_surveys(db)) if at_first else (),
        themes=collect(db, services).themes if at_first else (),
        others=tuple(one for one in BENCH.begun(db) if one[0] != draft.id)[:MOST_LISTED],
        going_on=None if entry.of is None else record.find(db, entry.of),
        overtaken=overtaken,
    )


def _surveys(db: sqlite3.Connection) -> Iterator[Asking]:
    """Closed ones, those of which nothing was reported back first."""
    closed = surveys.list_closed(db, MOST_SURVEYS)
    yield from sorted(closed, key=lambda asking: bool(record.of_survey(db, asking.id)))


BENCH = Bench(KIND, TASK, EntryDraft, Step, _making)
