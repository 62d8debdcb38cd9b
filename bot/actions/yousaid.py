"""Making an entry of the record in the chat: a draft that goes step by step, until it is saved."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions import audit
from bot.actions.members import check_role
from bot.actions.said import said_in_survey, said_in_theme
from bot.actions.telling import tell_step
from bot.actions.themes import ThemeHeard, collect
from bot.core.asking import Asking
from bot.core.drafts import Draft
from bot.core.people import Caller, Person, Role
from bot.core.record import Entry, Origin, Source
from bot.core.record import Step as DatedStep
from bot.core.record_drafts import KIND, EntryDraft, Step
from bot.core.refusal import Refusal
from bot.core.when import read_moment
from bot.core.words import Reader
from bot.services import Services
from bot.store import actors, conversations, drafts, hearing, record, results, surveys

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


@dataclass(frozen=True)
class Saved:
    reader: Reader
    entry: Entry


@dataclass(frozen=True)
class Dropped:
    reader: Reader


async def start(services: Services, caller: Caller, survey: int = 0) -> Making:
    """A new draft, about a closed survey where one is named. An empty one of one's own is taken up again."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        entry, step = EntryDraft(has_topics=bool(services.content.forum.themes)), Step.SOURCE
        if survey:
            entry = _about(db, services, person.reader, entry, Origin(source=Source.SURVEY, survey=survey))
            step = entry.after(Step.SOURCE)
        return _begin(db, services, caller, person, entry, step)

    return await services.store.write(story)


async def go_on_with(services: Services, caller: Caller, entry: int) -> Making:
    """A further step of what is on the record."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = record.find(db, entry)
        if found is None:
            raise Refusal("old_button")
        return _begin(db, services, caller, person, as_draft(found), Step.STATE)

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


def _begin(
    db: sqlite3.Connection, services: Services, caller: Caller, person: Person, entry: EntryDraft, step: Step
) -> Making:
    now, body = services.clock(), entry.model_dump_json()
    mine = (one for one in _all(db) if one.changed_by == person.id)
    empty = next((one for one in mine if not _read(one).is_begun), None)
    draft = None if empty is None else drafts.save(db, empty, body, step, person.id, now)
    if draft is None:
        draft = drafts.add(db, KIND, body, step, person.id, now)
    _clear_away(db)
    return _at(db, services, caller, person, draft)


async def open_draft(services: Services, caller: Caller, draft: int) -> Making:
    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _at(db, services, caller, person, _draft(db, draft))

    return await services.store.write(story)


async def look(services: Services, caller: Caller, draft: int) -> Making:
    """The same, and nothing changes."""

    def question(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)
        return _making(db, services, person, _draft(db, draft))

    return await services.store.read(question)


async def pick_origin(services: Services, caller: Caller, draft: int, version: int, origin: Origin) -> Making:
    """What was said is filled in from what may be shown of it."""

    def story(db: sqlite3.Connection) -> Making:
        person = check_role(services, db, caller, Role.COORDINATOR)

        def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
            about = _about(db, services, person.reader, entry, origin)
            return about, about.after(Step.SOURCE)

        return _save(db, services, caller, draft, version, change)

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
        said = said_in_survey(db, services.texts, reader, released.asking, result)
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

    return await _change(services, caller, draft, version, change)


async def pick_again(services: Services, caller: Caller, draft: int, version: int, weeks: int) -> Making:
    """So many weeks from today; none where it is 0."""
    if weeks not in {0, *WEEKS}:
        raise Refusal("old_button")
    today = services.content.forum.day_of(services.clock())
    again = today + timedelta(weeks=weeks) if weeks else None

    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        return entry.model_copy(update={"again_on": again}), entry.after(Step.AGAIN)

    return await _change(services, caller, draft, version, change)


async def go_to(services: Services, caller: Caller, draft: int, version: int, step: str) -> Making:
    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        if step not in entry.steps:
            raise Refusal("old_button")
        return entry, Step(step)

    return await _change(services, caller, draft, version, change)


async def type_words(services: Services, caller: Caller, draft: int, version: int, typed: str) -> Making:
    """What the step at which the draft was seen asks for."""

    def change(entry: EntryDraft, at: Step) -> tuple[EntryDraft, Step]:
        if at is Step.AGAIN:
            moment = read_moment(typed, services.clock(), services.content.forum.time_zone)
            day = services.content.forum.day_of(moment)
            return entry.model_copy(update={"again_on": day}), entry.after(at)
        changed = entry.with_words(at, typed)
        return changed, changed.after(at)

    return await _change(services, caller, draft, version, change)


async def drop(services: Services, caller: Caller, draft: int, version: int) -> Making | Dropped:
    """Thrown away, unless somebody else changed it meanwhile."""

    def story(db: sqlite3.Connection) -> Making | Dropped:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = drafts.find(db, draft, KIND)
        if found is not None and found.version != version and found.changed_by != person.id:
            return _at(db, services, caller, person, found, overtaken=True)
        if found is not None and _read(found).saved is None:
            drafts.drop(db, draft)
        conversations.turn_away(db, person.telegram, caller.screen)
        return Dropped(person.reader)

    return await services.store.write(story)


async def save(services: Services, caller: Caller, draft: int, version: int) -> Making | Saved:
    """Onto the record, once. Those who took part in what is behind it are told."""

    def story(db: sqlite3.Connection) -> Making | Saved:
        person = check_role(services, db, caller, Role.COORDINATOR)
        found = drafts.find(db, draft, KIND)
        if found is None:
            raise Refusal("draft_gone")
        entry = _read(found)
        if entry.saved is not None:
            return Saved(person.reader, _entry(db, entry.saved))
        if found.version != version or entry.missing() is not None:
            return _at(db, services, caller, person, found, overtaken=found.changed_by != person.id)
        saved = _put_on_record(db, services, caller, entry)
        if saved is None:
            return _went_on_meanwhile(db, services, caller, person, found, entry)
        done = entry.model_copy(update={"saved": saved.id})
        drafts.save(db, found, done.model_dump_json(), found.step, person.id, services.clock())
        conversations.turn_away(db, person.telegram, caller.screen)
        return Saved(person.reader, saved)

    saved = await services.store.write(story)
    if isinstance(saved, Saved):
        services.posts_waiting.set()
    return saved


def _put_on_record(
    db: sqlite3.Connection, services: Services, caller: Caller, draft: EntryDraft
) -> Entry | None:
    """None where somebody took the entry a step further since it was seen."""
    actor = actors.number_of(db, caller.telegram, services.random)
    before = None if draft.of is None else _entry(db, draft.of)
    entry = as_it_will_be(services, draft, before)
    if before is None:
        entry = replace(entry, id=services.random.getrandbits(40))
        record.add(db, entry, actor)
    elif not record.go_on(db, entry, draft.seen, actor):
        return None
    if entry.origin.survey is not None:
        hearing.note_heard(db, entry.origin.survey, services.clock())
    audit.note(db, services, "record_step", f"entry {entry.id}", Role.COORDINATOR, caller.telegram)
    tell_step(db, services, entry)
    return entry


def as_it_will_be(services: Services, draft: EntryDraft, going_on: Entry | None) -> Entry:
    """What a draft to which nothing is missing will look like on the record."""
    assert draft.state is not None
    again_on = None if draft.state.is_end else draft.again_on
    step = DatedStep(1, draft.state, draft.did, services.clock())
    if going_on is None:
        return replace(_new_entry(0, draft, step), again_on=again_on)
    steps = (*going_on.steps, replace(step, number=len(going_on.steps) + 1))
    return replace(going_on, evidence=draft.evidence, link=draft.link, again_on=again_on, steps=steps)


def _new_entry(number: int, draft: EntryDraft, step: DatedStep) -> Entry:
    assert draft.origin is not None
    return Entry(
        id=number,
        origin=draft.origin,
        asked=draft.asked,
        said=draft.said,
        responsible=draft.responsible,
        evidence=draft.evidence,
        link=draft.link,
        again_on=draft.again_on,
        level=draft.level,
        topic=draft.topic,
        steps=(step,),
    )


def _went_on_meanwhile(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    found: Draft,
    draft: EntryDraft,
) -> Making:
    """The draft goes on from what the entry is now; nothing that was typed is lost."""
    assert draft.of is not None
    again = draft.model_copy(update={"seen": _entry(db, draft.of).version})
    saved = drafts.save(db, found, again.model_dump_json(), found.step, person.id, services.clock())
    assert saved is not None
    return _at(db, services, caller, person, saved, overtaken=True)


Change = Callable[[EntryDraft, Step], tuple[EntryDraft, Step]]


async def _change(services: Services, caller: Caller, draft: int, version: int, change: Change) -> Making:
    return await services.store.write(_save, services, caller, draft, version, change)


def _save(
    db: sqlite3.Connection, services: Services, caller: Caller, draft: int, version: int, change: Change
) -> Making:
    """Over the version that was seen. One's own second tap finds what the first one did."""
    person = check_role(services, db, caller, Role.COORDINATOR)
    found = _draft(db, draft)
    if found.version != version:
        return _at(db, services, caller, person, found, overtaken=found.changed_by != person.id)
    entry, step = change(_read(found), Step(found.step))
    saved = drafts.save(db, found, entry.model_dump_json(), step, person.id, services.clock())
    assert saved is not None
    return _at(db, services, caller, person, saved)


def _entry(db: sqlite3.Connection, entry: int) -> Entry:
    found = record.find(db, entry)
    if found is None:
        raise Refusal("old_button")
    return found


def _read(draft: Draft) -> EntryDraft:
    return EntryDraft.model_validate_json(draft.body)


def _draft(db: sqlite3.Connection, draft: int) -> Draft:
    """Refuses one that was thrown away or saved."""
    found = drafts.find(db, draft, KIND)
    if found is None or _read(found).saved is not None:
        raise Refusal("draft_gone")
    return found


def _all(db: sqlite3.Connection) -> list[Draft]:
    return drafts.list_of(db, KIND)


def begun_entries(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """Drafts that are not on the record yet, each with its name."""
    found = [(one.id, _read(one)) for one in _all(db)]
    return [(number, entry.name) for number, entry in found if entry.is_begun and entry.saved is None]


def _clear_away(db: sqlite3.Connection) -> None:
    """What was saved stands on the record. The newest is kept for a second tap on its button."""
    saved = [one for one in _all(db) if _read(one).saved is not None]
    for draft in saved[1:]:
        drafts.drop(db, draft.id)


def _at(
    db: sqlite3.Connection,
    services: Services,
    caller: Caller,
    person: Person,
    draft: Draft,
    overtaken: bool = False,
) -> Making:
    """What is typed belongs to this draft, as it was seen."""
    conversations.turn_to_task(db, person.telegram, f"{TASK}:{draft.id}:{draft.version}", caller.screen)
    return replace(_making(db, services, person, draft), overtaken=overtaken)


def _making(db: sqlite3.Connection, services: Services, person: Person, draft: Draft) -> Making:
    entry = _read(draft)
    at_first = Step(draft.step) is Step.SOURCE
    return Making(
        reader=person.reader,
        draft=draft,
        entry=entry,
        surveys=tuple(_surveys(db)) if at_first else (),
        themes=collect(db, services).themes if at_first else (),
        others=tuple(one for one in begun_entries(db) if one[0] != draft.id)[:MOST_LISTED],
        going_on=None if entry.of is None else record.find(db, entry.of),
    )


def _surveys(db: sqlite3.Connection) -> Iterator[Asking]:
    """Closed ones, those of which nothing was reported back first."""
    closed = surveys.list_closed(db, MOST_SURVEYS)
    yield from sorted(closed, key=lambda asking: bool(record.of_survey(db, asking.id)))
